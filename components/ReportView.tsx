import { type Finding, MARKED_LEVELS, type Report } from '#lib/core/report.ts';
import { Actions } from './Actions.tsx';
import { AddressText } from './AddressText.tsx';
import { AlsoOnPage } from './AlsoOnPage.tsx';
import { Disagreement } from './Disagreement.tsx';
import { FindingCard } from './FindingCard.tsx';
import { Headline } from './Headline.tsx';
import { useWords } from './i18n.tsx';
import { Places, type Reveal } from './Places.tsx';
import { networkOf, sentenceOf } from './reason-text.ts';

interface Props {
  report: Report;
  onReveal: Reveal;
  onBack(): void;
}

/** A whole report: headline, findings worst first, what can be done, what else there is. */
export function ReportView({ report, onReveal, onBack }: Props) {
  const words = useWords();
  const { state, url, level, context } = report;
  const all = [...report.page, ...report.addresses];
  const speaking = all.filter((finding) => finding.level !== 'none');
  const quiet = all.filter((finding) => finding.level === 'none');
  const warned = MARKED_LEVELS.includes(level);
  const asOf = report.notes.find(({ code }) => code === 'as-of');
  return (
    <>
      {asOf && <p class="note">{sentenceOf('note', asOf, words)}</p>}
      <Headline report={report} />
      {state === 'ready' && (
        <>
          {warned && context === 'donation' && (
            <p class="buttons">
              <button type="button" class="primary" onClick={onBack}>
                {words.t('action_back')}
              </button>
            </p>
          )}
          {speaking.map((finding) => (
            <FindingCard key={finding.text} finding={finding} pageUrl={url} onReveal={onReveal} />
          ))}
          {quiet.length > 0 && <Quiet findings={quiet} alone={speaking.length === 0} onReveal={onReveal} />}
          {(warned || level === 'reported') && <Actions report={report} />}
          <AlsoOnPage report={report} />
        </>
      )}
    </>
  );
}

/** What was checked and stands on no list: folded, for those who want to see it. */
function Quiet({ findings, alone, onReveal }: { findings: Finding[]; alone: boolean; onReveal: Reveal }) {
  const words = useWords();
  return (
    <details class="quiet">
      <summary>{words.t(alone ? 'none_only' : 'none_title', undefined, findings.length)}</summary>
      {findings.map((finding) => (
        <article key={finding.text} class="card">
          <p class="network">{networkOf(finding, words)}</p>
          <AddressText text={finding.canonical} />
          {finding.reasons.map((reason) => (
            <p key={reason.code}>{sentenceOf('reason', reason, words)}</p>
          ))}
          <Disagreement finding={finding} />
          <Places places={finding.places} onReveal={onReveal} />
        </article>
      ))}
    </details>
  );
}
