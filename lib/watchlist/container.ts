import * as v from 'valibot';
import { toHex } from '#lib/core/bytes.ts';
import { isIsoDate } from '#lib/core/dates.ts';
import { MAX_ENTRIES, MAX_FIELD_CHARS, MAX_REFUSALS_KEPT } from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { isSoundChunk, WebUrl } from './chunk-check.ts';
import type { CompiledList, KeyIndex } from './compiled.ts';
import { ENTRIES_PER_CHUNK } from './compiled.ts';

/**
 * A compiled list as one file (docs/FEED-FORMAT.md):
 *
 *     8 bytes   "ALMSLIST"
 *     u32 LE    length of the header
 *     header    UTF-8 JSON, padded with spaces so that what follows stands at a multiple of 4
 *     u32 LE    high halves of the keys, then low halves, then entry ordinals
 *     chunks    UTF-8 JSON, one after the other
 */
const MAGIC = 'ALMSLIST';
const FORMAT = 1;
const PREAMBLE = MAGIC.length + 4;
/** Sources that a list may name. */
const MAX_UPSTREAMS = 50;

const text = v.pipe(v.string(), v.maxLength(MAX_FIELD_CHARS));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Header = v.object({
  format: v.literal(FORMAT),
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
  refusals: v.pipe(
    v.array(v.object({ where: text, value: text, reason: text })),
    v.maxLength(MAX_REFUSALS_KEPT),
  ),
  keys: count,
  /** Byte length of each chunk. */
  chunks: v.array(count),
  /** SHA-256 of everything after the header, hex. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
type Header = v.InferOutput<typeof Header>;

export type ContainerErrorCode = 'bad-format' | 'newer-format' | 'bad-header' | 'corrupt';

export function isContainer(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, MAGIC.length)) === MAGIC;
}

export async function writeContainer(list: CompiledList): Promise<Uint8Array<ArrayBuffer>> {
  const { hi, lo, refs } = list.index;
  const body = concat([bytesOf(hi), bytesOf(lo), bytesOf(refs), ...list.chunks]);
  const header: Header = {
    format: FORMAT,
    info: list.info,
    entries: list.entries,
    refused: list.refused,
    refusals: list.refusals,
    keys: hi.length,
    chunks: list.chunks.map((chunk) => chunk.length),
    sha256: await sha256Hex(body),
  };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const padded = new Uint8Array(Math.ceil((PREAMBLE + json.length) / 4) * 4 - PREAMBLE).fill(0x20);
  padded.set(json);
  const preamble = new Uint8Array(PREAMBLE);
  preamble.set(new TextEncoder().encode(MAGIC));
  new DataView(preamble.buffer).setUint32(MAGIC.length, padded.length, true);
  return concat([preamble, padded, body]);
}

/** Reads and checks a file: form, hash, that keys are sorted and lead to entries that exist, and every entry. */
export async function readContainer(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Result<CompiledList, ContainerErrorCode>> {
  if (!isContainer(bytes) || bytes.length < PREAMBLE)
    return fail('bad-format', 'This is no Almsguard list file.');
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC.length, true);
  const start = PREAMBLE + headerLength;
  if (start > bytes.length || start % 4 !== 0) return fail('corrupt', 'The file ends inside its header.');
  const header = parseHeader(bytes.subarray(PREAMBLE, start));
  if (!header.ok) return header;
  const { info, entries, refused, refusals, keys, chunks, sha256 } = header.value;
  const body = bytes.slice(start);
  const expected = keys * 12 + chunks.reduce((sum, length) => sum + length, 0);
  if (body.length !== expected)
    return fail('corrupt', `The file has ${body.length} bytes of data, not ${expected}.`);
  if ((await sha256Hex(body)) !== sha256) return fail('corrupt', 'The data does not match its checksum.');
  const index: KeyIndex = {
    hi: u32(body, 0, keys),
    lo: u32(body, keys * 4, keys),
    refs: u32(body, keys * 8, keys),
  };
  if (chunks.length !== Math.ceil(entries / ENTRIES_PER_CHUNK) || !isSound(index, entries)) {
    return fail('corrupt', 'Keys and entries of the file do not fit together.');
  }
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let at = keys * 12;
  for (const length of chunks) {
    const chunk = body.slice(at, at + length);
    const count = Math.min(ENTRIES_PER_CHUNK, entries - parts.length * ENTRIES_PER_CHUNK);
    if (!isSoundChunk(chunk, count)) return fail('corrupt', 'An entry of the file is not as expected.');
    parts.push(chunk);
    at += length;
  }
  return ok({ info, entries, refused, refusals, index, chunks: parts });
}

function parseHeader(bytes: Uint8Array): Result<Header, ContainerErrorCode> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return fail('bad-header', 'The header is no JSON.');
  }
  const format = v.safeParse(v.object({ format: v.number() }), json);
  if (format.success && format.output.format > FORMAT) {
    return fail('newer-format', 'The file is of a newer format; update the extension to read it.');
  }
  const parsed = v.safeParse(Header, json);
  if (!parsed.success)
    return fail('bad-header', `The header is not as expected: ${parsed.issues[0].message}`);
  return ok(parsed.output);
}

function isSound({ hi, lo, refs }: KeyIndex, entries: number): boolean {
  for (let i = 0; i < hi.length; i++) {
    if ((refs[i] as number) >= entries) return false;
    if (i === 0) continue;
    const step = (hi[i] as number) - (hi[i - 1] as number) || (lo[i] as number) - (lo[i - 1] as number);
    if (step < 0) return false;
  }
  return true;
}

/** Typed arrays are little-endian, like the file, on every processor that Chromium and Firefox run on. */
function u32(body: Uint8Array<ArrayBuffer>, at: number, length: number): Uint32Array<ArrayBuffer> {
  return new Uint32Array(body.buffer.slice(at, at + length * 4));
}

function bytesOf(values: Uint32Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function concat(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
