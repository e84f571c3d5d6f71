import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readChunk } from '#lib/watchlist/compile.ts';
import { readContainer } from '#lib/watchlist/container.ts';
import { build } from '../../../../scripts/feed/build.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { hearCommands } from './hear.ts';
import { get } from './support.ts';

const ABOUT = {
  file: 'fronts.csv',
  id: 'fronts',
  title: 'Front charities',
  publisher: 'Example Organisation',
  licence: 'CC-BY-4.0',
  homepage: null,
  upstreams: ['Example Register'],
};
const CSV = [
  'kind,value,subject',
  'address,1BoatSLRHtKNngkdXEeobR76b53LETtpyT,Front',
  'domain,front.example.org,Front',
  'address,nonsense,Front',
  'address,`odd | sense`,Front',
  'domain,co.uk,Front',
].join('\n');
/** Dates itself: its newest tag is of 3 February 2024. */
const PACK = `title: Pack
creator: Somebody
tags:
- address: 1BoatSLRHtKNngkdXEeobR76b53LETtpyT
  label: Front
  currency: BTC
  abuse: scam
  source: https://source.example/
  lastmod: 2024-02-03
`;

let data: string;
let out: string;
hearCommands();
beforeEach(() => {
  data = tempFolder();
  out = join(tempFolder(), 'lists');
});

const put = (file: string, content: unknown) =>
  writeFileSync(join(data, file), typeof content === 'string' ? content : JSON.stringify(content));
const run = (now = '2026-01-10T06:00:00Z', to = out) =>
  build.run(['--data', data, '--out', to, '--now', now]);
const readBuilt = async (id: string) =>
  get(await readContainer(new Uint8Array(readFileSync(join(out, `${id}.almslist`)))));

