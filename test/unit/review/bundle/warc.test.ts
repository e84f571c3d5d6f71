import { gunzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { hashOfBytes } from '#lib/review/bundle/manifest.ts';
import { writeWarc } from '#lib/review/bundle/warc.ts';
import { readRecords } from '../../../support/warc.ts';

const AT = '2026-11-21T14:03:00.000Z';
const PAGE = {
  uri: 'https://charity.example/donate',
  type: 'text/html',
  bytes: new TextEncoder().encode('<p>ü</p>'),
};
const PICTURE = {
  uri: `urn:fullPage:${PAGE.uri}`,
  type: 'image/png',
  bytes: Uint8Array.from([0x89, 0, 13, 10]),
};
const write = (...resources: (typeof PAGE)[]) => writeWarc(resources, AT, 'Almsguard 0.1.0');

describe('a WARC file, as another program reads it', async () => {
  const { bytes, recorded } = write(PAGE, PICTURE);
  const records = await readRecords(bytes);

  it('begins with what wrote it and goes on with what was seen, as resources', () => {
    expect(records.map(({ fields }) => fields.get('WARC-Type'))).toEqual([
      'warcinfo',
      'resource',
      'resource',
    ]);
    const [info, page, picture] = records;
    expect(page?.fields.get('WARC-Target-URI')).toBe(PAGE.uri);
    expect([page?.block, picture?.block]).toEqual([PAGE.bytes, PICTURE.bytes]);
    const told = new TextDecoder().decode(info?.block);
    expect(told).toContain('software: Almsguard 0.1.0\r\n');
    expect(told).toMatch(/description: .*Nothing here is what a server sent\.\r\n$/);
  });

  it.each(records.map((record, i) => [i, record] as const))(
    'record %d has every field that is required',
    (_i, { version, fields, block }) => {
      expect(version).toBe('WARC/1.1');
      // Section 5.2 to 5.5: these four are mandatory.
      for (const name of ['WARC-Record-ID', 'Content-Length', 'WARC-Date', 'WARC-Type']) {
        expect(fields.get(name), name).toBeTruthy();
      }
      expect(fields.get('WARC-Record-ID')).toMatch(/^<urn:uuid:[0-9a-f-]{36}>$/);
      expect(fields.get('WARC-Date')).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/);
      expect(fields.get('WARC-Block-Digest')).toBe(`sha256:${hashOfBytes(block)}`);
      expect(fields.get('Content-Length')).toBe(String(block.length));
    },
  );

  it('has each record packed by itself, where it says that it is', () => {
    for (const { uri, offset, length } of recorded) {
      const one = new TextDecoder().decode(gunzipSync(bytes.subarray(offset, offset + length)));
      expect(one).toMatch(/^WARC\/1\.1\r\n/);
      expect(one).toContain(`\r\nWARC-Target-URI: ${uri}\r\n`);
      expect(one.endsWith('\r\n\r\n')).toBe(true);
    }
    const [, last] = recorded;
    expect((last?.offset ?? 0) + (last?.length ?? 0)).toBe(bytes.length);
  });

  it('claims no exchange with a server', () => {
    for (const { fields, block } of records) {
      expect(fields.get('WARC-Type')).toMatch(/^(?:warcinfo|resource)$/);
      expect(fields.has('WARC-IP-Address')).toBe(false);
      expect(new TextDecoder().decode(block)).not.toContain('HTTP/1');
    }
  });

  it('has an id of its own for every record, and the same ones every time', () => {
    const ids = records.map(({ fields }) => fields.get('WARC-Record-ID'));
    expect(new Set(ids).size).toBe(3);
    expect(write(PAGE, PICTURE)).toEqual({ bytes, recorded });
  });

  it('lets no value begin a field of its own', async () => {
    const uri = 'https://a.example/\r\nWARC-Type: response';
    const [, resource] = await readRecords(writeWarc([{ ...PAGE, uri }], AT, 'x\r\ny').bytes);
    expect(resource?.fields.get('WARC-Type')).toBe('resource');
  });
});
