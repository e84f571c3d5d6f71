import type { CheckedBundle } from '#lib/core/bundle-views.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import { useWords } from '../i18n.tsx';

/** What a bundle says it is, the state of each part, and what none of that shows. */
export function BundleFacts({ bundle }: { bundle: CheckedBundle }) {
  const { t, time } = useWords();
  const { at, page, fingerprint, parts } = bundle;
  return (
    <>
      <dl class="facts">
        <div>
          <dt>{t('print_page')}</dt>
          <dd>
            <bdi>{page.title}</bdi>
            <br />
            <bdi dir="ltr">{page.url}</bdi>
          </dd>
        </div>
        <div>
          <dt>{t('bundle_taken')}</dt>
          <dd>
            {time(at)}
            <br />
            <span class="soft">{t('bundle_own_clock')}</span>
          </dd>
        </div>
        <div>
          <dt>{t('bundle_fingerprint')}</dt>
          <dd>
            <code dir="ltr">{fingerprint}</code>
          </dd>
        </div>
      </dl>
      <h3>{t('bundle_limits')}</h3>
      <ul class="plain">
        <li>{t('bundle_limit_origin')}</li>
        <li>{t('bundle_limit_time')}</li>
        <li>{t('bundle_limit_note')}</li>
      </ul>
      <details open={!bundle.isIntact}>
        <summary>{t('bundle_parts')}</summary>
        <Parts parts={parts} />
      </details>
    </>
  );
}

function Parts({ parts }: Pick<CheckedBundle, 'parts'>) {
  const { t, bytes: sized } = useWords();
  return (
    <ul class="plain parts">
      {parts.map(({ name, state, bytes }) => (
        <li key={name} data-state={state}>
          <code dir="ltr">{name}</code> {t(keyOf('bundle_part', state))}
          {bytes !== null && <span class="soft"> · {sized(bytes)}</span>}
        </li>
      ))}
    </ul>
  );
}
