import { release } from '#lib/core/bytes.ts';
import { MAX_FIELD_CHARS } from '#lib/core/limits.ts';
import type { Body } from '../body.ts';

export interface Line {
  /** Counted from 1. */
  n: number;
  /** Cut where it is longer than a field may be. */
  text: string;
}

/** Bytes that are split at once: lines that wait to be read outlive what browsers collect quickly. */
const PIECE = 4 * 1024;

/**
 * Lines of a text as they come (LF, CRLF or CR), some at a time: to wait for each of a million leaves as many promises,
 * which are slow to be collected. One that never ends is held no longer than a field. Pieces of the body are given back.
 */
export async function* linesOf(body: Body): AsyncGenerator<Line[], void> {
  const decoder = new TextDecoder();
  let n = 1;
  let rest = '';
  for await (const chunk of body) {
    for (let at = 0; at < chunk.length; at += PIECE) {
      const text = decoder.decode(chunk.subarray(at, at + PIECE), { stream: true });
      const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      yield lines.map((line) => ({ n: n++, text: cut(line) }));
      // A CR at the end may be half of a CRLF.
      rest = rest.endsWith('\r') ? `${cut(rest.slice(0, -1))}\r` : cut(rest);
    }
    release(chunk);
  }
  const last = (rest + decoder.decode()).replace(/\r$/, '');
  if (last !== '') yield [{ n, text: cut(last) }];
}

function cut(text: string): string {
  return text.slice(0, MAX_FIELD_CHARS + 1);
}
