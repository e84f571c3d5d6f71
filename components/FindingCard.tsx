import { sinceOf } from '#lib/core/claim-act.ts';
import type { PageMap } from '#lib/core/page-map.ts';
import { keyOf, networkOf, sentenceOf } from '#lib/core/reason-text.ts';
import type { Finding, Report, ReportClaim } from '#lib/core/report.ts';
import { AddressBlock } from './AddressBlock.tsx';
import { ClaimDetails } from './ClaimDetails.tsx';
import { Difference } from './Difference.tsx';
import { Disagreement } from './Disagreement.tsx';
import { Evidence } from './Evidence.tsx';
import { likenessOf, stepsOf } from './evidence-steps.ts';
import { useWords } from './i18n.tsx';
import { LevelShape } from './LevelShape.tsx';
import { Places, type Reveal } from './Places.tsx';
import { readWebUrl, SourceLink } from './SourceLink.tsx';
import { Unknowns } from './Unknowns.tsx';
import { WrongFinding } from './Wrong.tsx';

interface Props {
  finding: Finding;
  report: Pick<Report, 'url' | 'watchlist'>;
  map: PageMap | null;
  /** The worst one: it shows how it is known without being asked. */
  leads: boolean;
  onReveal: Reveal;
}

/** Ways to match that a reason explains in a sentence of its own. */
const TOLD_BY_REASON: readonly string[] = ['same-key', 'derived', 'parent', 'member'];

const LIKENESSES = ['lookalike', 'lookalike-seen', 'lookalike-host', 'similar-host'];

/** One thing that was found: what it means, who says so, since when, how it is known, where it stands. */
export function FindingCard({ finding, report, map, leads, onReveal }: Props) {
  const words = useWords();
  const { t } = words;
  // Claims that speak for it, or of another customer of the same address, would read as accusations here.
  const [first, ...others] = finding.claims.filter(({ bearing }) => bearing === 'against');
  const published = finding.level === 'verified' && finding.claims.find(({ bearing }) => bearing === 'for');
  const shown = published || first || undefined;
  const steps = shown ? stepsOf(finding, shown, report, words) : likenessOf(finding, report, words);
  const isAddress = finding.chain !== null;
  // Half a dozen names are no heading.
  const isAmbiguous = (finding.chains?.length ?? 0) > 1;
  // It is listed, and not counted.
  const isDisputed = finding.level === 'delisted' && first?.status === 'disputed';
  const likeness = finding.reasons.find(({ code }) => LIKENESSES.includes(code))?.params;
  const sentences = [...new Set(finding.reasons.map((reason) => sentenceOf('reason', reason, words)))];
  return (
    <article class="card" data-level={finding.level}>
      <h2>
        <LevelShape level={finding.level} />
        <span>{t(isDisputed ? 'status_disputed' : keyOf('level', finding.level))}</span>
        {!isAmbiguous && <span class="network">{networkOf(finding, words)}</span>}
      </h2>
      {/* Where two are compared it stands there. */}
      {isAddress && !likeness?.other && <AddressBlock text={finding.canonical} />}
      {isAmbiguous && <p class="soft">{networkOf(finding, words)}</p>}
      {!isAddress && (
        <p class="thing">
          <bdi>{first?.value ?? finding.canonical}</bdi>
        </p>
      )}
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {finding.aside && <p class="soft">{t('aside_note')}</p>}
      {likeness?.other && (
        <Difference
          here={likeness.host ?? finding.canonical}
          other={likeness.other}
          isAddress={likeness.host === undefined && isAddress}
        />
      )}
      {first && (
        <p class="when">
          {sinceOf(first, words)} <Source claim={first} />
        </p>
      )}
      {first && (
        <p class="how">
          {!TOLD_BY_REASON.includes(first.match) && t(keyOf('match', first.match))}{' '}
          <span class="tier">{t(keyOf('tier', first.tier))}</span>
        </p>
      )}
      {published && (
        <p>
          <Source claim={published} />
        </p>
      )}
      <Disagreement finding={finding} />
      {steps && (
        <details class="known" open={leads}>
          <summary>{t('trail_title')}</summary>
          <Evidence steps={steps} />
          {/* What is not known is told of listings. */}
          {first && shown === first && <Unknowns finding={finding} claim={first} />}
        </details>
      )}
      <Places finding={finding} map={map} onReveal={onReveal} />
      {first && (
        <details>
          <summary>{t('claim_more')}</summary>
          <ClaimDetails claim={first} watchlist={report.watchlist} />
        </details>
      )}
      {others.length > 0 && (
        <details>
          <summary>{t('claim_another', undefined, others.length)}</summary>
          {others.map((claim) => (
            <section key={`${claim.list} ${claim.id} ${claim.value}`} class="other">
              <ClaimDetails claim={claim} watchlist={report.watchlist} />
              <Source claim={claim} />
            </section>
          ))}
        </details>
      )}
      <WrongFinding finding={finding} claim={shown} />
    </article>
  );
}

function Source({ claim }: { claim: ReportClaim }) {
  const { t } = useWords();
  const host = readWebUrl(claim.url)?.host;
  return <SourceLink href={claim.url}>{t('source_host', [host ?? ''])}</SourceLink>;
}
