import type { Finding, ReportClaim } from '#lib/core/report.ts';
import { AddressText } from './AddressText.tsx';
import { ClaimDetails } from './ClaimDetails.tsx';
import { Difference } from './Difference.tsx';
import { Disagreement } from './Disagreement.tsx';
import { keyOf, useWords, type Words } from './i18n.tsx';
import { LevelShape } from './LevelShape.tsx';
import { Places, type Reveal } from './Places.tsx';
import { networkOf, sentenceOf } from './reason-text.ts';
import { readWebUrl, SourceLink } from './SourceLink.tsx';
import { Trail } from './Trail.tsx';

interface Props {
  finding: Finding;
  pageUrl: string;
  onReveal: Reveal;
}

const LIKENESSES = ['lookalike', 'lookalike-seen', 'lookalike-host', 'similar-host'];

/** One thing that was found: what it means, who says so, since when, where it stands. */
export function FindingCard({ finding, pageUrl, onReveal }: Props) {
  const words = useWords();
  const { t } = words;
  // Claims that speak for it, or of another customer of the same address, would read as accusations here.
  const [first, ...others] = finding.claims.filter(({ bearing }) => bearing === 'against');
  const published = finding.level === 'verified' && finding.claims.find(({ bearing }) => bearing === 'for');
  const isAddress = finding.chain !== null;
  const likeness = finding.reasons.find(({ code }) => LIKENESSES.includes(code))?.params;
  const sentences = [...new Set(finding.reasons.map((reason) => sentenceOf('reason', reason, words)))];
  return (
    <article class="card" data-level={finding.level}>
      <h2>
        <LevelShape level={finding.level} />
        <span>{t(keyOf('level', finding.level))}</span>
        <span class="network">{networkOf(finding, words)}</span>
      </h2>
      {isAddress ? (
        <AddressText text={finding.canonical} />
      ) : (
        <p class="thing">
          <bdi>{first?.value ?? finding.canonical}</bdi>
        </p>
      )}
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {likeness?.other && <Difference here={likeness.host ?? finding.canonical} other={likeness.other} />}
      {first && (
        <p class="when">
          {sinceOf(first, words)} <Source claim={first} />
        </p>
      )}
      {published && (
        <p>
          <Source claim={published} />
        </p>
      )}
      <Disagreement finding={finding} />
      <Places places={finding.places} onReveal={onReveal} />
      {first && <Trail finding={finding} claim={first} pageUrl={pageUrl} />}
      {first && (
        <details>
          <summary>{t('claim_more')}</summary>
          <ClaimDetails claim={first} />
        </details>
      )}
      {others.length > 0 && (
        <details>
          <summary>{t('claim_another', undefined, others.length)}</summary>
          {others.map((claim) => (
            <section key={`${claim.list} ${claim.id} ${claim.value}`} class="other">
              <ClaimDetails claim={claim} />
              <Source claim={claim} />
            </section>
          ))}
        </details>
      )}
    </article>
  );
}

function Source({ claim }: { claim: ReportClaim }) {
  const { t } = useWords();
  const host = readWebUrl(claim.url)?.host;
  return <SourceLink href={claim.url}>{t('source_host', [host ?? ''])}</SourceLink>;
}

/** "Listed 27 March 2024, as Gaza Now. Taken off on …" */
function sinceOf({ listed, subject, status, delisted }: ReportClaim, { t, date }: Words): string {
  const verb = status === 'forfeited' ? 'filed' : 'listed';
  const sentences: string[] = [];
  if (listed && subject) sentences.push(t(`${verb}_on_as`, [date(listed), subject]));
  else if (listed) sentences.push(t(`${verb}_on`, [date(listed)]));
  else if (subject) sentences.push(t('listed_as', [subject]));
  if (delisted) sentences.push(t('delisted_on', [date(delisted)]));
  return sentences.join(' ');
}
