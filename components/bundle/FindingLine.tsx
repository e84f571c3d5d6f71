import { keyOf } from '#lib/core/reason-text.ts';
import type { Finding, ReportClaim } from '#lib/core/report.ts';
import { AddressText } from '../AddressText.tsx';
import { useWords } from '../i18n.tsx';
import { LevelShape } from '../LevelShape.tsx';

/** One thing that was found, as a bundle has it: what it is, and who says what of it. */
export function FindingLine({ finding: { level, canonical, chain, claims } }: { finding: Finding }) {
  const { t } = useWords();
  return (
    <>
      <p class="level" data-level={level}>
        <LevelShape level={level} />
        <strong>{t(keyOf('level', level))}</strong>
      </p>
      {chain ? (
        <AddressText text={canonical} />
      ) : (
        <p>
          <bdi dir="ltr">{canonical}</bdi>
        </p>
      )}
      <ul class="plain soft">
        {claims.map((claim) => (
          <li key={`${claim.list} ${claim.id}`}>
            <ClaimText claim={claim} />
          </li>
        ))}
      </ul>
    </>
  );
}

function ClaimText({ claim: { authority, subject, listed, delisted } }: { claim: ReportClaim }) {
  const { t, sourceDay } = useWords();
  return (
    <>
      <bdi>{authority}</bdi>
      {subject && (
        <>
          {': '}
          <bdi>{subject}</bdi>
        </>
      )}
      {listed && ` · ${t('bundle_listed', [sourceDay(listed)])}`}
      {delisted && ` · ${t('bundle_delisted', [sourceDay(delisted)])}`}
    </>
  );
}
