import type { Detail } from './problem-details.ts';

/** An expected outcome that may fail: a value, never an exception. Exceptions are for bugs. */
export type Result<T, Code extends string = string> =
  | { ok: true; value: T }
  | { ok: false; error: Failure<Code> };

export interface Failure<Code extends string = string> {
  /** Stable, for programs and message keys. */
  code: Code;
  /** What happened, where, and what to do; for people who read logs. */
  message: string;
  /** Numbers that the sentence for everybody names, in their order. */
  counts?: readonly number[];
  /** What exactly it was, where that can be told in every language. */
  detail?: Detail;
}

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function fail<Code extends string>(
  code: Code,
  message: string,
  more: Pick<Failure, 'counts' | 'detail'> = {},
): { ok: false; error: Failure<Code> } {
  return { ok: false, error: { code, message, ...more } };
}
