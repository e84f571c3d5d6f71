import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '#lib/core/entry.ts';
import {
  MAX_MISP_BYTES,
  MAX_MISP_BYTES_A_REFRESH,
  MAX_MISP_EVENTS,
  MAX_MISP_EVENTS_A_REFRESH,
  MAX_MISP_FAULTS,
} from '#lib/core/limits.ts';
import { type Body, bodyOf, FeedFault } from '#lib/feed/body.ts';
import type { Source } from '#lib/feed/formats/adapter.ts';
import { mispFeed } from '#lib/feed/pull/misp.ts';
import { readCursor, versionHash, writeCursor } from '#lib/feed/pull/misp-cursor.ts';
import { createPull } from '#lib/feed/pull/registry.ts';
import { gatherer } from '../../support/gatherer.ts';

const URL_OF_FEED = 'https://cert.example/feeds/osint/manifest.json';
const SOURCE: Source = { id: 'manifest', name: URL_OF_FEED, today: '2026-11-21' };
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
/** 2026-03-05T00:00:00Z. */
const MARCH = 1_772_668_800;

interface Made {
  n: number;
  timestamp?: number;
  /** Domains that it warns of. */
  warns?: string[];
  file?: string;
}

/** A feed as its publisher lays it out, and what is asked of it. */
function feedOf(...events: Made[]) {
  const files = new Map<string, string>();
  const manifest: Record<string, unknown> = {};
  for (const { n, timestamp = MARCH + n, warns = [`evil-${n}.example`], file } of events) {
    const Attribute = warns.map((value, i) => ({
      uuid: uuid(n * 1_000 + i),
      type: 'domain',
      value,
      to_ids: true,
    }));
    const Event = {
      uuid: uuid(n),
      date: '2026-03-04',
      timestamp: String(timestamp),
      Orgc: { name: 'Example CERT' },
      Attribute,
    };
    manifest[uuid(n)] = {
      Orgc: { name: 'Example CERT' },
      Tag: [],
      info: 'x',
      date: '2026-03-04',
      analysis: '2',
      threat_level_id: '3',
      timestamp: String(timestamp),
    };
    files.set(`${uuid(n)}.json`, file ?? JSON.stringify({ Event }));
  }
  files.set('manifest.json', JSON.stringify(manifest));
  const asked: string[] = [];
  async function* get(url: string): Body {
    asked.push(url);
    const file = files.get(url.replace('https://cert.example/feeds/osint/', ''));
    if (file === undefined) throw new FeedFault('http-error', 'The server answered 404.');
    yield* bodyOf(new TextEncoder().encode(file));
  }
  return { files, asked, get };
}

interface Stored {
  cursor: string | null;
  entries: Entry[];
}
const NOTHING: Stored = { cursor: null, entries: [] };

async function pull({ get }: Pick<ReturnType<typeof feedOf>, 'get'>, stored: Stored = NOTHING) {
  const { sink, entries, refused } = gatherer();
  async function* storedEntries() {
    yield* stored.entries;
  }
  const known = { cursor: stored.cursor, entries: storedEntries, list: async () => null };
  const pulled = await mispFeed.pull({ url: URL_OF_FEED, source: SOURCE, known, get }, sink);
  if (!pulled.ok) throw new Error(pulled.error.code);
  const cursor = pulled.value === 'unchanged' ? stored.cursor : pulled.value.cursor;
  return {
    pulled: pulled.value,
    refused,
    entries,
    cursor,
    values: entries.map(({ value }) => value).toSorted(),
  };
}

const events = (asked: readonly string[]) => asked.filter((url) => !url.endsWith('/manifest.json')).length;

