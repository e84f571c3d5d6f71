import { MAX_FIELD_CHARS } from '#lib/core/limits.ts';
import type { Body } from '../body.ts';

export interface Line {
  /** Counted from 1. */
  n: number;
  /** Cut where it is longer than a field may be. */
  text: string;
}

/** Lines of a text as they come (LF, CRLF or CR); one that never ends is held no longer than a field. */
export async function* linesOf(body: Body): AsyncGenerator<Line, void> {
  const decoder = new TextDecoder();
  let n = 1;
  let rest = '';
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const text of lines) yield { n: n++, text: cut(text) };
    // A CR at the end may be half of a CRLF.
    rest = rest.endsWith('\r') ? `${cut(rest.slice(0, -1))}\r` : cut(rest);
  }
  const last = (rest + decoder.decode()).replace(/\r$/, '');
  if (last !== '') yield { n, text: cut(last) };
}

function cut(text: string): string {
  return text.slice(0, MAX_FIELD_CHARS + 1);
}
