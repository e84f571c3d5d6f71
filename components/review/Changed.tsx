import { titleText } from '#lib/core/list-words.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import type { ListChange, ReviewCase } from '#lib/core/review.ts';
import { useWords } from '../i18n.tsx';

/** Differences that are shown at once; one new version of a list may name everything on a page. */
const SHOWN = 5;

/** Why a decided case came back: how bad it was and is, and what which list says of what now. */
export function Changed({ changed }: { changed: NonNullable<ReviewCase['changed']> }) {
  const { t, time } = useWords();
  const { before, after, at, what } = changed;
  return (
    <div class="note changed">
      <p>{t('review_changed', [t(keyOf('level', before)), t(keyOf('level', after)), time(at)])}</p>
      <Differences what={what} />
    </div>
  );
}

/** The first of them, and the rest where somebody asks for it. */
export function Differences({ what }: { what: readonly ListChange[] }) {
  const { t, number } = useWords();
  const rest = what.slice(SHOWN);
  return (
    <>
      <Items what={what.slice(0, SHOWN)} />
      {rest.length > 0 && (
        <details>
          <summary>{t('review_more', [number(rest.length)])}</summary>
          <Items what={rest} />
        </details>
      )}
    </>
  );
}

function Items({ what }: { what: readonly ListChange[] }) {
  if (what.length === 0) return null;
  return (
    <ul class="plain">
      {what.map((change) => (
        <li key={`${change.text} ${change.list.id} ${change.entry} ${change.says}`}>
          <Difference change={change} />
        </li>
      ))}
    </ul>
  );
}

/** What one list says now of one thing. */
export function Difference({ change: { text, entry, list, says } }: { change: ListChange }) {
  const { t, date } = useWords();
  const title = titleText(list.title, t);
  return (
    <>
      <code dir="ltr">{text}</code>
      <br />
      {t(keyOf('review_list', says), says === 'removed' ? [title] : [title, date(list.date)])}
      {entry !== text && (
        <>
          <br />
          <code class="soft" dir="ltr">
            {entry}
          </code>
        </>
      )}
    </>
  );
}