describe('misp feed: a manifest and its events', () => {
  it.each([
    [URL_OF_FEED, true],
    ['https://cert.example/manifest.json?key=1', true],
    ['https://cert.example/my-manifest.json', false],
    ['https://cert.example/manifest.json/x', false],
  ])('serves %s: %s', (url, serves) => {
    expect(mispFeed.serves(new URL(url))).toBe(serves);
  });

  it('fetches every event the first time', async () => {
    const feed = feedOf({ n: 1 }, { n: 2, warns: ['a.example', 'b.example'] }, { n: 3, warns: [] });
    const { pulled, values, refused } = await pull(feed);
    expect(values).toEqual(['a.example', 'b.example', 'evil-1.example']);
    expect(refused).toEqual([]);
    expect(feed.asked[1]).toBe(`https://cert.example/feeds/osint/${uuid(3)}.json`);
    expect(pulled).toMatchObject({
      info: {
        id: 'manifest',
        title: 'cert.example/feeds/osint',
        publisher: 'Example CERT',
        upstreams: [],
        date: '2026-03-05',
        closed: false,
      },
    });
  });

  it('is unchanged when nothing is, and fetches nothing but the manifest', async () => {
    const first = await pull(feedOf({ n: 1 }, { n: 2 }));
    const again = feedOf({ n: 2 }, { n: 1 });
    expect((await pull(again, first)).pulled).toBe('unchanged');
    expect(again.asked).toEqual([URL_OF_FEED]);
  });

  it('fetches what is new and keeps the rest', async () => {
    const first = await pull(feedOf({ n: 1 }, { n: 2 }));
    const next = feedOf({ n: 1 }, { n: 2 }, { n: 3 });
    const { values } = await pull(next, first);
    expect(values).toEqual(['evil-1.example', 'evil-2.example', 'evil-3.example']);
    expect(events(next.asked)).toBe(1);
  });

  it('fetches an event that was published later than a newer one', async () => {
    const first = await pull(feedOf({ n: 2, timestamp: MARCH + 500 }));
    const { values } = await pull(
      feedOf({ n: 2, timestamp: MARCH + 500 }, { n: 1, timestamp: MARCH }),
      first,
    );
    expect(values).toEqual(['evil-1.example', 'evil-2.example']);
  });

  it('an attribute that is gone from a changed event accuses no longer', async () => {
    const first = await pull(feedOf({ n: 1, warns: ['innocent.example', 'evil.example'] }));
    const next = feedOf({ n: 1, timestamp: MARCH + 9, warns: ['evil.example'] });
    expect((await pull(next, first)).values).toEqual(['evil.example']);
  });

  it('an event that is gone from the manifest accuses no longer', async () => {
    const first = await pull(feedOf({ n: 1 }, { n: 2 }));
    const next = feedOf({ n: 2 });
    const { values, pulled } = await pull(next, first);
    expect(pulled).not.toBe('unchanged');
    expect(values).toEqual(['evil-2.example']);
    expect(events(next.asked)).toBe(0);
  });

  it('of what two events report it keeps what the one that stays says', async () => {
    const first = await pull(feedOf({ n: 1, warns: ['evil.example'] }, { n: 2, warns: ['evil.example'] }));
    // The stored form holds one entry with both claims.
    const [a, b] = first.entries;
    const merged = { ...(a as Entry), claims: [...(a?.claims ?? []), ...(b?.claims ?? [])] };
    const { entries } = await pull(feedOf({ n: 2, warns: ['evil.example'] }), {
      ...first,
      entries: [merged],
    });
    expect(entries.flatMap(({ claims }) => claims.map(({ id }) => id))).toEqual([
      `misp:${uuid(2)}/${uuid(2_000)}`,
    ]);
  });

  it('brings a large feed in several refreshes, newest first, and keeps what is owed as it was', async () => {
    const made = Array.from({ length: MAX_MISP_EVENTS_A_REFRESH + 5 }, (_, n) => ({ n: n + 1 }));
    const first = feedOf(...made);
    const one = await pull(first);
    expect(events(first.asked)).toBe(MAX_MISP_EVENTS_A_REFRESH);
    expect(one.values).not.toContain('evil-5.example');
    expect(one.values).toContain('evil-6.example');
    const second = feedOf(...made);
    const two = await pull(second, one);
    expect(events(second.asked)).toBe(5);
    expect(two.values).toHaveLength(made.length);
    expect((await pull(feedOf(...made), two)).pulled).toBe('unchanged');
    // All of them change at once: those that do not fit in still stand in their old version.
    const changed = await pull(
      feedOf(...made.map(({ n }) => ({ n, timestamp: MARCH + 10_000 + n, warns: [`new-${n}.example`] }))),
      two,
    );
    expect(changed.values.filter((value) => value.startsWith('new-'))).toHaveLength(
      MAX_MISP_EVENTS_A_REFRESH,
    );
    expect(changed.values.filter((value) => value.startsWith('evil-'))).toEqual(
      [1, 2, 3, 4, 5].map((n) => `evil-${n}.example`),
    );
  });

  it('has a version that changes with its events and not with the way they came', async () => {
    const versionOf = async (...made: Made[]) => {
      const { pulled } = await pull(feedOf(...made));
      return pulled === 'unchanged' ? null : pulled.info.version;
    };
    const version = await versionOf({ n: 1 }, { n: 2 });
    expect(version).toMatch(/^[0-9a-f]{16}$/);
    expect(await versionOf({ n: 2 }, { n: 1 })).toBe(version);
    expect(await versionOf({ n: 1 }, { n: 2, timestamp: MARCH + 9 })).not.toBe(version);
  });

  it('a cursor that cannot be read starts anew', async () => {
    const first = await pull(feedOf({ n: 1 }));
    const next = feedOf({ n: 1 });
    const { values } = await pull(next, { ...first, cursor: 'misp1:broken' });
    expect(values).toEqual(['evil-1.example']);
    expect(events(next.asked)).toBe(1);
  });
});

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

  it.each(['offline', 'timeout', 'redirected', 'not-a-list'])(
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
    const second = await pull(padded(), first);
    expect(second.values).toHaveLength(4);
  });

  it('an event that is too large is owed', async () => {
    const feed = feedOf({ n: 1 }, { n: 2 });
    feed.files.set(`${uuid(1)}.json`, ' '.repeat(MAX_MISP_BYTES + 1));
    const { values, refused } = await pull(feed);
    expect(values).toEqual(['evil-2.example']);
    expect(refused.map(({ reason }) => reason)).toEqual(['unreadable-event']);
  });
});

