import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '#lib/core/entry.ts';
import { MAX_MISP_EVENTS, MAX_MISP_EVENTS_A_REFRESH } from '#lib/core/limits.ts';
import { bodyOf } from '#lib/feed/body.ts';
import { mispFeed } from '#lib/feed/pull/misp.ts';
import { isUnfinished, readCursor, versionHash, writeCursor } from '#lib/feed/pull/misp-cursor.ts';
import { createPull } from '#lib/feed/pull/registry.ts';
import { NOTHING, type Stored } from '../../support/stored.ts';
import { events, feedOf, MARCH, type Made, pull, SOURCE, URL_OF_FEED, uuid } from './misp-feed-setup.ts';

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
    expect([one.pulled, two.pulled, changed.pulled]).toMatchObject([
      { isPartial: true, moreToCome: true },
      { isPartial: true, moreToCome: false },
      { isPartial: true, moreToCome: true },
    ]);
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
        for (const more of [true, false]) {
          expect(readCursor(writeCursor(done, more))).toEqual(done);
          expect(isUnfinished(writeCursor(done, more))).toBe(more);
        }
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
