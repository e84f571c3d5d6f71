import { gzipSync } from 'fflate';
import { v5 as uuidv5 } from 'uuid';
import { concat } from '#lib/core/bytes.ts';
import type { IsoTime } from '#lib/core/review.ts';
import { NAMESPACE } from '../case-id.ts';
import { hashOfBytes } from './manifest.ts';

/** Something that was seen at an address. */
export interface Resource {
  uri: string;
  /** Media type, with its parameters. */
  type: string;
  bytes: Uint8Array;
}

/** Where a resource stands in a WARC file. */
export interface Recorded {
  uri: string;
  type: string;
  /** Of its bytes, as WARC writes it. */
  digest: string;
  /** Of its record, packed. */
  offset: number;
  length: number;
}

/** Said in the file itself, to whoever finds it without what it came with. */
const DESCRIPTION =
  'A page as a browser showed it, written anew as one file, and pictures of it. Nothing here is what a server sent.';

/**
 * A WARC 1.1 file (ISO 28500:2017) of `resource` records: what was seen at an address, and no exchange with a server,
 * for none was recorded. Each record is packed by itself (annex D), so that a reader can go to any of them. Ids are made
 * from the content: the same page at the same time is the same file.
 */
export function writeWarc(
  resources: readonly Resource[],
  at: IsoTime,
  software: string,
): { bytes: Uint8Array<ArrayBuffer>; recorded: Recorded[] } {
  const info = new TextEncoder().encode(
    [
      `software: ${oneLine(software)}`,
      'format: WARC File Format 1.1',
      'conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/',
      `description: ${DESCRIPTION}`,
      '',
    ].join('\r\n'),
  );
  const infoRecord = record('warcinfo', [], 'application/warc-fields', info, at);
  const packed = [pack(infoRecord.bytes, false)];
  const recorded: Recorded[] = [];
  let offset = packed[0]?.length ?? 0;
  for (const { uri, type, bytes } of resources) {
    const fields: Field[] = [
      ['WARC-Target-URI', uri],
      ['WARC-Warcinfo-ID', infoRecord.id],
    ];
    const one = record('resource', fields, type, bytes, at);
    const member = pack(one.bytes, type.startsWith('image/'));
    recorded.push({ uri, type, digest: one.digest, offset, length: member.length });
    packed.push(member);
    offset += member.length;
  }
  return { bytes: concat(packed), recorded };
}

type Field = readonly [name: string, value: string];

function record(
  kind: 'warcinfo' | 'resource',
  fields: readonly Field[],
  type: string,
  block: Uint8Array,
  at: IsoTime,
): { id: string; digest: string; bytes: Uint8Array } {
  // In hex: what fills up base32 is no character of a digest (section 4, "token").
  const digest = `sha256:${hashOfBytes(block)}`;
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
  return { id, digest, bytes };
}

/** `isDense`: it would not become smaller. */
function pack(bytes: Uint8Array, isDense: boolean): Uint8Array {
  return gzipSync(bytes, { level: isDense ? 0 : 6, mtime: 0 });
}

/** A value with a line break would begin a field of its own. */
function oneLine(value: string): string {
  return value.replace(/[\r\n]+/g, ' ');
}
