import { MAX_STIX_DEPTH, MAX_STIX_OBJECT_BYTES } from '#lib/core/limits.ts';
import { type Body, FeedFault } from '../body.ts';
import { parseJson } from './json.ts';

/** One item of a bundle; `undefined` where it was too large to be held. */
export type BundleItem = { n: number; value: unknown };

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const OPENING: readonly number[] = [0x5b, 0x7b];
const CLOSING: readonly number[] = [0x5d, 0x7d];
/** Nesting of what stands directly in the list of a bundle's objects. */
const ITEMS = 2;
const LIST_NAME = '"objects"';

/**
 * The items of a bundle's `objects` as they come, so that only one of them is held at a time. All that structures JSON is
 * ASCII, so bytes will do. Throws a `FeedFault` where the file is no such JSON.
 */
export async function* bundleItems(body: Body): AsyncGenerator<BundleItem, void> {
  let depth = 0;
  let inString = false;
  let escaped = false;
  let inList = false;
  let lists = 0;
  let n = 0;
  let isFirst = true;
  /** The last string directly in the bundle: where a list begins, the list's name. */
  let name: number[] = [];
  let held = createHolder();

  for await (const chunk of body) {
    let start = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] as number;
      if (inString) {
        if (depth === 1 && name.length <= LIST_NAME.length) name.push(byte);
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inString = false;
        continue;
      }
      if (byte === QUOTE) {
        inString = true;
        if (depth === 1) name = [byte];
      } else if (OPENING.includes(byte)) {
        if (++depth > MAX_STIX_DEPTH) throw new FeedFault('bad-format', 'The file is nested too deeply.');
        if (depth === ITEMS && byte === OPENING[0] && String.fromCharCode(...name) === LIST_NAME) {
          inList = true;
          isFirst = true;
          lists++;
          start = i + 1;
        }
      } else if (inList && depth === ITEMS && (byte === COMMA || CLOSING.includes(byte))) {
        held.add(chunk.subarray(start, i));
        const ends = byte !== COMMA;
        // An empty list has no item.
        if (!(ends && isFirst && held.isBlank())) yield { n: ++n, value: held.value() };
        held = createHolder();
        isFirst = false;
        start = i + 1;
        if (ends) {
          inList = false;
          depth--;
        }
      } else if (CLOSING.includes(byte)) depth--;
    }
    if (inList) held.add(chunk.slice(start));
  }
  if (depth !== 0 || inString) throw new FeedFault('corrupt', 'The file ends in the middle.');
  if (lists === 0) throw new FeedFault('bad-format', 'The bundle has no list of objects.');
}

/** The pieces of one item. */
function createHolder() {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const text = () => {
    const decoder = new TextDecoder();
    return pieces.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode();
  };
  return {
    add(piece: Uint8Array) {
      size += piece.length;
      if (size > MAX_STIX_OBJECT_BYTES) pieces.length = 0;
      else pieces.push(piece);
    },
    isBlank: () => size <= MAX_STIX_OBJECT_BYTES && text().trim() === '',
    /** Throws a `FeedFault` where it is no JSON: then nothing that follows can be trusted to be what it seems. */
    value(): unknown {
      if (size > MAX_STIX_OBJECT_BYTES) return undefined;
      const value = parseJson(text());
      if (value === undefined) throw new FeedFault('corrupt', 'An object of the bundle is no JSON.');
      return value;
    },
  };
}
