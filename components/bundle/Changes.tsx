import type { BundleChanges, CheckedFiles } from '#lib/core/bundle-views.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import type { Finding } from '#lib/core/report.ts';
import { useWords } from '../i18n.tsx';
import { FindingLine } from './FindingLine.tsx';

/** What became of a page between two bundles. */
export function Changes({ changes }: { changes: NonNullable<CheckedFiles['changes']> }) {
  const { t, time, number } = useWords();
  if (changes === 'other-page') {
    return (
      <section class="card">
        <h2>{t('bundle_changes')}</h2>
        <p class="note">{t('bundle_other_page')}</p>
      </section>
    );
  }
  const { before, after, findings, title, text, lists } = changes;
  return (
    <section class="card">
      <h2>{t('bundle_changes')}</h2>
      <p class="soft">{t('bundle_between', [time(before), time(after)])}</p>
      <Findings title={t('bundle_added')} findings={findings.added} />
      <Findings title={t('bundle_removed')} findings={findings.removed} />
      <Changed changed={findings.changed} />
      <p>{t('bundle_same', [number(findings.same)])}</p>
      {title && (
        <p>
          {t('bundle_new_title')} <del dir="auto">{title.before}</del> <ins dir="auto">{title.after}</ins>
        </p>
      )}
      <Lines text={text} />
      {lists.length > 0 && <h3>{t('bundle_other_lists')}</h3>}
      <ul class="plain">
        {lists.map((list) => (
          <li key={list.id}>
            <bdi>{list.id}</bdi>: <bdi>{list.before ?? '–'}</bdi> → <bdi>{list.after ?? '–'}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Findings({ title, findings }: { title: string; findings: Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="findings">
        {findings.map((finding) => (
          <li key={`${finding.chain} ${finding.canonical}`}>
            <FindingLine finding={finding} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Changed({ changed }: Pick<BundleChanges['findings'], 'changed'>) {
  const { t } = useWords();
  if (changed.length === 0) return null;
  return (
    <>
      <h3>{t('bundle_changed')}</h3>
      <ul class="plain">
        {changed.map(({ canonical, before, after, claims }) => (
          <li key={canonical}>
            <bdi dir="ltr">{canonical}</bdi>
            {before !== after && (
              <p>{t('bundle_levels', [t(keyOf('level', before)), t(keyOf('level', after))])}</p>
            )}
            {claims.map(({ name, change }) => (
              <p key={name} class="soft">
                {t(keyOf('bundle_claim', change))} <bdi>{name}</bdi>
              </p>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

function Lines({ text: { same, added, removed } }: { text: BundleChanges['text'] }) {
  const { t } = useWords();
  if (same) return <p>{t('bundle_same_text')}</p>;
  return (
    <>
      <h3>{t('bundle_new_text')}</h3>
      <ul class="lines">
        {removed.map((line, i) => (
          <li key={`- ${i} ${line}`}>
            <del dir="auto">{line}</del>
          </li>
        ))}
        {added.map((line, i) => (
          <li key={`+ ${i} ${line}`}>
            <ins dir="auto">{line}</ins>
          </li>
        ))}
      </ul>
    </>
  );
}
