import type { Finding, ReportClaim } from '#lib/core/report.ts';
import { useWords } from './i18n.tsx';

/** What nobody knows about a finding: said where the finding is, so that it is not taken for more than it is. */
export function Unknowns({ finding, claim }: { finding: Finding; claim: ReportClaim }) {
  const { t } = useWords();
  return (
    <section>
      <h3>{t('unknown_title')}</h3>
      <ul class="plain">
        {unknownsOf(finding, claim).map((code) => (
          <li key={code}>{t(`unknown_${code}`)}</li>
        ))}
      </ul>
    </section>
  );
}

const SAYS_NEW_ADDRESSES: readonly string[] = ['rotates', 'hides-fresh-wallet'];

/** What a claim leaves open, and what this finding adds to it. */
export function unknownsOf(
  { chain, reasons }: Pick<Finding, 'chain' | 'reasons'>,
  { match, tier, relation, status, listed }: ReportClaim,
): string[] {
  const codes: string[] = [];
  if (match === 'same-key') codes.push('same_key');
  if (match === 'derived' || match === 'parent') codes.push(match);
  if (relation !== 'direct') codes.push(relation);
  if (status === 'forfeited') codes.push('seizure');
  if (status === 'active' && match === 'exact' && tier === 'official') {
    if (chain !== null) codes.push('holder');
    if (listed) codes.push('date');
  }
  if (tier === 'reported') codes.push('reported');
  if (reasons.some(({ code }) => SAYS_NEW_ADDRESSES.includes(code))) codes.push('fresh');
  codes.push('others');
  return codes;
}