describe('misp feed: whatever is published', () => {
  it('a list brought in any steps is the list brought at once', async () => {
    const step = fc.uniqueArray(
      fc.record({
        n: fc.integer({ min: 1, max: 6 }),
        timestamp: fc.integer({ min: MARCH, max: MARCH + 3 }),
        warns: fc.constant(undefined),
      }),
      { selector: ({ n }) => n, minLength: 1 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
        const made = (rows: (typeof steps)[number]) =>
          rows.map(({ n, timestamp }) => ({ n, timestamp, warns: [`e${n}-${timestamp}.example`] }));
        let stored: Stored = NOTHING;
        for (const rows of steps) {
          const next = await pull(feedOf(...made(rows)), stored);
          if (next.pulled !== 'unchanged') stored = next;
        }
        const last = steps.at(-1) ?? [];
        expect(stored.entries.map(({ value }) => value).toSorted()).toEqual(
          (await pull(feedOf(...made(last)))).values,
        );
      }),
    );
  });

  it('cursors are read back, and nothing else is', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(fc.uuid(), fc.nat())), (versions) => {
        const done = new Set(versions.map(([id, time]) => versionHash(id, time)));
        expect(readCursor(writeCursor(done))).toEqual(done);
      }),
    );
    for (const text of [
      '',
      'misp',
      'misp1:AAAA',
      'misp2:AAAAAAAA',
      `misp1:${'A'.repeat(8 * MAX_MISP_EVENTS + 8)}`,
    ]) {
      expect(readCursor(text)).toBe(null);
    }
    expect(readCursor(null)).toBe(null);
  });

  it('any manifest and any event is read or fails as a failure', async () => {
    const any = fc.oneof(fc.json(), fc.string());
    await fc.assert(
      fc.asyncProperty(any, any, async (manifest, file) => {
        const rows = { [uuid(1)]: { timestamp: MARCH } };
        for (const first of [manifest, JSON.stringify(rows)]) {
          const get = (url: string) =>
            bodyOf(new TextEncoder().encode(url.endsWith('manifest.json') ? first : file));
          const known = { cursor: null, entries: async function* () {}, list: async () => null };
          const pulled = await createPull(get, [mispFeed])({ url: URL_OF_FEED, source: SOURCE, known });
          if (!pulled.ok) expect(['bad-format', 'empty']).toContain(pulled.error.code);
        }
      }),
    );
  });
});
