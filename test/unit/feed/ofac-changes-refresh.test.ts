import { beforeEach, describe, expect, it } from 'vitest';
import { createPull } from '#lib/feed/pull/registry.ts';
import { isFilled } from '#lib/watchlist/order.ts';
import { storedEntries } from '#lib/watchlist/stored-list.ts';
import { ADVANCED, changesOf, HISTORY, published, type Site } from './ofac-changes-setup.ts';
import {
  advancedOf,
  changedEntity,
  company,
  deltaFile,
  featureElement,
  features,
  type InventedParty,
  wallet,
  website,
  wholeEntity,
} from './ofac-delta-files.ts';
import { BITCOIN, BITCOIN_2, EVM, TRON } from './ofac-files.ts';
import { createServer } from './opensanctions-pull-setup.ts';
import { createWorld } from './subscriptions-setup.ts';

const RECORD = `url:${ADVANCED}`;
const ONE = company(10, [wallet(1, BITCOIN), wallet(2, EVM, 'ETH')]);
const TWO = company(20, [wallet(3, TRON, 'TRX')]);
const THREE = company(30, [wallet(4, BITCOIN_2)]);

describe("a refresh of OFAC's list by what changed", () => {
  let site: Site;
  let asked: string[];
  let come: (date: string) => Promise<void>;
  let accept: () => Promise<void>;
  let stored: () => Promise<Record<string, string | null>>;
  let record: () => Promise<{ entries: number; error: string | undefined }>;
  /** What has been published so far. */
  let rows: [number, string][];

  /** Another publication, of a day of September. */
  function publish(day: string, parties: readonly InventedParty[], entities: readonly string[] | null) {
    const id = 500 + rows.length;
    rows.push([id, `${day}T10:00:00`]);
    site[HISTORY] = published(...rows);
    site[ADVANCED] = advancedOf(parties, day);
    if (entities) site[changesOf(id)] = deltaFile(entities, { date: day });
  }

  beforeEach(() => {
    site = {};
    rows = [];
    const world = createWorld();
    const lists = world.again({
      pull: createPull((url) => {
        const server = createServer(site);
        asked.push(url);
        return server.get(url);
      }),
    });
    come = async (date) => {
      asked = [];
      world.now = Date.parse(`${date}T20:00:00Z`);
      if (await world.find(RECORD)) await lists.refresh(RECORD);
      else await lists.add(ADVANCED);
    };
    accept = async () => void (await lists.refresh(RECORD, true));
    const found = async () => {
      const one = await world.find(RECORD);
      if (!one || !isFilled(one)) throw new Error('nothing came');
      return one;
    };
    record = async () => {
      const { entries, lastError } = await found();
      return { entries, error: lastError?.code };
    };
    stored = async () => {
      const all: [string, string | null][] = [];
      for await (const { value, claims } of storedEntries(world.store, await found())) {
        for (const { delisted } of claims) all.push([value, delisted]);
      }
      return Object.fromEntries(all);
    };
  });

  it('keeps what went as history, and takes what is back out of it', async () => {
    publish('2026-09-01', [ONE, TWO], null);
    await come('2026-09-01');
    publish(
      '2026-09-02',
      [THREE],
      [
        wholeEntity('remove', TWO),
        wholeEntity('add', THREE),
        changedEntity(10, features(featureElement(wallet(1, BITCOIN), 'remove'))),
      ],
    );
    await come('2026-09-02');
    expect(asked).toEqual([HISTORY, changesOf(501)]);
    const after = { [EVM]: null, [BITCOIN_2]: null, [BITCOIN]: '2026-09-02', [TRON]: '2026-09-02' };
    expect(await stored()).toEqual(after);
    expect(await record()).toMatchObject({ entries: 2 });

    publish('2026-09-04', [], []);
    await come('2026-09-04');
    expect(await stored()).toEqual(after);

    publish('2026-09-07', [], [wholeEntity('add', TWO)]);
    await come('2026-09-07');
    expect(asked).toEqual([HISTORY, changesOf(503)]);
    expect(await stored()).toEqual({ ...after, [TRON]: null });
    expect(await record()).toMatchObject({ entries: 3, error: undefined });

    await come('2026-09-08');
    expect(asked).toEqual([HISTORY]);
  });

  it('holds back what changes too much at once, and goes on from the version before', async () => {
    const many = Array.from({ length: 600 }, (_, n) =>
      company(100 + n, [website(n, `front-${n}.example.org`)]),
    );
    publish('2026-09-01', many, null);
    await come('2026-09-01');
    publish(
      '2026-09-02',
      [],
      many.slice(0, 130).map((party) => wholeEntity('remove', party)),
    );
    await come('2026-09-02');
    expect(await record()).toMatchObject({ entries: 600, error: 'held-back' });
    expect(asked).toEqual([HISTORY, changesOf(501)]);
    await accept();
    expect(await record()).toMatchObject({ entries: 470, error: undefined });
  });

  it('keeps its list while the server is away', async () => {
    publish('2026-09-01', [ONE, TWO], null);
    await come('2026-09-01');
    publish('2026-09-02', [ONE], [wholeEntity('remove', TWO)]);
    delete site[ADVANCED];
    delete site[changesOf(501)];
    await come('2026-09-02');
    expect(await record()).toMatchObject({ entries: 3, error: 'http-error' });
    expect(asked).toEqual([HISTORY, changesOf(501), ADVANCED]);
  });
});
