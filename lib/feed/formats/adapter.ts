import type { ListInfo } from '#lib/core/entry.ts';
import type { RefusalReason } from '#lib/core/refusals.ts';
import type { Result } from '#lib/core/result.ts';
import type { SourceEntry } from '#lib/watchlist/compile.ts';
import type { Body } from '../body.ts';
import type { PersonalCounts } from './personal.ts';

/** What is known of a file before it is read. */
export interface Source {
  /** Id that the list gets when the file does not bring one. */
  id: string;
  /** File name or URL, for titles and for telling the format. */
  name: string;
  /** Day of reading, `YYYY-MM-DD`: the date of a file that does not say its own. */
  today: string;
}

/** Where an adapter puts what it read, record by record. */
export interface Sink {
  entry(entry: SourceEntry): void;
  /** A record that is left out: where it stood, its value (any length; secrets are hidden here), why. */
  refuse(where: string, value: string, reason: RefusalReason): void;
}

/** What a file says of itself; without a version of its own the hash of its bytes stands for one. */
export type ReadInfo = Omit<ListInfo, 'version'> & { version?: string };

/** That, and what a report for publishers has beside it, where the format tells it. */
export type ReadFile = ReadInfo & {
  /** What of personal data was left behind (personal.ts). */
  personal?: PersonalCounts;
  /** Which edition of its publisher's the file is, in the words of the file. */
  edition?: string;
};

export type ReadErrorCode = 'bad-format' | 'bad-header' | 'too-large' | 'corrupt' | 'empty' | 'newer-format';

/**
 * One feed format. A new format is one file with an adapter and one line in registry.ts.
 * A record that cannot be read is refused with its reason; a file that is not of the format fails whole.
 */
export interface Adapter {
  format: string;
  /** Whether a file looks like this format, from its first `SNIFF_BYTES`; the first adapter that says yes reads it. */
  recognises(head: Uint8Array, source: Source): boolean;
  /** Reads the file as it comes; large formats never hold it whole. */
  read(body: Body, source: Source, sink: Sink): Promise<Result<ReadFile, ReadErrorCode>>;
}
