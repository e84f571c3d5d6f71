import { concat } from '#lib/core/bytes.ts';
import { MAX_WHOLE_BYTES } from '#lib/core/limits.ts';
import type { Detail } from '#lib/core/problem-details.ts';
import type { ProblemCode } from '#lib/core/problems.ts';
import { fail, type Result } from '#lib/core/result.ts';
import { createTurn } from '#lib/core/turns.ts';

/** Bytes of a feed file as they come. Whoever reads it may be thrown a `FeedFault`. */
export type Body = AsyncIterable<Uint8Array>;

/**
 * Why the bytes of a feed stop coming. Thrown, for it can happen at any step of reading a stream; `attempt`
 * turns it into a result at the edge.
 */
export class FeedFault extends Error {
  readonly code: ProblemCode;
  readonly detail: Detail | undefined;

  constructor(code: ProblemCode, message: string, detail?: Detail) {
    super(message);
    this.code = code;
    this.detail = detail;
  }
}

/** Runs what reads streams; a fault on the way becomes the failure that it is. */
export async function attempt<T>(
  work: () => Promise<Result<T, ProblemCode>>,
): Promise<Result<T, ProblemCode>> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FeedFault)) throw error;
    const { code, message, detail } = error;
    return fail(code, message, detail && { detail });
  }
}

/** For a short way that a longer one stands behind: `null` where what came on it was broken or did not come. */
export async function unlessBroken<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    // Of what is stored a piece may be lost: then the long way is what brings it back.
    if (error instanceof FeedFault) return null;
    throw error;
  }
}

export async function* bodyOf(...chunks: Uint8Array[]): AsyncGenerator<Uint8Array, void> {
  yield* chunks;
}

/** Bytes of a file at hand that are given out at once. */
const PIECE = 64 * 1024;

/** A file at hand, piece by piece: all of it at once would be read in one go, with nobody answered meanwhile. */
export async function* inPieces(bytes: Uint8Array): Body {
  const turn = createTurn();
  for (let at = 0; at < bytes.length; at += PIECE) {
    yield bytes.subarray(at, at + PIECE);
    await turn();
  }
}

/** The same body, and somebody who is told of every piece that comes, with its bytes. */
export async function* counted(
  body: Body,
  onBytes?: (count: number) => void,
): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of body) {
    onBytes?.(chunk.length);
    yield chunk;
  }
}

/** The first bytes, and the same body again from its beginning. */
export async function peek(body: Body, size: number): Promise<{ head: Uint8Array; body: Body }> {
  const chunks = body[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  while (!ended && length < size) {
    const next = await chunks.next();
    ended = next.done === true;
    if (next.done) break;
    seen.push(next.value);
    length += next.value.length;
  }
  async function* again(): AsyncGenerator<Uint8Array, void> {
    yield* seen;
    // What is over must not be asked again.
    if (!ended) yield* { [Symbol.asyncIterator]: () => chunks };
  }
  return { head: concat(seen).subarray(0, size), body: again() };
}

/** The same body; past so many bytes a `FeedFault`. */
export async function* limited(body: Body, limit = MAX_WHOLE_BYTES): AsyncGenerator<Uint8Array, void> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) throw tooLarge(limit);
    yield chunk;
  }
}

/** The whole of it at once, for formats that cannot be read otherwise. */
export async function wholeBody(body: Body, limit?: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of limited(body, limit)) chunks.push(chunk);
  return concat(chunks);
}

/** The whole as UTF-8 text, without a byte order mark; what is no UTF-8 shows as U+FFFD. */
export async function bodyText(body: Body, limit?: number): Promise<string> {
  return new TextDecoder().decode(await wholeBody(body, limit));
}

/** `limit` in bytes. */
export function tooLarge(limit: number): FeedFault {
  const detail = { code: 'size', params: { size: String(limit) } } as const;
  return new FeedFault('too-large', `The file has more than ${limit} bytes.`, detail);
}
