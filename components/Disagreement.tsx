import { titleText } from '#lib/core/list-words.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import type { Finding, ReportClaim } from '#lib/core/report.ts';
import { useWords } from './i18n.tsx';
import { readWebUrl, SourceLink } from './SourceLink.tsx';

/** Both sides where one list accuses what another knows as harmless: who says what, each with its source. */
export function Disagreement({ finding: { claims, level } }: { finding: Pick<Finding, 'claims' | 'level'> }) {
  const { t } = useWords();
  const vouching = claims.filter(({ bearing }) => bearing === 'for');
  const outweighed = claims.filter(({ bearing }) => bearing === 'outweighed');
  const accused = outweighed.length > 0 || (level !== 'verified' && level !== 'none');
  if (vouching.length === 0 || !accused) return null;
  return (
    <details>
      <summary>{t('disagree_title')}</summary>
      <dl class="facts">
        {vouching.map((claim) => (
          <Side key={`${claim.list} ${claim.id}`} name="disagree_for" claim={claim} />
        ))}
        {outweighed.map((claim) => (
          <Side key={`${claim.list} ${claim.id}`} name="disagree_outweighed" claim={claim} />
        ))}
      </dl>
    </details>
  );
}

function Side({ name, claim }: { name: string; claim: ReportClaim }) {
  const { t } = useWords();
  return (
    <div>
      <dt>{t(name)}</dt>
      <dd>
        <bdi>{claim.authority}</bdi> · <bdi>{titleText(claim.listTitle, t)}</bdi> ·{' '}
        {t(keyOf('status', claim.status))}{' '}
        <SourceLink href={claim.url}>{t('source_host', [readWebUrl(claim.url)?.host ?? ''])}</SourceLink>
      </dd>
    </div>
  );
}
