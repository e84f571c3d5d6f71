import { describe, expect, it } from 'vitest';
import type { Driver } from '../../../scripts/browser/driver.ts';
import { MAX_LAUNCHES, MAX_PAGES_A_BROWSER } from '../../../scripts/scan/limits.ts';
import { toTarget } from '../../../scripts/scan/options.ts';
import { BrowserLost, failed } from '../../../scripts/scan/page.ts';
import { createPool, type PoolOptions } from '../../../scripts/scan/pool.ts';

const pause = () => new Promise<void>((done) => setTimeout(done, 1));
const targetOf = (name: string) => toTarget(`https://${name}.example/`, '/');
const ok = (requested: string) => failed(requested, 'ok', 'scanned');

/** Browsers that a page whose name has `killer` in it takes down together with whatever else is open. */
function makePool(options: Partial<PoolOptions> = {}) {
  const launched: { pages: string[]; isBroken: boolean; isOpen: boolean; together: number }[] = [];
  const states = new Map<Driver, (typeof launched)[number]>();
  const open = new Map<Driver, Set<string>>();
  const pool = createPool({
    browsers: 1,
    concurrency: 3,
    async launch() {
      const state = { pages: [] as string[], isBroken: false, isOpen: true, together: 0 };
      launched.push(state);
      const driver = {
        async close() {
          state.isOpen = false;
        },
      } as Partial<Driver> as Driver;
      states.set(driver, state);
      open.set(driver, new Set());
      return driver;
    },
    async scan(driver, { requested }) {
      const state = states.get(driver);
      const beside = open.get(driver);
      if (!state || !beside) throw new Error('Another browser');
      state.pages.push(requested);
      beside.add(requested);
      state.together = Math.max(state.together, beside.size);
      await pause();
      if (requested.includes('killer')) state.isBroken = true;
      await pause();
      beside.delete(requested);
      if (state.isBroken) throw new BrowserLost('gone');
      return ok(requested);
    },
    wait: pause,
    ...options,
  });
  const scan = async (...names: string[]) => {
    const documents = await Promise.all(names.map((name) => pool.scan(targetOf(name))));
    return documents.map((document) => 'error' in document && document.error.code);
  };
  return { pool, scan, launched };
}

describe('a pool of browsers', () => {
  it('lets a page that takes its browser down cost only itself', async () => {
    const { pool, scan, launched } = makePool();
    expect(await scan('a', 'killer', 'b', 'c', 'd')).toEqual(['ok', 'crashed', 'ok', 'ok', 'ok']);
    // The second time it was alone, so that nobody else was hit.
    const second = launched.filter(({ pages }) => pages.some((page) => page.includes('killer')))[1];
    expect(second?.pages.at(-1)).toContain('killer');
    await pool.close();
    expect(launched.filter(({ isOpen }) => isOpen)).toEqual([]);
  });

  it('leaves the other browsers alone', async () => {
    const { scan, launched } = makePool({ browsers: 2, concurrency: 1 });
    expect(await scan('a', 'killer')).toEqual(['ok', 'crashed']);
    expect(launched[0]?.pages).toEqual(['https://a.example/']);
  });

  it('spreads pages over the browsers', async () => {
    const { pool, scan, launched } = makePool({ browsers: 3, concurrency: 2 });
    expect(pool.room).toBe(6);
    await scan('a', 'b', 'c', 'd', 'e', 'f');
    expect(launched.map(({ pages, together }) => [pages.length, together])).toEqual([
      [2, 2],
      [2, 2],
      [2, 2],
    ]);
  });

  it('tries a page that crashed by itself once more', async () => {
    let tries = 0;
    const { scan } = makePool({
      async scan(_, { requested }) {
        tries += 1;
        return tries === 1 ? failed(requested, 'crashed', 'The page crashed') : ok(requested);
      },
    });
    expect(await scan('a')).toEqual(['ok']);
    expect(tries).toBe(2);
  });

  it('says so where it crashes again', async () => {
    const { scan } = makePool({ scan: async (_, { requested }) => failed(requested, 'crashed', 'again') });
    expect(await scan('a')).toEqual(['crashed']);
  });

  it('starts a browser anew after many pages', async () => {
    const { scan, launched } = makePool();
    for (let i = 0; i <= MAX_PAGES_A_BROWSER; i += 50) {
      expect(new Set(await scan(...Array.from({ length: 50 }, (_, n) => `p${i + n}`)))).toEqual(
        new Set(['ok']),
      );
    }
    expect(launched).toHaveLength(2);
    expect(launched[0]?.isOpen).toBe(false);
  });

  it('ends with the first browser that does not start', async () => {
    let launches = 0;
    const { pool, scan } = makePool({
      launch() {
        launches += 1;
        return Promise.reject(new Error('no browser'));
      },
    });
    await expect(pool.start()).rejects.toThrow('no browser');
    await expect(scan('a')).rejects.toThrow('no browser');
    expect(launches).toBe(1);
    await pool.close();
  });

  it('tries a second browser again that does not start at once', async () => {
    let launches = 0;
    const { pool, scan } = makePool({
      browsers: 2,
      concurrency: 1,
      async launch() {
        launches += 1;
        if (launches > 1 && launches <= MAX_LAUNCHES) throw new Error('no memory');
        return { close: async () => {} } as Partial<Driver> as Driver;
      },
      scan: async (_, { requested }) => ok(requested),
    });
    await pool.start();
    expect(await scan('a', 'b')).toEqual(['ok', 'ok']);
    expect(launches).toBe(MAX_LAUNCHES + 1);
  });

  it('tries again where a browser was lost and the next does not start at once', async () => {
    let launches = 0;
    let isLost = false;
    const driver = { close: async () => {} } as Partial<Driver> as Driver;
    const { scan } = makePool({
      async launch() {
        launches += 1;
        if (launches > 1 && launches <= MAX_LAUNCHES) throw new Error('no memory');
        return driver;
      },
      async scan(_, { requested }) {
        if (isLost) return ok(requested);
        isLost = true;
        throw new BrowserLost('gone');
      },
    });
    expect(await scan('a')).toEqual(['ok']);
    expect(launches).toBe(MAX_LAUNCHES + 1);
  });
});
