import { expect, it } from 'vitest';
import { isoDate } from '#lib/core/dates.ts';
import { placeKeys } from '#lib/detect/place.ts';
import { bodyOf } from '#lib/feed/body.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { buildLists } from '#lib/feed/publish/build.ts';
import { newRecord } from '#lib/feed/record.ts';
import { judge } from '#lib/verdict/judge.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import { FIXTURE } from './publish/fixture.ts';

const TODAY = isoDate(Date.UTC(2026, 10, 21));
const EVIL = 'mint-of-somebody.com';

/** Real lists of domains hold YouTube: ScamSniffer's since 2023-09-06, as it stands in the first one. */
const LISTS: [string, string, string][] = [
  ['a plain list', 'domains.txt', `www.youtube.com\t2023-09-06\n${EVIL}\t2023-08-13\n`],
  ['a list in JSON', 'domains.json', JSON.stringify(['www.youtube.com', EVIL])],
  ['CSV', 'mine.csv', `value,kind\nwww.youtube.com,domain\n${EVIL},domain\n`],
  [
    'eth-phishing-detect',
    'config.json',
    JSON.stringify({ fuzzylist: [], blacklist: ['www.youtube.com', EVIL] }),
  ],
  ['polkadot', 'all.json', JSON.stringify({ allow: [], deny: ['www.youtube.com', EVIL] })],
];

it.each(LISTS)(
  '%s that holds YouTube accuses no channel there, and says that lists disagree',
  async (_, name, text) => {
    const source = { id: 'hunter', name, today: TODAY };
    const read = await readList(bodyOf(new TextEncoder().encode(text)), source);
    const built = await buildLists(FIXTURE);
    if (!read.ok || !built.ok) throw new Error('no list');
    const wellKnown = built.value.find(({ info }) => info.id === 'well-known');
    if (!wellKnown) throw new Error('no safelist');
    const store = createMemoryStore();
    for (const { list } of [read.value, wellKnown]) {
      const { info } = list;
      await store.apply({ ...newRecord(info.id, 'remote', null), generation: 1, info }, list);
    }
    const watchlist = createWatchlist(() => store);
    await watchlist.load();
    const at = async (url: string) => judge(await watchlist.matchPlaces(placeKeys(url)), TODAY, null);

    for (const url of ['https://www.youtube.com/@somebody', 'https://m.youtube.com/watch?v=abcdefghijk']) {
      expect(await at(url)).toMatchObject({ level: 'none', reasons: [{ code: 'conflict' }] });
    }
    expect((await at(`https://${EVIL}/`)).level).toBe('reported');
  },
);
