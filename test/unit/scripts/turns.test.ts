import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../scripts/scan/turns.ts';

const PAUSE_MS = 1_000;
/** A page is its host and a number: `a1`. */
const hostOf = (page: string) => page.replace(/\d+$/, '');
const turnsOf = (pages: string[], own: string[] = []) =>
  createTurns(pages, { hostOf, isExempt: (host) => own.includes(host), pauseMs: PAUSE_MS });

describe('turns', () => {
  it('go round the hosts, so that a big one does not hold up the others', () => {
    const turns = turnsOf(['a1', 'a2', 'a3', 'b1', 'c1', 'c2']);
    const order: string[] = [];
    for (let now = 0; turns.left > 0; ) {
      const page = turns.next(now);
      if (page === null) now += turns.restMs(now) ?? 0;
      else {
        order.push(page);
        turns.end(page, now, null);
      }
    }
    expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3']);
  });

  it('let one page of a host be open, and wait after it', () => {
    const turns = turnsOf(['a1', 'a2']);
    expect(turns.next(0)).toBe('a1');
    expect(turns.next(5_000)).toBeNull();
    expect(turns.restMs(5_000)).toBeNull();
    turns.end('a1', 6_000, 'a');
    expect(turns.next(6_000)).toBeNull();
    expect(turns.restMs(6_400)).toBe(600);
    expect(turns.next(6_999)).toBeNull();
    expect(turns.next(7_000)).toBe('a2');
  });

  it('ask nothing of hosts that are folders of our own', () => {
    const turns = turnsOf(['a1', 'a2', 'b1'], ['a']);
    expect([turns.next(0), turns.next(0), turns.next(0)]).toEqual(['a1', 'b1', 'a2']);
    expect(turns.left).toBe(0);
  });

  it('wait for the host that pages are sent on to as well', () => {
    const turns = turnsOf(['short1', 'short2', 'end1', 'end2', 'end3', 'own1'], ['own']);
    expect(turns.next(0)).toBe('short1');
    expect(turns.next(0)).toBe('end1');
    turns.end('end1', 100, 'end');
    turns.end('short1', 500, 'end');
    expect(turns.next(1_400)).toBe('own1');
    // A second after its own page, and not yet one after the other that ended up there.
    expect(turns.next(1_400)).toBeNull();
    expect(turns.next(1_500)).toBe('short2');
    // That one is expected to lead there, too.
    expect(turns.next(1_500)).toBeNull();
    turns.end('own1', 1_500, 'end');
    turns.end('short2', 1_600, 'elsewhere');
    expect(turns.next(2_599)).toBeNull();
    expect(turns.next(2_600)).toBe('end2');
    turns.end('end2', 2_700, 'own');
    // A folder of our own is not waited for.
    expect(turns.next(3_700)).toBe('end3');
  });

  it('tell how long the longest row takes at least', () => {
    const turns = turnsOf(['a1', 'a2', 'a3', 'b1', 'own1', 'own2', 'own3', 'own4'], ['own']);
    expect(turns.slowestMs()).toBe(3 * PAUSE_MS);
    expect(turns.next(0)).toBe('a1');
    turns.end('a1', 500, null);
    expect(turns.slowestMs()).toBe(2 * (PAUSE_MS + 500));
  });

  it('hold for any pages, times, ends and number of pages at once', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            host: fc.constantFrom('a', 'b', 'c', 'own'),
            at: fc.option(fc.constantFrom('a', 'b', 'd', 'own')),
            takes: fc.integer({ min: 0, max: 3_000 }),
          }),
          { maxLength: 40 },
        ),
        fc.integer({ min: 1, max: 6 }),
        (spec, room) => {
          const pages = spec.map(({ host }, index) => `${host}${index}`);
          const specs = new Map(pages.map((page, index) => [page, spec[index]]));
          const turns = turnsOf(pages, ['own']);
          const open = new Map<string, number>();
          /** When a page last ended at a host. */
          const endedAt = new Map<string, number>();
          /** Where the last page of a host ended. */
          const leads = new Map<string, string | null>();
          const seen: string[] = [];
          let now = 0;
          while (turns.left > 0 || open.size > 0) {
            const page = open.size < room ? turns.next(now) : null;
            if (page !== null) {
              const host = hostOf(page);
              const asks =
                host === 'own' ? [] : [host, leads.get(host) ?? host].filter((one) => one !== 'own');
              for (const one of asks) {
                expect([...open.keys()].map(hostOf)).not.toContain(one);
                expect(now - (endedAt.get(one) ?? -PAUSE_MS)).toBeGreaterThanOrEqual(PAUSE_MS);
              }
              seen.push(page);
              open.set(page, now + (specs.get(page)?.takes ?? 0));
              continue;
            }
            const rest = open.size < room ? turns.restMs(now) : null;
            const nextEnd = Math.min(...open.values());
            const wakes = rest === null ? nextEnd : Math.min(nextEnd, now + rest);
            expect(wakes).not.toBe(Number.POSITIVE_INFINITY);
            now = wakes;
            for (const [one, end] of open) {
              if (end > now) continue;
              open.delete(one);
              const at = specs.get(one)?.at ?? null;
              turns.end(one, now, at);
              endedAt.set(hostOf(one), now);
              if (at === null) continue;
              endedAt.set(at, now);
              leads.set(hostOf(one), at);
            }
          }
          expect(seen.toSorted()).toEqual(pages.toSorted());
        },
      ),
      { numRuns: 300 },
    );
  });
});
