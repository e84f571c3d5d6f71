import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isIsoDate } from '#lib/core/dates.ts';
import { MAX_OFAC_HISTORY_BYTES, STALE_DAYS } from '#lib/core/limits.ts';
import type { Body } from '#lib/feed/body.ts';
import { heldBy, type Publication, publishedSince, readHistory } from '#lib/feed/pull/ofac-history.ts';
import { isSoundChunk } from '#lib/watchlist/chunk-check.ts';
import { ADVANCED, changesOf, HISTORY, published, pull, storedWhole } from './ofac-changes-setup.ts';
import { advancedOf, company, deltaFile, wallet, wholeEntity } from './ofac-delta-files.ts';
import { BITCOIN, BITCOIN_2, EVM } from './ofac-files.ts';

const TODAY = '2026-09-04';
const days = fc.nat({ max: 40 }).map((n) => addDays(TODAY, -n));
const row = fc.record({ publicationID: fc.nat({ max: 600 }), datePublished: days });
const oddRow = fc.record(
  {
    publicationID: fc.oneof(fc.integer(), fc.double(), fc.string({ maxLength: 3 })),
    datePublished: fc.constantFrom('2026-02-30T00:00:00', 'today', ''),
  },
  { requiredKeys: [] },
);
const rows = fc.oneof(fc.array(row, { maxLength: 6 }), fc.array(fc.oneof(row, oddRow), { maxLength: 4 }));
const SOUND = published([500, '2026-09-01T10:00:00'], [501, '2026-09-04T10:30:00.123']);
/** A history with some of its text in the place of other text. */
const damaged = fc
  .tuple(fc.nat({ max: SOUND.length }), fc.nat({ max: 30 }), fc.string({ maxLength: 12 }))
  .map(([at, length, instead]) => SOUND.slice(0, at) + instead + SOUND.slice(at + length));
/** What is as it should be half of the time, so that what else varies is reached. */
const mostly = <T>(value: T) => ({ weight: 3, arbitrary: fc.constant(value) });
const bytesOf = (text: string) => new TextEncoder().encode(text);
/** What a server may answer in the place of a history. */
const answers = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.json().map(bytesOf),
  rows.map((some) => bytesOf(JSON.stringify(some))),
  damaged.map(bytesOf),
);

async function* served(bytes: Uint8Array): Body {
  yield bytes;
}

describe("OFAC's history of publications", () => {
  it('is publications whose number and day can be, or nothing, whatever the server answers', async () => {
    await fc.assert(
      fc.asyncProperty(
        answers,
        answers,
        fc.option(fc.nat({ max: 600 })),
        fc.constantFrom(TODAY, '2026-01-05'),
        async (year, before, known, today) => {
          const asked: string[] = [];
          const history = await readHistory(today, known, (url) => {
            asked.push(url);
            return served(url.endsWith(today.slice(0, 4)) ? year : before);
          });
          expect(asked.length).toBeLessThanOrEqual(2);
          if (history === null) return;
          expect(history.length).toBeGreaterThan(0);
          for (const { id, date } of history) {
            expect(Number.isSafeInteger(id)).toBe(true);
            expect(date === null || isIsoDate(date)).toBe(true);
          }
          expect((history.at(-1)?.date ?? '') >= addDays(today, -STALE_DAYS)).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('is given up where it has no end', async () => {
    let bytes = 0;
    async function* endless(): Body {
      for (;;) {
        bytes += 64 * 1024;
        yield new Uint8Array(64 * 1024).fill(0x20);
      }
    }
    expect(await readHistory(TODAY, null, endless)).toBeNull();
    expect(bytes).toBeLessThanOrEqual(MAX_OFAC_HISTORY_BYTES + 64 * 1024);
  });

  const histories = fc
    .array(
      fc.record({
        id: fc.integer({ min: 490, max: 540 }),
        date: fc.option(days),
      }),
      { maxLength: 40 },
    )
    .map((all): Publication[] => all.sort((a, b) => a.id - b.id));

  it('names what came after a publication only where nothing about it is odd', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 490, max: 540 }), (history, known) => {
        const since = publishedSince(history, known);
        if (since === null) return;
        const dates = since.map(({ date }) => date ?? '');
        expect(since.map(({ id }) => id)).toEqual(history.filter(({ id }) => id > known).map(({ id }) => id));
        expect(dates).toEqual([...new Set(dates)].sort());
        expect(dates).not.toContain('');
      }),
      { numRuns: 1000 },
    );
  });

  it('never says that a file holds what was published after it', () => {
    fc.assert(
      fc.property(histories, days, (history, date) => {
        const held = heldBy(history, date, TODAY);
        expect(held === undefined || (held.date !== null && held.date <= date)).toBe(true);
      }),
    );
  });

  it('costs no list, whatever it and the changes say: what comes is sound', async () => {
    const parties = [company(10, [wallet(1, BITCOIN), wallet(2, EVM, 'ETH')])];
    const stored = await storedWhole(parties);
    const sound = deltaFile([wholeEntity('add', company(20, [wallet(5, BITCOIN_2)]))], { date: TODAY });
    const damagedDelta = fc
      .tuple(fc.nat({ max: sound.length }), fc.nat({ max: 40 }), fc.string({ maxLength: 12 }))
      .map(([at, length, instead]) => sound.slice(0, at) + instead + sound.slice(at + length));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          mostly(SOUND),
          rows.map((some) => JSON.stringify(some)),
          damaged,
          fc.json(),
        ),
        fc.oneof(mostly(sound), damagedDelta),
        fc.oneof(mostly(stored.cursor), fc.option(fc.string()), fc.json()),
        async (history, delta, cursor) => {
          const site = {
            [HISTORY]: history,
            [changesOf(501)]: delta,
            [ADVANCED]: advancedOf(parties, TODAY),
          };
          const { result } = await pull(site, { ...stored, cursor }, TODAY);
          if (!result.ok) throw new Error(result.error.message);
          if (result.value === 'unchanged') return;
          const { list } = result.value;
          expect(list.entries).toBeGreaterThanOrEqual(2);
          expect(list.chunks.every((chunk) => isSoundChunk(chunk, list.rows))).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });
});
