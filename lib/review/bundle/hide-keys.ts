import { HIDDEN, type Span } from '#lib/address/secret-spans.ts';
import { findSecrets } from '#lib/address/secrets.ts';
import type { FrameSnapshot } from '#lib/core/snapshot.ts';
import { INLINE } from './page-text.ts';

/** Shorter than every secret. */
const MIN_CHARS = 23;
const TAG = /<\/?([a-z][^\s"'<>/=]*)/iy;
/** As a snapshot writes them (page/capture/elements.ts). */
const ATTRIBUTE = /\s+([^\s"'<>/=]+)(?:="([^"]*)")?/y;
/** What is one character to a reader. */
const UNIT = /&(?:amp|lt|gt|quot|nbsp);|\s+|\S/g;
const ENTITY = /&(amp|lt|gt|quot|nbsp);|\s+/g;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };
/** Bytes of a picture or a font: no text. */
const PACKED = /^data:[^,]{0,80};base64,/;

/** A stretch of a document's HTML in which text stands. */
interface Stretch extends Span {
  piece: number;
}

/** A document without the private keys and recovery phrases in it, and how many stood there. */
export function hideKeys(frame: FrameSnapshot): FrameSnapshot {
  const { pieces, left } = frame;
  const { flow, alone } = findStretches(pieces);
  const edits: Edit[][] = pieces.map(() => []);
  let count = hideAlong(pieces, flow, edits);
  for (const one of alone) count += hideAlong(pieces, [one], edits);
  if (count === 0) return frame;
  return {
    ...frame,
    pieces: pieces.map((piece, i) => edited(piece, edits[i] ?? [])),
    left: { ...left, key: left.key + count },
  };
}

/**
 * What is read one after the other, with `null` where a line ends: a key may go over many elements, and a phrase have a
 * box for each word. And what stands alone: attributes and styles.
 */
function findStretches(pieces: readonly string[]): { flow: (Stretch | null)[]; alone: Stretch[] } {
  const flow: (Stretch | null)[] = [];
  const alone: Stretch[] = [];
  pieces.forEach((html, piece) => {
    // Between two pieces is the rest of a frame's tag.
    let at = piece > 0 && html.startsWith('>') ? 1 : 0;
    while (at < html.length) {
      const tag = html.indexOf('<', at);
      const to = tag < 0 ? html.length : tag;
      if (to > at) flow.push({ piece, from: at, to });
      if (tag < 0) break;
      TAG.lastIndex = tag;
      const [whole = '<', name = ''] = TAG.exec(html) ?? [];
      const lower = name.toLowerCase();
      if (!INLINE.has(lower)) flow.push(null);
      at = readAttributes(html, tag + whole.length, (attribute, from, end) => {
        const one = { piece, from, to: end };
        if (lower === 'input' && attribute === 'value') flow.push(one, null);
        else if (end - from >= MIN_CHARS && !PACKED.test(html.slice(from, from + 99))) alone.push(one);
      });
      if (whole.toLowerCase() === '<style') {
        const close = html.indexOf('</style', at);
        const until = close < 0 ? html.length : close;
        alone.push({ piece, from: at, to: until });
        at = until;
      }
    }
  });
  return { flow, alone };
}

/** Goes through a tag, and tells where it ends. */
function readAttributes(
  html: string,
  from: number,
  tell: (name: string, from: number, to: number) => void,
): number {
  ATTRIBUTE.lastIndex = from;
  let end = from;
  for (let one = ATTRIBUTE.exec(html); one; one = ATTRIBUTE.exec(html)) {
    end = ATTRIBUTE.lastIndex;
    const [, name = '', value] = one;
    if (value !== undefined) tell(name.toLowerCase(), end - 1 - value.length, end - 1);
  }
  const close = html.indexOf('>', end);
  return close < 0 ? html.length : close + 1;
}

interface Edit extends Span {
  text: string;
}

/** Looks through stretches as one text; notes what becomes of those that hold something. */
function hideAlong(pieces: readonly string[], flow: readonly (Stretch | null)[], edits: Edit[][]): number {
  const texts: string[] = [];
  /** Where each stretch begins in that text. */
  const placed: { stretch: Stretch; at: number; chars: number }[] = [];
  let at = 0;
  let isBlank = true;
  for (const stretch of flow) {
    const read = stretch ? readText(pieces[stretch.piece]?.slice(stretch.from, stretch.to) ?? '') : '\n';
    // One blank is as good as many: a phrase may have a box for each word, however the boxes are written down.
    const text = isBlank ? read.replace(/^\s/, '') : read;
    if (stretch) placed.push({ stretch, at: at - (read.length - text.length), chars: read.length });
    if (text === '') continue;
    texts.push(text);
    at += text.length;
    isBlank = /\s$/.test(text);
  }
  if (at < MIN_CHARS) return 0;
  const spans = findSecrets(texts.join(''), true);
  let next = 0;
  for (const { stretch, at: start, chars } of placed) {
    while ((spans[next]?.to ?? Infinity) <= start) next++;
    if ((spans[next]?.from ?? Infinity) >= start + chars) continue;
    const { piece, from, to } = stretch;
    const raw = pieces[piece]?.slice(from, to) ?? '';
    edits[piece]?.push({ from, to, text: without(raw, start, spans, next) });
  }
  return spans.length;
}

function readText(raw: string): string {
  return raw.replace(ENTITY, (_whole, name?: string) => (name ? (ENTITIES[name] ?? '') : ' '));
}

/** A stretch that begins at `start` of the text, without its part of the spans from `next` on; each has one mark. */
function without(raw: string, start: number, spans: readonly Span[], next: number): string {
  let span = next;
  let at = start;
  return raw.replace(UNIT, (unit) => {
    const here = at++;
    while ((spans[span]?.to ?? Infinity) <= here) span++;
    const { from } = spans[span] ?? { from: Infinity };
    if (here < from) return unit;
    return here === from ? HIDDEN : '';
  });
}

function edited(html: string, edits: readonly Edit[]): string {
  let out = '';
  let written = 0;
  for (const { from, to, text } of edits.toSorted((one, other) => one.from - other.from)) {
    out += html.slice(written, from) + text;
    written = to;
  }
  return out + html.slice(written);
}
