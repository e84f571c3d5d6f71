import type { ListInfo, Refusal } from '#lib/core/entry.ts';
import type { Result } from '#lib/core/result.ts';
import type { SourceEntry } from '#lib/watchlist/compile.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';

/** What is known of a file before it is read. */
export interface Source {
  /** Id that the list gets when the file does not bring one. */
  id: string;
  /** File name or URL, for titles and for telling the format. */
  name: string;
  /** Day of reading, `YYYY-MM-DD`: the date of a file that does not say its own. */
  today: string;
}

/** A list as an adapter read it, before compiling. */
export interface ParsedList {
  info: ListInfo;
  entries: SourceEntry[];
  /** Records left out, all of them counted here; the keepers cap what they store. */
  refused: Refusal[];
}

export type ReadErrorCode = 'bad-format' | 'bad-header' | 'too-large' | 'corrupt' | 'empty' | 'newer-format';

/**
 * One feed format. A new format is one file with an adapter and one line in registry.ts.
 * A record that cannot be read is refused with its reason; a file that is not of the format fails whole.
 */
export interface Adapter {
  format: string;
  /** Whether a file looks like this format; the first adapter that says yes reads it. */
  recognises(bytes: Uint8Array, source: Source): boolean;
  read(
    bytes: Uint8Array<ArrayBuffer>,
    source: Source,
  ): Promise<
    Result<{ kind: 'parsed'; list: ParsedList } | { kind: 'compiled'; list: CompiledList }, ReadErrorCode>
  >;
}
