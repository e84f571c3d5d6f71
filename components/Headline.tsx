import type { Gist } from '#lib/core/gist.ts';
import { keyOf, sentenceOf } from '#lib/core/reason-text.ts';
import type { Unreadable } from './ask/unreadable.ts';
import { useWords, type Words } from './i18n.tsx';
import { LevelShape } from './LevelShape.tsx';
import { readWebUrl } from './SourceLink.tsx';
import { StateShape } from './StateShape.tsx';

interface Props {
  gist: Gist;
  /** Why the page cannot be read, once that is known. */
  why?: Unreadable | null;
}

/**
 * What the whole report comes to: shape, one sentence, what it means here, and who says so. Above it the day that it is
 * judged for, where that is not today.
 */
export function Headline({ gist, why = null }: Props) {
  const words = useWords();
  const { state, asOf, says } = gist;
  const { title, sub } = headlineOf(gist, words);
  const level = state === 'ready' ? gist.level : 'none';
  return (
    <>
      {asOf && <p class="note">{sentenceOf('note', asOf, words)}</p>}
      <header class="headline" data-level={level}>
        {level === 'none' ? <StateShape state={state} /> : <LevelShape level={level} size={36} />}
        {/* What was concluded before may give way to what is so now. */}
        <div aria-live="polite">
          <h1>{title}</h1>
          <p>{state === 'unreadable' && why ? words.t(`sub_unreadable_${why}`) : sub}</p>
          {says && <p class="says">{words.t(`says_${says.tier}`, [says.authority])}</p>}
        </div>
      </header>
    </>
  );
}

export function headlineOf(gist: Gist, words: Words): { title: string; sub: string } {
  const { t, number, days } = words;
  const plain = (code: string) => ({ title: t(keyOf('headline', code)), sub: t(keyOf('sub', code)) });
  if (gist.state === 'paused') {
    return { title: t('headline_paused'), sub: t('sub_paused', [readWebUrl(gist.url)?.hostname ?? '']) };
  }
  if (gist.state !== 'ready') return plain(gist.state);
  if (!gist.dates) return plain('no-lists');

  const { level, context, addresses, worst, itself, aside } = gist;
  const told = `${keyOf('sub', level)}_${context}`;
  if (level === 'none') {
    return { title: t('headline_none', undefined, addresses), sub: t(told, [days(...gist.dates)]) };
  }
  const sub = t(told);
  if (level === 'caution' && aside) {
    // Told as what it is, of the frame alone.
    const own = aside === 'listed' ? 'sub_listed_itself' : `${keyOf('sub', aside)}_mention`;
    return { title: t('headline_frame', [t(keyOf('level', aside))]), sub: t(own) };
  }
  // Indicators speak of the page as a whole, whatever they stand beside.
  if (level === 'caution') return { title: t('headline_caution'), sub };
  if (itself?.seized) {
    return { title: t(`headline_${itself.what}_seized`), sub: t(`sub_seized_${context}`) };
  }
  if (itself) {
    const title = t(keyOf(`headline_${itself.what}`, level));
    // What is listed itself does not mention itself.
    return { title, sub: level === 'listed' && context === 'mention' ? t('sub_listed_itself') : sub };
  }
  if (worst === 0) return { title: t('headline_frame', [t(keyOf('level', level))]), sub };
  if (addresses === 1) return { title: t(keyOf('headline_only', level)), sub };
  return { title: t(keyOf('headline', level), [number(worst), number(addresses)], worst), sub };
}
