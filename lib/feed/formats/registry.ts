import type { Refusal } from '#lib/core/entry.ts';
import { MAX_FEED_BYTES } from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { compileList } from '#lib/watchlist/compile.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';
import type { Adapter, ReadErrorCode, Source } from './adapter.ts';
import { compiled } from './compiled.ts';
import { csv } from './csv.ts';

/** Every feed format, in the order in which they are asked. */
export const ADAPTERS: readonly Adapter[] = [compiled, csv];

export interface ReadList {
  format: string;
  list: CompiledList;
  /** Every record left out; a compiled list brings the first of them only. */
  refused: Refusal[];
}

/** Reads a file of any known format into the form that is stored and searched. */
export async function readList(
  bytes: Uint8Array<ArrayBuffer>,
  source: Source,
): Promise<Result<ReadList, ReadErrorCode | 'too-many-entries'>> {
  if (bytes.length > MAX_FEED_BYTES) return fail('too-large', `${source.name} is larger than a list may be.`);
  const adapter = ADAPTERS.find((one) => one.recognises(bytes, source));
  if (!adapter) {
    return fail(
      'bad-format',
      `${source.name} is no list of a known format. A CSV file needs a first line that names its columns, among them "value".`,
    );
  }
  const read = await adapter.read(bytes, source);
  if (!read.ok) return read;
  const { format } = adapter;
  if (read.value.kind === 'compiled') {
    const { list } = read.value;
    return ok({ format, list, refused: list.refusals });
  }
  const { info, entries, refused } = read.value.list;
  const result = compileList(info, entries, refused);
  if (!result.ok) return result;
  const { list } = result.value;
  if (list.entries === 0) {
    const left = list.refused === 1 ? '1 line was' : `${list.refused} lines were`;
    return fail('empty', `${source.name} holds no entry that can be read (${left} left out).`);
  }
  return ok({ format, ...result.value });
}
