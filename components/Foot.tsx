import { daysBetween } from '#lib/core/dates.ts';
import type { Report, ReportList } from '#lib/core/report.ts';
import { useWords, type Words } from './i18n.tsx';
import { sentenceOf } from './reason-text.ts';

interface Props {
  report: Report;
  /** What came of the last refresh; empty before one. */
  status: string;
  busy: boolean;
  onRefresh(): void;
  onOptions(): void;
}

/** The lists that everything above rests on. */
export function Foot({ report, status, busy, onRefresh, onOptions }: Props) {
  const words = useWords();
  const { t } = words;
  // The other notes stand above the headline, or are the headline.
  const notes = report.notes.filter(({ code }) => code === 'stale' || code === 'memory-only');
  return (
    <footer>
      <h2>{t('foot_title')}</h2>
      <ul class="plain">
        {report.watchlist.map((list) => (
          <li key={list.id}>
            <bdi>{list.title}</bdi>
            <br />
            <span class="soft">{ageOf(list, report.date, words)}</span>
            {list.problem && <p class="note">{t('foot_problem', [list.problem])}</p>}
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
        <button type="button" onClick={onOptions}>
          {t('options')}
        </button>
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
