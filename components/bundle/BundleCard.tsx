import type { CheckedFile } from '#lib/core/bundle-views.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import { useWords } from '../i18n.tsx';
import { BundleFacts } from './BundleFacts.tsx';
import { Inside } from './Inside.tsx';

/** What a check of one file tells. */
export function BundleCard({ name, result }: CheckedFile) {
  const { t } = useWords();
  if (!result.ok) {
    return (
      <section class="card">
        <h2>
          <bdi>{name}</bdi>
        </h2>
        <p class="note">{t(keyOf('bundle_file', result.problem))}</p>
      </section>
    );
  }
  const { bundle } = result;
  return (
    <section class="card">
      <h2>
        <bdi>{name}</bdi>
      </h2>
      <p class={bundle.isIntact ? 'verdict' : 'verdict note'} role="status">
        {t(bundle.isIntact ? 'bundle_intact' : 'bundle_not_intact')}
      </p>
      <BundleFacts bundle={bundle} />
      {bundle.inside ? (
        <Inside inside={bundle.inside} page={bundle.page} />
      ) : (
        <p>{t(bundle.isIntact ? 'bundle_unreadable' : 'bundle_nothing_shown')}</p>
      )}
    </section>
  );
}
