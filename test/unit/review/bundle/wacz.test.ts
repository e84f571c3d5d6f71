import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { CDXIndexer, getSurt } from 'warcio';
import { hashOfBytes } from '#lib/review/bundle/manifest.ts';
import { sortKey } from '#lib/review/bundle/wacz.ts';
import { readRecords } from '../../../support/warc.ts';
import { HTML, packed, reportOf } from './setup.ts';

const URL_SEEN = 'https://charity.example/donate';
const files = unzipSync(packed());
const textOf = (name: string) => new TextDecoder().decode(files[name]);
const json = (name: string) => JSON.parse(textOf(name));
const AT = '2026-11-21T14:03:00.000Z';

/** WACZ 1.1.1, "Directories and Files" and "Zip Format". */
describe('a bundle as a web archive', () => {
  it('has the folders of one, and its own things in none of them', () => {
    const names = Object.keys(files);
    expect(names.filter((name) => /^(?:archive|indexes|pages)\//.test(name))).toEqual([
      'archive/data.warc.gz',
      'indexes/index.cdx',
      'pages/pages.jsonl',
    ]);
    expect(names.filter((name) => !name.includes('/'))).toEqual([
      'datapackage.json',
      'datapackage-digest.json',
    ]);
  });

  it('has a data package that names every file with its hash, and a digest of that', () => {
    const { resources, ...rest } = json('datapackage.json');
    expect(rest).toEqual({
      almsguard_evidence: 1,
      profile: 'data-package',
      wacz_version: '1.1.1',
      created: AT,
      mainPageDate: AT,
      mainPageUrl: URL_SEEN,
      title: 'Help us',
      software: 'Almsguard 0.1.0',
    });
    const named = new Map(resources.map((one: { path: string }) => [one.path, one]));
    for (const [path, bytes] of Object.entries(files).filter(([name]) => !name.startsWith('datapackage'))) {
      const name = path.split('/').at(-1);
      expect(named.get(path), path).toEqual({
        name,
        path,
        bytes: bytes.length,
        hash: `sha256:${hashOfBytes(bytes)}`,
      });
      // Frictionless Data Package: what a resource may be called.
      expect(name).toMatch(/^[-a-z0-9._]+$/);
    }
    expect(named.size).toBe(Object.keys(files).length - 2);
    expect(json('datapackage-digest.json')).toEqual({
      path: 'datapackage.json',
      hash: `sha256:${hashOfBytes(files['datapackage.json'] ?? new Uint8Array())}`,
    });
  });

  it('has its pages in JSON Lines, each with an address and a time', () => {
    const lines = textOf('pages/pages.jsonl').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { format: 'json-pages-1.0', id: 'pages', title: 'Pages' },
      { id: 'page', url: URL_SEEN, title: 'Help us', ts: AT },
    ]);
  });

  it('has an index that is what another program makes of its records', async () => {
    const reader = (async function* () {
      yield files['archive/data.warc.gz'] as Uint8Array;
    })();
    const indexer = new CDXIndexer({ format: 'cdxj' });
    const theirs: string[] = [];
    for await (const one of indexer.iterIndex([{ filename: 'data.warc.gz', reader }])) {
      theirs.push(indexer.serialize(one));
    }
    expect(theirs.length).toBe(3);
    // They leave out the name of the hash, and not what stands behind a media type.
    const ours = textOf('indexes/index.cdx').replaceAll('"sha256:', '"');
    expect(ours).toBe(theirs.sort().join('').replace('; charset=utf-8', ''));
  });

  it('leads to the page, its picture and what the window showed, without our marks', async () => {
    const records = await readRecords(files['archive/data.warc.gz'] as Uint8Array);
    const seen = new Map(records.map(({ fields, block }) => [fields.get('WARC-Target-URI'), block]));
    expect(new TextDecoder().decode(seen.get(URL_SEEN))).toBe(HTML);
    expect(seen.get(`urn:fullPage:${URL_SEEN}`)).toEqual(files['evidence/page.png']);
    expect(seen.get(`urn:view:${URL_SEEN}`)).toEqual(files['evidence/view.jpg']);
    expect(records.length).toBe(4);
  });

  it('is asked for a page without what stands behind #, which no server hears', async () => {
    const url = `${URL_SEEN}#/coins`;
    const routed = unzipSync(packed({ page: { url, title: '' }, report: reportOf({ url, title: '' }) }));
    const [, page] = await readRecords(routed['archive/data.warc.gz'] as Uint8Array);
    expect(page?.fields.get('WARC-Target-URI')).toBe(URL_SEEN);
    expect(new TextDecoder().decode(routed['pages/pages.jsonl'])).toContain(`"url":"${url}"`);
  });

  it('stores what is packed already, so that a reader can go right into it', () => {
    const bytes = packed();
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (const name of ['archive/data.warc.gz', 'evidence/page.png', 'evidence/view.jpg']) {
      // APPNOTE 4.3.7: the method stands 22 bytes before the name.
      const at = Buffer.from(bytes).indexOf(name);
      expect([view.getUint32(at - 30, true), view.getUint16(at - 22, true)], name).toEqual([0x04034b50, 0]);
    }
  });

  it.each([
    'https://www.Example.org/A?b=2&a=1',
    'http://example.org:8080/',
    'https://www2.sub.example.co.uk/a/b?q',
    'https://xn--mnchen-3ya.de/%C3%BC',
    'urn:view:https://example.org/',
  ])('sorts %s as others do', (uri) => {
    expect(sortKey(uri)).toBe(getSurt(uri));
  });
});
