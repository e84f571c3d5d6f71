import { sha256 } from '@noble/hashes/sha2.js';
import { base32 } from '@scure/base';
import { v5 as uuidv5 } from 'uuid';
import { concat } from '#lib/core/bytes.ts';
import type { IsoTime } from '#lib/core/review.ts';
import { NAMESPACE } from '../case-id.ts';

/** Something that was seen at an address. */
export interface Resource {
  uri: string;
  type: string;
  bytes: Uint8Array;
}

/**
 * A WARC 1.1 file (ISO 28500:2017) of `resource` records: what was seen at an address, and no exchange with a server,
 * for none was recorded. Ids are made from the content, so that the same page at the same time is the same file.
 */
export function writeWarc(
  resources: readonly Resource[],
  at: IsoTime,
  software: string,
): Uint8Array<ArrayBuffer> {
  const info = new TextEncoder().encode(
    `software: ${oneLine(software)}\r\nformat: WARC File Format 1.1\r\nconformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n`,
  );
  const infoRecord = record('warcinfo', [], 'application/warc-fields', info, at);
  const records = resources.map(({ uri, type, bytes }) =>
    record(
      'resource',
      [
        ['WARC-Target-URI', uri],
        ['WARC-Warcinfo-ID', infoRecord.id],
      ],
      type,
      bytes,
      at,
    ),
  );
  return concat([infoRecord, ...records].map(({ bytes }) => bytes));
}

type Field = readonly [name: string, value: string];

function record(
  kind: 'warcinfo' | 'resource',
  fields: readonly Field[],
  type: string,
  block: Uint8Array,
  at: IsoTime,
): { id: string; bytes: Uint8Array } {
  const digest = `sha256:${base32.encode(sha256(block))}`;
  const id = `<urn:uuid:${uuidv5(JSON.stringify([kind, at, fields, type, digest]), NAMESPACE)}>`;
  const header: Field[] = [
    ['WARC-Type', kind],
    ['WARC-Record-ID', id],
    // Section 5.4: 1.1 allows fractions of a second.
    ['WARC-Date', at],
    ...fields,
    ['WARC-Block-Digest', digest],
    // Of a resource the payload is the block (section 6.3.2).
    ...(kind === 'resource' ? [['WARC-Payload-Digest', digest] as const] : []),
    ['Content-Type', type],
    ['Content-Length', String(block.length)],
  ];
  const text = ['WARC/1.1', ...header.map(([name, value]) => `${name}: ${oneLine(value)}`), '', ''].join(
    '\r\n',
  );
  const bytes = concat([new TextEncoder().encode(text), block, new TextEncoder().encode('\r\n\r\n')]);
  return { id, bytes };
}

/** A value with a line break would begin a field of its own. */
function oneLine(value: string): string {
  return value.replace(/[\r\n]+/g, ' ');
}
