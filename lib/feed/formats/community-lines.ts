import { release } from '#lib/core/bytes.ts';
import { MAX_FIELD_CHARS } from '#lib/core/limits.ts';
import type { Body } from '../body.ts';
import { createDecode } from '../decode.ts';

export interface Line {
  /** Counted from 1. */
  n: number;
  /** Cut where it is longer than a field may be. */
  text: string;
}

const ENDS = /\r\n|\n|\r(?!$)/;

/**
 * Lines of a text as they come (LF, CRLF or CR), some at a time: to wait for each of a million leaves as many promises,
 * which are slow to be collected, and so are lines that wait to be read. One that never ends is held no longer than a
 * field. Pieces of the body are given back.
 */
export async function* linesOf(body: Body): AsyncGenerator<Line[], void> {
  const decode = createDecode();
  let n = 1;
  let rest = '';
  /** The lines that end in a text. */
  function take(text: string): Line[] {
    const lines = (rest + text).split(ENDS);
    rest = lines.pop() ?? '';
    // A CR at the end may be half of a CRLF.
    rest = rest.endsWith('\r') ? `${cut(rest.slice(0, -1))}\r` : cut(rest);
    return lines.map((line) => ({ n: n++, text: cut(line) }));
  }
  for await (const chunk of body) {
    for (const text of decode.pieces(chunk)) yield take(text);
    release(chunk);
  }
  const last = (rest + decode.end()).replace(/\r$/, '');
  if (last !== '') yield [{ n, text: cut(last) }];
}

function cut(text: string): string {
  return text.slice(0, MAX_FIELD_CHARS + 1);
}
