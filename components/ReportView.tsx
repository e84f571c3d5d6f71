import type { PageMap } from '#lib/core/page-map.ts';
import { networkOf, sentenceOf } from '#lib/core/reason-text.ts';
import { type Finding, MARKED_LEVELS, type Report } from '#lib/core/report.ts';
import { bySeverity, weightOf } from '#lib/core/severity.ts';
import { Actions } from './Actions.tsx';
import { AddressBlock } from './AddressBlock.tsx';
import { AlsoOnPage } from './AlsoOnPage.tsx';
import { Disagreement } from './Disagreement.tsx';
import { FindingCard } from './FindingCard.tsx';
import { useWords } from './i18n.tsx';
import { Places, type Reveal } from './Places.tsx';

interface Props {
  report: Report;
  /** Where findings stand on the page; `null` until, or where, that is not known. */
  map: PageMap | null;
  /** Countries of the reader, best first. */
  countries: readonly string[];
  onReveal: Reveal;
  onBack(): void;
}

/** Notes that say that the lists are older than they should be; the foot has them in full. */
const OLD: readonly string[] = ['stale', 'stale-or-clock', 'unconfirmed', 'clock'];

/** A report below its headline: findings worst first, what can be done, what else there is. */
export function ReportView({ report, map, countries, onReveal, onBack }: Props) {
  const words = useWords();
  const { state, level, context, notes } = report;
  const all = [...report.page, ...report.addresses].sort((a, b) => bySeverity(weightOf(a), weightOf(b)));
  const speaking = all.filter((finding) => finding.level !== 'none');
  const quiet = all.filter((finding) => finding.level === 'none');
  const warned = MARKED_LEVELS.includes(level);
  const accused = warned || level === 'reported';
  // The headline says to find the charity's own page.
  const advised = level === 'caution' && context === 'donation';
  // What is listed is listed on old lists, too: there it does not come first.
  const old = notes.some(({ code }) => OLD.includes(code)) && <p class="note">{words.t('lists_old')}</p>;
  return (
    <>
      {state === 'ready' && (
        <>
          {!warned && old}
          {warned && context === 'donation' && (
            <p class="buttons">
              <button type="button" class="primary" onClick={onBack}>
                {words.t('action_back')}
              </button>
            </p>
          )}
          {speaking.map((finding, i) => (
            <FindingCard
              key={finding.text}
              finding={finding}
              report={report}
              map={map}
              leads={i === 0}
              onReveal={onReveal}
            />
          ))}
          {quiet.length > 0 && (
            <Quiet findings={quiet} alone={speaking.length === 0} map={map} onReveal={onReveal} />
          )}
          {warned && old}
          {(accused || advised) && <Actions report={report} countries={countries} tells={accused} />}
          <AlsoOnPage report={report} />
        </>
      )}
    </>
  );
}

interface QuietProps {
  findings: Finding[];
  alone: boolean;
  map: PageMap | null;
  onReveal: Reveal;
}

/** What was checked and stands on no list: folded, for those who want to see it. */
export function Quiet({ findings, alone, map, onReveal }: QuietProps) {
  const words = useWords();
  return (
    <details class="quiet">
      <summary>{words.t(alone ? 'none_only' : 'none_title', undefined, findings.length)}</summary>
      {findings.map((finding) => (
        <article key={finding.text} class="card">
          <h2>{networkOf(finding, words)}</h2>
          <AddressBlock text={finding.canonical} />
          {finding.reasons.map((reason) => (
            <p key={reason.code}>{sentenceOf('reason', reason, words)}</p>
          ))}
          <Disagreement finding={finding} />
          <Places finding={finding} map={map} onReveal={onReveal} />
        </article>
      ))}
    </details>
  );
}
