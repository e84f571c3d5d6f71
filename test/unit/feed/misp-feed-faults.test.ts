import { describe, expect, it } from 'vitest';
import {
  MAX_MISP_BYTES,
  MAX_MISP_BYTES_A_REFRESH,
  MAX_MISP_EVENTS,
  MAX_MISP_FAULTS,
} from '#lib/core/limits.ts';
import { type Body, FeedFault } from '#lib/feed/body.ts';
import { versionHash, writeCursor } from '#lib/feed/pull/misp-cursor.ts';
import { feedOf, MARCH, pull, URL_OF_FEED, uuid } from './misp-feed-setup.ts';

describe('misp feed: what can go wrong', () => {
  it.each([
    ['is missing', undefined],
    ['is no JSON', '{"Event":'],
    [
      'is another event',
      JSON.stringify({
        Event: { uuid: uuid(77), Attribute: [{ type: 'domain', value: 'x.example', to_ids: true }] },
      }),
    ],
    ['is no event', '[]'],
  ])('an event whose file %s is owed, and holds up no other', async (_, file) => {
    const first = await pull(feedOf({ n: 1 }, { n: 2 }));
    const broken = feedOf({ n: 1, timestamp: MARCH + 99 }, { n: 2 }, { n: 3 });
    if (file === undefined) broken.files.delete(`${uuid(1)}.json`);
    else broken.files.set(`${uuid(1)}.json`, file);
    const second = await pull(broken, first);
    expect(second.values).toEqual(['evil-1.example', 'evil-2.example', 'evil-3.example']);
    expect(second.refused).toEqual([{ where: `misp:${uuid(1)}`, value: '', reason: 'unreadable-event' }]);
    const repaired = feedOf({ n: 1, timestamp: MARCH + 99, warns: [] }, { n: 2 }, { n: 3 });
    expect((await pull(repaired, second)).values).toEqual(['evil-2.example', 'evil-3.example']);
  });

  it('with too many of them the whole has failed', async () => {
    const made = Array.from({ length: MAX_MISP_FAULTS + 1 }, (_, n) => ({ n: n + 1, file: 'x' }));
    await expect(pull(feedOf(...made.slice(1), { n: 99 }))).resolves.toMatchObject({
      values: ['evil-99.example'],
    });
    await expect(pull(feedOf(...made))).rejects.toMatchObject({ code: 'corrupt' });
  });

  it.each(['offline', 'timeout', 'redirected', 'not-a-list'] as const)(
    'a server that is %s ends it at once',
    async (code) => {
      const feed = feedOf({ n: 1 }, { n: 2 });
      async function* get(url: string): Body {
        if (!url.endsWith('manifest.json')) throw new FeedFault(code, '');
        yield* feed.get(url);
      }
      await expect(pull({ get })).rejects.toMatchObject({ code });
    },
  );

  it('what is no fault of the feed is not hidden', async () => {
    const feed = feedOf({ n: 1 });
    const get = (url: string): Body => {
      if (!url.endsWith('manifest.json')) throw new TypeError('a bug');
      return feed.get(url);
    };
    await expect(pull({ get })).rejects.toThrow(TypeError);
  });

  const withManifest = (manifest: string) => {
    const feed = feedOf({ n: 1 });
    feed.files.set('manifest.json', manifest);
    return feed;
  };

  it.each([
    ['{"name":"My app","short_name":"App","icons":[]}'],
    ['[]'],
    ['nonsense'],
    ['{"00000000-0000-4000-8000-000000000001":"1772668800"}'],
    [`{"../../${uuid(1)}":{"timestamp":"1"}}`],
  ])('%s is no manifest of such a feed', async (manifest) => {
    await expect(pull(withManifest(manifest))).rejects.toThrow('bad-format');
  });

  it('rows of a manifest that are none are counted, and never asked for', async () => {
    const row = { timestamp: MARCH };
    const manifest = {
      [uuid(1)]: row,
      '../secret': row,
      'https://other.example/x': row,
      [uuid(2)]: { timestamp: 'soon' },
      [uuid(3)]: null,
    };
    const feed = withManifest(JSON.stringify(manifest));
    const { refused, values } = await pull(feed);
    expect(values).toEqual(['evil-1.example']);
    expect(refused.map(({ value, reason }) => [value, reason])).toEqual(
      ['../secret', 'https://other.example/x', uuid(2), uuid(3)].map((value) => [value, 'bad-record']),
    );
    expect(feed.asked).toEqual([URL_OF_FEED, `https://cert.example/feeds/osint/${uuid(1)}.json`]);
  });

  it('a feed has so many events and no more, and its cursor has a bound', async () => {
    const rows = Array.from(
      { length: MAX_MISP_EVENTS + 2 },
      (_, n) => [uuid(n), { timestamp: MARCH + n }] as const,
    );
    const hashes = rows.map(([key, { timestamp }]) => versionHash(key, timestamp));
    expect(writeCursor(new Set(hashes)).length).toBe('misp1:'.length + 8 * MAX_MISP_EVENTS);
    const feed = withManifest(JSON.stringify(Object.fromEntries(rows)));
    // Only the two oldest are not done yet.
    const { refused, pulled } = await pull(feed, {
      cursor: writeCursor(new Set(hashes.slice(2))),
      entries: [],
    });
    expect(pulled).toBe('unchanged');
    expect(feed.asked).toEqual([URL_OF_FEED]);
    expect(refused.map(({ where, reason }) => [where, reason])).toEqual([
      [`misp:${uuid(1)}`, 'too-many-events'],
      [`misp:${uuid(0)}`, 'too-many-events'],
    ]);
  });

  it('one refresh fetches so many bytes; the rest comes with the next', async () => {
    const events = [1, 2, 3, 4].map((n) => ({ n }));
    const padded = () => {
      const feed = feedOf(...events);
      const padding = ' '.repeat(MAX_MISP_BYTES_A_REFRESH / 2 - 1_000);
      for (const { n } of events)
        feed.files.set(`${uuid(n)}.json`, padding + feed.files.get(`${uuid(n)}.json`));
      return feed;
    };
    const first = await pull(padded());
    expect(first.values).toEqual(['evil-2.example', 'evil-3.example', 'evil-4.example']);
    expect(first.pulled).toMatchObject({ moreToCome: true });
    const second = await pull(padded(), first);
    expect(second.values).toHaveLength(4);
    expect(second.pulled).toMatchObject({ moreToCome: false });
  });

  it('an event that is too large is owed', async () => {
    const feed = feedOf({ n: 1 }, { n: 2 });
    feed.files.set(`${uuid(1)}.json`, ' '.repeat(MAX_MISP_BYTES + 1));
    const { values, refused } = await pull(feed);
    expect(values).toEqual(['evil-2.example']);
    expect(refused.map(({ reason }) => reason)).toEqual(['unreadable-event']);
  });
});
