import { daysBetween } from '#lib/core/dates.ts';
import { titleText } from '#lib/core/list-words.ts';
import { sentenceOf } from '#lib/core/reason-text.ts';
import type { Report, ReportList } from '#lib/core/report.ts';
import { useWords, type Words } from './i18n.tsx';
import { problemText } from './problem-text.ts';

interface Props {
  report: Report;
  /** What came of the last refresh; empty before one. */
  status: string;
  busy: boolean;
  onRefresh(): void;
  /** `null` where there is no site to pause on. */
  onPause: (() => void) | null;
  onOptions(): void;
}

/** Notes that stand above the headline, or are the headline. */
const ELSEWHERE: readonly string[] = ['as-of', 'no-lists'];

/** The lists that everything above rests on. */
export function Foot({ report, status, busy, onRefresh, onPause, onOptions }: Props) {
  const words = useWords();
  const { t } = words;
  const notes = report.notes.filter(({ code }) => !ELSEWHERE.includes(code));
  return (
    <footer>
      <h2>{t('foot_title')}</h2>
      <ul class="plain">
        {report.watchlist.map((list) => (
          <li key={list.id}>
            <bdi>{titleText(list.title, t)}</bdi>
            <br />
            <span class="soft">{ageOf(list, report.date, words)}</span>
            {list.problem && <p class="note">{t('foot_problem', [problemText(list.problem, words)])}</p>}
          </li>
        ))}
      </ul>
      {notes.length > 0 && (
        <ul class="note">
          {notes.map((note) => (
            <li key={note.code + note.params.list}>{sentenceOf('note', note, words)}</li>
          ))}
        </ul>
      )}
      <p class="buttons">
        <button type="button" onClick={onRefresh} disabled={busy}>
          {t(busy ? 'refreshing' : 'refresh')}
        </button>
        {onPause && (
          <button type="button" onClick={onPause} disabled={busy}>
            {t('pause')}
          </button>
        )}
        <button type="button" onClick={onOptions}>
          {t('options')}
        </button>
      </p>
      <p>
        <a href="/lookup.html" target="_blank" rel="noreferrer">
          {t('lookup_open')}
        </a>
      </p>
      <p>
        <a href="/evidence.html" target="_blank" rel="noreferrer">
          {t('bundle_title')}
        </a>
      </p>
      <p aria-live="polite">{status}</p>
    </footer>
  );
}

function ageOf(list: ReportList, today: string, { t, date, number }: Words): string {
  const facts = t('foot_date', [date(list.date), number(list.entries)], list.entries);
  const days = daysBetween(list.date, today);
  if (list.closed) return `${facts} · ${t('foot_closed')}`;
  return days < 0 ? facts : `${facts} · ${t('foot_age', undefined, days)}`;
}
