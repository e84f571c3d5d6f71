import * as v from 'valibot';
import { isIsoDate } from '#lib/core/dates.ts';
import { MAX_ENTRIES, MAX_FIELD_CHARS, MAX_REFUSALS_KEPT } from '#lib/core/limits.ts';
import { REFUSAL_REASONS } from '#lib/core/refusals.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { WebUrl } from './chunk-check.ts';
import type { Intake } from './intake.ts';

/**
 * What list files and deltas have in common:
 *
 *     8 bytes   what it is, in ASCII
 *     u32 LE    length of the header
 *     header    UTF-8 JSON
 *     body      its parts, one after the other
 */
const MAGIC_BYTES = 8;
const PREAMBLE = MAGIC_BYTES + 4;
/** Sources that a list may name. */
const MAX_UPSTREAMS = 50;

export type PackedErrorCode = 'bad-format' | 'newer-format' | 'bad-header' | 'corrupt';

export const text = v.pipe(v.string(), v.maxLength(MAX_FIELD_CHARS));
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/** One number for each index of a list. */
export const three = v.strictTuple([count, count, count]);
/** A newer Almsguard may know more reasons. */
const reason = v.fallback(v.picklist(REFUSAL_REASONS), 'other');
/** What a list says of itself, in the header of either. */
export const aboutList = {
  info: v.object({
    id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]{0,63}$/)),
    title: text,
    publisher: text,
    licence: text,
    homepage: v.nullable(WebUrl),
    upstreams: v.pipe(v.array(text), v.maxLength(MAX_UPSTREAMS)),
    date: v.pipe(v.string(), v.check(isIsoDate)),
    closed: v.boolean(),
    version: text,
  }),
  entries: v.pipe(count, v.maxValue(MAX_ENTRIES)),
  refused: count,
  refusals: v.pipe(v.array(v.object({ where: text, value: text, reason })), v.maxLength(MAX_REFUSALS_KEPT)),
  rows: v.pipe(count, v.maxValue(MAX_ENTRIES)),
};

export function beginsWith(bytes: Uint8Array, magic: string): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, MAGIC_BYTES)) === magic;
}

export function writePacked(magic: string, header: unknown, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const out = new Uint8Array(PREAMBLE + json.length + body.length);
  out.set(new TextEncoder().encode(magic));
  new DataView(out.buffer).setUint32(MAGIC_BYTES, json.length, true);
  out.set(json, PREAMBLE);
  out.set(body, PREAMBLE + json.length);
  return out;
}

/** The header, checked, and the body as it is. */
export function readPacked<T>(
  bytes: Uint8Array<ArrayBuffer>,
  magic: string,
  schema: v.GenericSchema<unknown, T>,
  format: number,
): Result<{ header: T; body: Uint8Array<ArrayBuffer> }, PackedErrorCode> {
  if (!beginsWith(bytes, magic) || bytes.length < PREAMBLE) {
    return fail('bad-format', 'This is no Almsguard list file.');
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC_BYTES, true);
  const start = PREAMBLE + length;
  if (start > bytes.length) return fail('corrupt', 'The file ends inside its header.');
  const header = readHeader(bytes.subarray(PREAMBLE, start), schema, format);
  return header.ok ? ok({ header: header.value, body: bytes.subarray(start) }) : header;
}

/** The header of what comes in pieces, which go on with the body; a longer one than so many bytes fits nowhere. */
export async function takeHeader<T>(
  intake: Intake,
  magic: string,
  schema: v.GenericSchema<unknown, T>,
  format: number,
  maxBytes: number,
): Promise<Result<T, PackedErrorCode>> {
  const preamble = await intake.bytes(PREAMBLE);
  if (!preamble || !beginsWith(preamble, magic)) {
    return fail('bad-format', 'This is no Almsguard list file.');
  }
  const length = new DataView(preamble.buffer).getUint32(MAGIC_BYTES, true);
  const bytes = length > maxBytes ? null : await intake.bytes(length);
  if (!bytes) return fail('corrupt', 'The file ends inside its header.');
  return readHeader(bytes, schema, format);
}

function readHeader<T>(
  bytes: Uint8Array,
  schema: v.GenericSchema<unknown, T>,
  format: number,
): Result<T, PackedErrorCode> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return fail('bad-header', 'The header is no JSON.');
  }
  const made = v.safeParse(v.object({ format: v.number() }), json);
  if (made.success && made.output.format > format) {
    return fail('newer-format', 'The file is of a newer format; update the extension to read it.');
  }
  const parsed = v.safeParse(schema, json);
  if (!parsed.success) {
    return fail('bad-header', `The header is not as expected: ${parsed.issues[0].message}`);
  }
  return ok(parsed.output);
}

/** Takes a body apart, piece by piece. */
export function createCutter(body: Uint8Array<ArrayBuffer>) {
  let at = 0;
  return (length: number): Uint8Array<ArrayBuffer> => {
    at += length;
    return body.subarray(at - length, at);
  };
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
