import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChainName } from '#lib/core/chains.ts';
import {
  MAX_SEEN_ADDRESSES,
  MAX_SEEN_PAGES,
  MAX_SEEN_TOGETHER,
  SEEN_DAYS,
  SEEN_SETTLED_DAYS,
} from '#lib/core/limits.ts';
import { createVisits, type Visit, type Visits } from '#lib/messaging/visits.ts';
import { sessionArea } from '../../support/session-area.ts';

const DAY_MS = 86_400_000;

describe('visits to one page', () => {
  let area: ReturnType<typeof sessionArea>;
  let visits: Visits;
  let on: boolean;
  let now: number;
  let startedAt: number;

  beforeEach(() => {
    area = sessionArea();
    on = true;
    now = Date.UTC(2026, 0, 10);
    startedAt = 0;
    visits = create();
  });
  const create = () =>
    createVisits({
      area,
      isOn: async () => on,
      now: () => now,
      randomBytes: (count) => new Uint8Array(count).fill(9),
    });
  const look = async (shown: string[], over: Partial<Visit> = {}, chain: ChainName = 'bitcoin') => {
    const visit = {
      url: 'https://a.example/give',
      title: 'Give',
      startedAt,
      shown: new Map([[chain, shown]]),
    };
    return Object.fromEntries(await visits.compare({ ...visit, ...over }));
  };
  /** A later visit; days later. */
  const later = (days = 0) => {
    startedAt++;
    now += days * DAY_MS;
  };

  const kept = () => (area.items.get('visits') as { pages: [string, object[]][] }).pages[0]?.[1];

  it('tell when another address stands there than before, and since when the other one is gone', async () => {
    expect(await look(['a'])).toEqual({});
    later(2);
    expect(await look(['a'])).toEqual({});
    later(3);
    expect(await look(['b'])).toEqual({ b: '2026-01-12' });
  });

  it('tell it again when the page is loaded again, until the new one has settled', async () => {
    await look(['a']);
    later();
    expect(await look(['b'])).toEqual({ b: '2026-01-10' });
    later();
    expect(await look(['b'])).toEqual({ b: '2026-01-10' });
    later(SEEN_SETTLED_DAYS);
    expect(await look(['b'])).toEqual({});
    later();
    expect(await look(['c'])).toEqual({ c: '2026-01-17' });
  });

  it('say nothing of what comes and goes during one visit', async () => {
    await look(['a']);
    expect(await look(['b'])).toEqual({});
    later();
    expect(await look(['a'])).toEqual({});
    expect(await look(['b'])).toEqual({});
  });

  it('say nothing while one of the earlier addresses is still there, or is back', async () => {
    await look(['a', 'b']);
    later();
    expect(await look(['b', 'c'])).toEqual({});
    later();
    expect(await look(['d'])).toEqual({ d: '2026-01-10' });
    later();
    expect(await look(['a'])).toEqual({});
  });

  it('tell what stands where another one stood, beside what stays', async () => {
    await look(['static', 'a']);
    later(2);
    expect(await look(['static', 'b'])).toEqual({ b: '2026-01-10' });
    later();
    expect(await look(['static', 'b'])).toEqual({ b: '2026-01-10' });
    later(SEEN_SETTLED_DAYS);
    expect(await look(['static', 'b'])).toEqual({});
    later();
    expect(await look(['c', 'b'])).toEqual({ c: '2026-01-19' });
  });

  it('tell it of that one, and not of others that are new', async () => {
    await look(['static', 'a']);
    later();
    expect(await look(['static', 'b', 'c'])).toEqual({ b: '2026-01-10' });
  });

  it('tell it while the page is still being read, wherever it ends up', async () => {
    await look(['a']);
    await look(['static', 'a']);
    later();
    expect(await look(['static'])).toEqual({});
    expect(await look(['static', 'b'])).toEqual({ b: '2026-01-10' });
  });

  it('say nothing of what is added, what is taken away and what moves up and down', async () => {
    await look(['a']);
    later();
    expect(await look(['a', 'b'])).toEqual({});
    later();
    expect(await look(['c', 'a', 'b'])).toEqual({});
    later();
    expect(await look(['a', 'b'])).toEqual({});
    later();
    // The newest above, the oldest gone: by one, and by two.
    expect(await look(['d', 'a'])).toEqual({});
    await look(['3', '2', '1'], {}, 'litecoin');
    later();
    for (const _ of ['read', 'read again']) {
      expect(await look(['5', '4', '3'], {}, 'litecoin')).toEqual({});
    }
  });

  it('say nothing of what somebody switches between, beside what stays', async () => {
    await look(['static', 'a']);
    later();
    await look(['static', 'a']);
    expect(await look(['static', 'b'])).toEqual({});
  });

  it('keep what stays however often the rest changes, and so many others', async () => {
    for (let i = 0; i < 2 * MAX_SEEN_ADDRESSES; i++) {
      expect(await look(['static', `${i}`])).toEqual(i === 0 ? {} : { [i]: '2026-01-10' });
      later();
    }
    expect(kept()).toHaveLength(MAX_SEEN_ADDRESSES);
  });

  it('keep few of those that one document makes, what stays and what was there before', async () => {
    await look(['static', 'a']);
    later();
    for (let i = 0; i < 2 * MAX_SEEN_ADDRESSES; i++) await look(['static', 'new', `${i}`]);
    expect(kept()).toHaveLength(2 + MAX_SEEN_TOGETHER);
    expect(await look(['static', 'new'])).toEqual({ new: '2026-01-10' });
  });

  it('say nothing of lists', async () => {
    await look(['a', 'b', 'c', 'd']);
    later();
    expect(await look(['e'])).toEqual({});
    later();
    expect(await look(['f', 'g', 'h', 'i'])).toEqual({});
  });

  it('keep chains and pages apart', async () => {
    await look(['a']);
    later();
    expect(await look(['b'], {}, 'litecoin')).toEqual({});
    expect(await look(['b'], { url: 'https://a.example/other' })).toEqual({});
    expect(await look(['b'], { url: 'https://b.example/give' })).toEqual({});
    expect(await look(['b'], { title: 'Another appeal' })).toEqual({});
    expect(await look(['b'], { url: 'file:///give' })).toEqual({});
    expect(await look(['b'], { url: 'https://a.example/give?donor=7#top' })).toEqual({
      b: '2026-01-10',
    });
  });

  it('know a page whose title counts what was given', async () => {
    const title = (given: string) => ({ title: `Give – ${given} € raised` });
    await look(['a'], title('12'));
    later();
    for (const given of ['13', '1,240', '1’240.50', '1 240', '١٢']) {
      expect(await look(['b'], title(given))).toEqual({ b: '2026-01-10' });
    }
    const linked = { ...title('14'), url: 'https://a.example/give?from=mail2#top' };
    expect(await look(['b'], linked)).toEqual({ b: '2026-01-10' });
  });

  it.each(['?id=', '#/appeals/'])('keep appeals apart that have numbers: %s', async (before) => {
    const appeal = (id: number, given: number) => ({
      url: `https://a.example/give${before}${id}`,
      title: `Appeal ${id}, ${given} of 500 raised`,
    });
    await look(['a'], appeal(7, 120));
    later();
    expect(await look(['b'], appeal(8, 120))).toEqual({});
    expect(await look(['b'], appeal(7, 130))).toEqual({ b: '2026-01-10' });
  });

  it('outlive the worker, and are forgotten after a while', async () => {
    await look(['a']);
    visits = create();
    later(SEEN_DAYS - 1);
    expect(await look(['b'])).toEqual({ b: '2026-01-10' });
    later(SEEN_DAYS);
    expect(await look(['c'])).toEqual({});
  });

  it('are deleted when they are old, though no page is compared again', async () => {
    await look(['a', 'b']);
    later(SEEN_DAYS - 1);
    await look(['b']);
    await visits.forgetOld();
    expect(kept()).toHaveLength(2);
    later(1);
    await visits.forgetOld();
    expect(kept()).toHaveLength(1);
    expect(await look(['c'])).toEqual({ c: '2026-04-09' });
    later(SEEN_DAYS);
    await visits.forgetOld();
    expect(area.items.size).toBe(0);
    area.items.set('visits', { salt: 'x', pages: 3 });
    await visits.forgetOld();
    expect(area.items.size).toBe(0);
  });

  it('are bounded, the oldest go first', async () => {
    await look(['a'], { url: 'https://first.example/' });
    await look(['a'], { url: 'https://second.example/' });
    for (let i = 0; i < MAX_SEEN_PAGES - 1; i++) await look(['a'], { url: `https://${i}.example/` });
    later();
    expect(await look(['b'], { url: 'https://second.example/' })).toEqual({ b: '2026-01-10' });
    expect(await look(['b'], { url: 'https://first.example/' })).toEqual({});
  });

  it('are kept as salted hashes only', async () => {
    await look(['bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT']);
    const text = JSON.stringify([...area.items]);
    for (const told of ['example', 'bitcoin', '1Boat', 'give', 'Give']) expect(text).not.toContain(told);
    const other = sessionArea();
    visits = createVisits({
      area: other,
      isOn: async () => true,
      now: () => now,
      randomBytes: (count) => new Uint8Array(count).fill(8),
    });
    await look(['bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT']);
    const hashes = (items: Map<string, unknown>): string[] =>
      JSON.stringify([...items]).match(/[0-9a-f]{16}/g) ?? [];
    expect(hashes(area.items).filter((hash) => hashes(other.items).includes(hash))).toEqual([]);
  });

  it('give one address two hashes on two pages', async () => {
    await look(['a']);
    await look(['a'], { url: 'https://b.example/' });
    const { pages } = area.items.get('visits') as { pages: [string, { hash: string }[]][] };
    const [one, two] = pages.map(([, seen]) => seen[0]?.hash);
    expect(one).not.toBe(two);
  });

  it('are read while it is asked whether they are kept: the popup waits for both', async () => {
    let answer = (_on: boolean) => {};
    const asked = new Promise<boolean>((resolve) => {
      answer = resolve;
    });
    const read = vi.spyOn(area, 'get');
    visits = createVisits({
      area,
      isOn: () => asked,
      now: () => now,
      randomBytes: (count) => new Uint8Array(count),
    });
    const looked = look(['a']);
    await vi.waitFor(() => expect(read).toHaveBeenCalledWith('visits'));
    answer(false);
    expect(await looked).toEqual({});
    expect(area.items.size).toBe(0);
  });

  it('are not kept when that is switched off, and go when they are deleted', async () => {
    on = false;
    await look(['a']);
    expect(area.items.size).toBe(0);
    on = true;
    await look(['a']);
    expect(area.items.size).toBe(1);
    await visits.forget();
    expect(area.items.size).toBe(0);
    later();
    expect(await look(['b'])).toEqual({});
  });

  it('cost a report nothing where storage is refused or holds nonsense', async () => {
    area.items.set('visits', { salt: 'x', pages: 3 });
    expect(await look(['a'])).toEqual({});
    later();
    expect(await look(['b'])).toEqual({ b: '2026-01-10' });
    area.get = async () => {
      throw new Error('refused');
    };
    later();
    expect(await look(['c'])).toEqual({});
    await visits.forgetOld();
  });
});