describe("an organisation's own lists", () => {
  it('are built from the files that lists.json names, with what it says of them', async () => {
    put('lists.json', [ABOUT]);
    put('fronts.csv', CSV);
    expect(await run()).toBe(0);
    const { info, entries, refused, chunks } = await readBuilt('fronts');
    const { file, ...about } = ABOUT;
    expect(info).toMatchObject({ ...about, date: '2026-01-10', closed: false });
    expect([entries, refused]).toEqual([2, 3]);
    expect(chunks.flatMap(readChunk).map(({ value }) => value)).toEqual([
      '1BoatSLRHtKNngkdXEeobR76b53LETtpyT',
      'front.example.org',
    ]);
    expect(JSON.parse(readFileSync(join(out, 'index.json'), 'utf8'))).toMatchObject([
      { id: 'fronts', file: 'fronts.almslist', entries: 2, date: '2026-01-10' },
    ]);
  });

  it('shrink to their keys where lists.json says so, as long as the same is said of them', async () => {
    const hosts = Array.from({ length: 300 }, (_, n) => `host-${n}.example.org`);
    put('hosts.txt', hosts.join('\n'));
    const sizes: number[] = [];
    for (const bulk of [false, true]) {
      put('lists.json', [{ ...ABOUT, file: 'hosts.txt', bulk }]);
      expect(await run()).toBe(0);
      const { entries, chunks, info } = await readBuilt('fronts');
      expect(entries).toBe(300);
      expect(info).not.toHaveProperty('bulk');
      const values = chunks.flatMap(readChunk).map(({ value }) => value);
      expect(values).toEqual(bulk ? [''] : hosts);
      sizes.push(readFileSync(join(out, 'fronts.almslist')).length);
    }
    expect(sizes[1]).toBeLessThan((sizes[0] as number) / 2);
  });

  it('come with a report of what was left out, by reason', async () => {
    put('lists.json', [ABOUT]);
    put('fronts.csv', CSV);
    await run();
    const report = readFileSync(join(out, 'REPORT.md'), 'utf8');
    expect(report).toContain('| bad-address | 2 | `line 4`, `line 5` |');
    expect(report).toContain('| public-suffix | 1 | `co.uk` (`line 6`) |');
    expect(report).toContain('2 entries, 3 records left out.');
  });

  it('have the date of their file where it has one', async () => {
    put('lists.json', [{ ...ABOUT, file: 'pack.yaml' }]);
    put('pack.yaml', PACK);
    await run();
    expect((await readBuilt('fronts')).info).toMatchObject({ title: 'Front charities', date: '2024-02-03' });
  });

  it('are the same bytes for the same files and time', async () => {
    put('lists.json', [ABOUT]);
    put('fronts.csv', CSV);
    const again = join(tempFolder(), 'lists');
    await run('2026-01-10T06:00:00Z');
    await run('2026-01-10T23:00:00Z', again);
    const names = readdirSync(out).toSorted();
    expect(names).toEqual(['REPORT.md', 'fronts.almslist', 'index.json']);
    for (const name of names)
      expect(readFileSync(join(again, name)), name).toEqual(readFileSync(join(out, name)));
  });

  it('take the place of those that were built before', async () => {
    mkdirSync(out);
    writeFileSync(join(out, 'old.almslist'), 'old');
    put('lists.json', [ABOUT]);
    put('fronts.csv', CSV);
    await run();
    expect(existsSync(join(out, 'old.almslist'))).toBe(false);
  });

  it.each([
    ['is not there', undefined],
    ['is of no known format', '<html>'],
    ['holds nothing that can be read', 'value\nnonsense\n'],
  ])('are not built where one of the files %s', async (_name, text) => {
    put('lists.json', [ABOUT, { ...ABOUT, id: 'second', file: 'second.csv' }]);
    put('fronts.csv', CSV);
    if (text !== undefined) put('second.csv', text);
    await expect(run()).rejects.toThrow(/second\.csv/);
    expect(existsSync(out)).toBe(false);
  });

  it.each([
    ['a large site', 'domain,www.facebook.com'],
    ['the site above a protected one', 'domain,unicef.fr'],
    ['a burn address', 'address,0x000000000000000000000000000000000000dEaD'],
    ['a site below one that is nobody else’s', 'domain,help.unicef.org'],
    ['a page there', 'page,www.unicef.org/appeal'],
  ])('are not built where they would accuse %s', async (_name, record) => {
    put('lists.json', [ABOUT]);
    put('fronts.csv', `${CSV}\n${record},Front`);
    await expect(run()).rejects.toThrow(/fronts: line 7 would accuse .*(facebook|unicef|dEaD)/);
    expect(existsSync(out)).toBe(false);
  });

  it.each([
    ['an address that an organisation publishes', 'address,1KTexdemPdxSBcG55heUuTjDRYqbC5ZL8H'],
    ['the site that it publishes it on', 'domain,getmonero.org'],
  ])('are not built where they would accuse %s, while the verified list says so', async (_name, record) => {
    put('lists.json', [ABOUT]);
    put('fronts.csv', `${CSV}\n${record},Front`);
    expect(await run('2026-01-10T06:00:00Z')).toBe(0);
    await expect(run('2026-08-01T06:00:00Z')).rejects.toThrow(/known as "Monero Project general fund"/);
  });

  it('may accuse what people keep at a service', async () => {
    put('lists.json', [ABOUT]);
    put('fronts.csv', `${CSV}\ndomain,somefund.wordpress.com,Front\npage,t.me/somefund,Front`);
    expect(await run()).toBe(0);
  });

  it('are not built where one of them accuses what another vouches for', async () => {
    put('lists.json', [ABOUT, { ...ABOUT, id: 'known', file: 'known.csv' }]);
    put('fronts.csv', CSV);
    put('known.csv', 'kind,value,subject\nverified,1BoatSLRHtKNngkdXEeobR76b53LETtpyT,Orchard School');
    await expect(run()).rejects.toThrow(/^fronts: line 2 would accuse 1Boat\w+, known as "Orchard School"$/);
    expect(existsSync(out)).toBe(false);
  });

  it.each([
    ['no JSON', '[', /no JSON/],
    ['no list', [], /names no list/],
    ['a field that is missing', [{ ...ABOUT, licence: undefined }], /0\.licence/],
    ['a field that nobody reads', [{ ...ABOUT, titel: 'x' }], /titel/],
    ['an id that is no file name', [{ ...ABOUT, id: '../up' }], /0\.id/],
    ['an id twice', [ABOUT, ABOUT], /same id/],
  ])('need a lists.json as it should be: %s', async (_name, lists, said) => {
    put('lists.json', lists);
    put('fronts.csv', CSV);
    await expect(run()).rejects.toThrow(said);
  });

  it('never go where the bundled watchlist stands by default', async () => {
    put('lists.json', [ABOUT]);
    put('fronts.csv', CSV);
    await expect(build.run(['--data', data])).rejects.toThrow('--out');
  });
});
