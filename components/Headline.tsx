import { keyOf, sentenceOf } from '#lib/core/reason-text.ts';
import { MARKED_LEVELS, type Report } from '#lib/core/report.ts';
import { weightOf } from '#lib/core/severity.ts';
import type { Unreadable } from './ask/unreadable.ts';
import { useWords, type Words } from './i18n.tsx';
import { LevelShape } from './LevelShape.tsx';
import { readWebUrl } from './SourceLink.tsx';
import { StateShape } from './StateShape.tsx';

interface Props {
  report: Report;
  /** Why the page cannot be read, once that is known. */
  why?: Unreadable | null;
}

/**
 * What the whole report comes to: shape, one sentence, what it means here, and who says so. Above it the day that it is
 * judged for, where that is not today.
 */
export function Headline({ report, why = null }: Props) {
  const words = useWords();
  const { title, sub } = headlineOf(report, words);
  const level = report.state === 'ready' ? report.level : 'none';
  const says = whoSays(report, words);
  const asOf = report.notes.find(({ code }) => code === 'as-of');
  return (
    <>
      {asOf && <p class="note">{sentenceOf('note', asOf, words)}</p>}
      <header class="headline" data-level={level}>
        {level === 'none' ? <StateShape state={report.state} /> : <LevelShape level={level} size={36} />}
        <div>
          <h1>{title}</h1>
          <p>{report.state === 'unreadable' && why ? words.t(`sub_unreadable_${why}`) : sub}</p>
          {says && <p class="says">{says}</p>}
        </div>
      </header>
    </>
  );
}

/** Who says so, and how sure that is, of the worst that was found. */
function whoSays({ state, level, page, addresses }: Report, { t }: Words): string | null {
  if (state !== 'ready' || !(MARKED_LEVELS.includes(level) || level === 'reported')) return null;
  const claims = [...page, ...addresses]
    .filter((one) => weightOf(one) === level)
    .flatMap(({ claims }) => claims);
  const claim = claims.find(({ bearing }) => bearing === 'against');
  return claim ? t(`says_${claim.tier}`, [claim.authority]) : null;
}

export function headlineOf(report: Report, words: Words): { title: string; sub: string } {
  const { t, number } = words;
  const plain = (code: string) => ({ title: t(keyOf('headline', code)), sub: t(keyOf('sub', code)) });
  if (report.state === 'paused') {
    return { title: t('headline_paused'), sub: t('sub_paused', [readWebUrl(report.url)?.hostname ?? '']) };
  }
  if (report.state !== 'ready') return plain(report.state);
  if (report.watchlist.length === 0) return plain('no-lists');

  const { level, context, addresses, page } = report;
  const told = `${keyOf('sub', level)}_${context}`;
  if (level === 'none') {
    return { title: t('headline_none', undefined, addresses.length), sub: t(told, [datesOf(report, words)]) };
  }
  const sub = t(told);
  const aside = page.find((finding) => finding.aside && weightOf(finding) === level);
  if (level === 'caution' && aside) {
    // Told as what it is, of the frame alone.
    const own = aside.level === 'listed' ? 'sub_listed_itself' : `${keyOf('sub', aside.level)}_mention`;
    return { title: t('headline_frame', [t(keyOf('level', aside.level))]), sub: t(own) };
  }
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
  return { title: t(keyOf('headline', level), [number(count), number(addresses.length)], count), sub };
}

/** How old the lists are that something was compared with; closed cases do not age. */
function datesOf({ watchlist, date }: Report, { days }: Words): string {
  const open = watchlist.filter((list) => !list.closed);
  const dates = (open.length > 0 ? open : watchlist).map((list) => list.date).sort();
  return days(dates[0] ?? date, dates.at(-1) ?? date);
}
