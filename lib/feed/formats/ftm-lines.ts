import { MAX_FTM_LINE_BYTES } from '#lib/core/limits.ts';
import type { Body } from '../body.ts';

export interface JsonLine {
  /** Counted from 1. */
  n: number;
  /** `null` for a line that is too long to be read. */
  text: string | null;
}

/** Lines of a file of JSON lines as they come; of one that is too long nothing is held. */
export async function* jsonLines(body: Body, limit = MAX_FTM_LINE_BYTES): AsyncGenerator<JsonLine, void> {
  const decoder = new TextDecoder();
  let n = 1;
  let rest = '';
  let skipping = false;
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      yield { n: n++, text: skipping || line.length > limit ? null : line };
      skipping = false;
    }
    if (rest.length > limit) {
      rest = '';
      skipping = true;
    }
  }
  rest += decoder.decode();
  if (skipping || rest.trim() !== '') yield { n, text: skipping || rest.length > limit ? null : rest };
}
