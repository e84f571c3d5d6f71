import { sha256 } from '@noble/hashes/sha2.js';
import { base32 } from '@scure/base';
import { describe, expect, it } from 'vitest';
import { writeWarc } from '#lib/review/bundle/warc.ts';
import { readRecords } from '../../../support/warc.ts';

const AT = '2026-11-21T14:03:00.000Z';
const PAGE = {
  uri: 'https://charity.example/donate',
  type: 'text/html',
  bytes: new TextEncoder().encode('<p>ü</p>'),
};

describe('a WARC file', () => {
  const records = readRecords(writeWarc([PAGE], AT, 'Almsguard 0.1.0'));

  it('begins with what wrote it and goes on with what was seen, as resources', () => {
    expect(records.map(({ fields }) => fields.get('WARC-Type'))).toEqual(['warcinfo', 'resource']);
    expect(records[1]?.fields.get('WARC-Target-URI')).toBe(PAGE.uri);
    expect(records[1]?.block).toEqual(PAGE.bytes);
    expect(new TextDecoder().decode(records[0]?.block)).toContain('software: Almsguard 0.1.0\r\n');
  });

  it.each(records.map((record, i) => [i, record] as const))(
    'record %d has every field that is required',
    (_i, record) => {
      const { version, fields, block } = record;
      expect(version).toBe('WARC/1.1');
      // Section 5.2 to 5.5: these four are mandatory.
      for (const name of ['WARC-Record-ID', 'Content-Length', 'WARC-Date', 'WARC-Type']) {
        expect(fields.get(name), name).toBeTruthy();
      }
      expect(fields.get('WARC-Record-ID')).toMatch(/^<urn:uuid:[0-9a-f-]{36}>$/);
      expect(fields.get('WARC-Date')).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/);
      expect(fields.get('WARC-Block-Digest')).toBe(`sha256:${base32.encode(sha256(block))}`);
    },
  );

  it('claims no exchange with a server', () => {
    const text = new TextDecoder().decode(writeWarc([PAGE], AT, 'x'));
    expect(text).not.toMatch(/WARC-Type: (?:response|request|revisit)|WARC-IP-Address|HTTP\/1/);
  });

  it('has an id of its own for every record, and the same ones every time', () => {
    const two = () => writeWarc([PAGE, { ...PAGE, uri: 'https://charity.example/other' }], AT, 'x');
    const ids = readRecords(two()).map(({ fields }) => fields.get('WARC-Record-ID'));
    expect(new Set(ids).size).toBe(3);
    expect(two()).toEqual(two());
  });

  it('lets no value begin a field of its own', () => {
    const uri = 'https://a.example/\r\nWARC-Type: response';
    const [, resource] = readRecords(writeWarc([{ ...PAGE, uri }], AT, 'x\r\ny'));
    expect(resource?.fields.get('WARC-Type')).toBe('resource');
  });
});
