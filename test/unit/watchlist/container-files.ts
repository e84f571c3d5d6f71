/** List files, sound ones and forged ones. */
import { readContainer, writeContainer } from '#lib/watchlist/container.ts';
import { claim, compiled, entry, listInfo } from '../../support/entries.ts';

export const LIST = compiled([
  entry('1BoatSLRHtKNngkdXEeobR76b53LETtpyT'),
  entry('shop.example', { kind: 'domain', claims: [claim({ id: 'b', subject: 'Other', memo: '7' })] }),
  entry('facebook.com/front', { kind: 'page', claims: [claim({ firstSeen: '2021-01-01' })] }),
]);
export const FILE = await writeContainer(LIST);
export const HEADER_AT = 12;
export const bodyAt = HEADER_AT + new DataView(FILE.buffer).getUint32(8, true);

/** Entries of their own, addresses and hosts in bulk. */
export const bulkList = () =>
  compiled(
    [
      entry('facebook.com/front', { kind: 'page' }),
      entry('facebook.com/other', { kind: 'page' }),
      entry('1BoatSLRHtKNngkdXEeobR76b53LETtpyT'),
      entry('a.example', { kind: 'domain' }),
      entry('b.example', { kind: 'domain' }),
    ],
    listInfo(),
    { bulk: true },
  );

export const codeOf = async (bytes: Uint8Array<ArrayBuffer>) => {
  const result = await readContainer(bytes);
  return result.ok ? 'ok' : result.error.code;
};

export type Json = Record<string, unknown>;

/** The file with its header changed; the body stays as it is. */
export function forge(change: (header: Json) => void): Uint8Array<ArrayBuffer> {
  const header = JSON.parse(new TextDecoder().decode(FILE.subarray(HEADER_AT, bodyAt))) as Json;
  change(header);
  return withHeader(JSON.stringify(header));
}

export function withHeader(text: string): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(text);
  const body = FILE.subarray(bodyAt);
  const file = new Uint8Array(HEADER_AT + json.length + body.length);
  file.set(FILE.subarray(0, 8));
  new DataView(file.buffer).setUint32(8, json.length, true);
  file.set(json, HEADER_AT);
  file.set(body, HEADER_AT + json.length);
  return file;
}

/** The file with its one chunk changed, everything else made to fit it, its hash too. */
export function forgeChunk(
  change: (chunk: { base: Json; shared: Json[]; shapes: unknown[][]; rows: unknown[][] }) => void,
) {
  const chunk = JSON.parse(new TextDecoder().decode(LIST.chunks[0]));
  change(chunk);
  return writeContainer({ ...LIST, chunks: [new TextEncoder().encode(JSON.stringify(chunk))] });
}
