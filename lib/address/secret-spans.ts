/** Where something stands in a text: from the first character on, up to the one behind the last. */
export interface Span {
  from: number;
  to: number;
}

/** What stands where a secret was. */
export const HIDDEN = '[…]';

/** Nobody sees them: soft hyphens, zero-width characters, marks of direction (Default_Ignorable_Code_Point). */
const INVISIBLE = /\p{DI}+/gu;

/** The text without what nobody sees, and a way back from spans of it, in their order, to spans of `text`. */
export function withoutInvisible(text: string): {
  plain: string;
  origin: (spans: readonly Span[]) => readonly Span[];
} {
  const gone = [...text.matchAll(INVISIBLE)].map(({ 0: { length }, index }) => ({ index, length }));
  if (gone.length === 0) return { plain: text, origin: (spans) => spans };
  return {
    plain: text.replace(INVISIBLE, ''),
    origin(spans) {
      let next = 0;
      let more = 0;
      const whereOf = (index: number) => {
        for (; (gone[next]?.index ?? Infinity) <= index + more; next++) more += gone[next]?.length ?? 0;
        return index + more;
      };
      return spans.map(({ from, to }) => ({ from: whereOf(from), to: whereOf(to - 1) + 1 }));
    },
  };
}

/** In their order, with those that overlap as one. */
export function joinSpans(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const { from, to } of spans.toSorted((one, other) => one.from - other.from)) {
    const last = joined.at(-1);
    if (last && from < last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

/** `text` with the mark in the place of each span. */
export function hideSpans(text: string, spans: readonly Span[]): string {
  let out = '';
  let written = 0;
  for (const { from, to } of spans) {
    out += text.slice(written, from) + HIDDEN;
    written = to;
  }
  return out + text.slice(written);
}
