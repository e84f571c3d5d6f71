import type { Report } from '#lib/core/report.ts';
import { keyOf, useWords, type Words } from './i18n.tsx';
import { LevelShape } from './LevelShape.tsx';

/** What the whole report comes to: shape, one sentence, and what it means here. */
export function Headline({ report }: { report: Report }) {
  const words = useWords();
  const { title, sub } = headlineOf(report, words);
  const level = report.state === 'ready' ? report.level : 'none';
  return (
    <header class="headline" data-level={level}>
      {level !== 'none' && <LevelShape level={level} size={36} />}
      <div>
        <h1>{title}</h1>
        <p>{sub}</p>
      </div>
    </header>
  );
}

export function headlineOf(report: Report, words: Words): { title: string; sub: string } {
  const { t } = words;
  const plain = (code: string) => ({ title: t(keyOf('headline', code)), sub: t(keyOf('sub', code)) });
  if (report.state !== 'ready') return plain(report.state);
  if (report.watchlist.length === 0) return plain('no-lists');

  const { level, context, addresses, page } = report;
  const sub = t(`${keyOf('sub', level)}_${context}`, [datesOf(report, words)]);
  if (level === 'none') return { title: t('headline_none', undefined, addresses.length), sub };
  // Indicators speak of the page as a whole, whatever they stand beside.
  if (level === 'caution') return { title: t('headline_caution'), sub };
  const itself = page.find((finding) => finding.level === level && finding.places.length === 0);
  if (itself) {
    const isSite =
      itself.reasons[0]?.code === 'lookalike-host' || itself.claims.some(({ match }) => match === 'domain');
    const what = isSite ? 'site' : 'page';
    if (itself.reasons[0]?.code === 'seized-site') {
      return { title: t(`headline_${what}_seized`), sub: t(`sub_seized_${context}`) };
    }
    const title = t(keyOf(`headline_${what}`, level));
    // What is listed itself does not mention itself.
    return { title, sub: level === 'listed' && context === 'mention' ? t('sub_listed_itself') : sub };
  }
  const count = addresses.filter((finding) => finding.level === level).length;
  if (count === 0) return { title: t('headline_frame', [t(keyOf('level', level))]), sub };
  if (addresses.length === 1) return { title: t(keyOf('headline_only', level)), sub };
  return { title: t(keyOf('headline', level), [String(count), String(addresses.length)], count), sub };
}

/** How old the lists are that something was compared with; closed cases do not age. */
function datesOf({ watchlist, date }: Report, { days }: Words): string {
  const open = watchlist.filter((list) => !list.closed);
  const dates = (open.length > 0 ? open : watchlist).map((list) => list.date).sort();
  return days(dates[0] ?? date, dates.at(-1) ?? date);
}
