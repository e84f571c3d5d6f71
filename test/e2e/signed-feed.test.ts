import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Level } from '#lib/core/report.ts';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import { testKey, testRing } from '../support/trust-feed.ts';
import { damage } from './damage.ts';
import { BROWSERS, finding, launch, prepare, until, visit } from './harness.ts';
import { type FeedServer, serveFeed } from './signed-feed.ts';

// BIP-173 and EIP-55 example addresses, which the clean charity of the demo town shows.
const SHOWN = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const CHARITY = 'https://orchard-school.example/give';
const ID = 'catalogue:signed-example';

describe.each(BROWSERS)('a signed feed in %s', (name) => {
  let driver: Driver;
  let feed: FeedServer;
  let page: DriverPage;

  prepare(async () => {
    feed = await serveFeed();
    driver = await launch(name, { feeds: feed.feeds });
    await until(subscription, (list) => list !== undefined);
    ({ page } = await visit(driver, CHARITY));
  });
  afterAll(async () => {
    await driver?.close();
    await feed?.close();
  });
  beforeEach(() => {
    feed.asked.length = 0;
    feed.damage.clear();
  });

  const subscription = async () =>
    (await ask(driver, { type: 'lists.get' })).lists.find(({ id }) => id === ID);
  /** Refreshes the list as a person does, and tells how it is then. */
  async function refresh(accept = false) {
    await ask(driver, { type: 'lists.refresh', id: ID, accept });
    return subscription();
  }
  /** A version that holds these is the last one, whatever was released before. */
  async function begin(values: string[]) {
    await feed.release(values);
    expect(await refresh(true)).toMatchObject({ state: 'current', entries: 900 + values.length });
    feed.asked.length = 0;
  }
  /** Of the address on a page that stays open: it is judged anew each time. */
  const levelOnce = async (wanted: Level) => {
    const report = await until(
      () => ask(driver, { type: 'report.get', tabId: page.tabId, fresh: false }),
      (now) => finding(now, SHOWN)?.level === wanted,
    );
    return finding(report, SHOWN)?.level;
  };

  it('is subscribed to, comes whole and judges', async () => {
    await feed.release([SHOWN]);
    expect(await refresh()).toMatchObject({
      state: 'current',
      title: 'Example feed',
      publisher: 'Example publisher',
      entries: 901,
      removable: false,
    });
    expect(await levelOnce('listed')).toBe('listed');
    expect(feed.headers).not.toHaveProperty('cookie');
    expect(feed.headers).not.toHaveProperty('referer');
  });

  it('is asked for nothing but its date while nothing is new', async () => {
    expect(await refresh()).toMatchObject({ state: 'current' });
    expect(feed.asked).toEqual(['2.root.json', 'timestamp.json']);
  });

  it('comes by what changed', async () => {
    await begin([SHOWN]);
    await feed.release([]);
    expect(await refresh()).toMatchObject({ state: 'current', entries: 900, version: `${feed.version()}` });
    expect(feed.asked.filter((path) => path.endsWith('.gz'))).toEqual([
      expect.stringMatching(/almsdiff\.gz$/),
    ]);
    expect(await levelOnce('none')).toBe('none');
    await feed.release([SHOWN]);
    await refresh();
    expect(await levelOnce('listed')).toBe('listed');
  });

  it.each([
    ['timestamp', 'unsigned'],
    ['snapshot', 'mismatch'],
    ['targets', 'mismatch'],
  ])(
    'goes on with the last version when its %s is not as it was signed, and recovers',
    async (role, code) => {
      await begin([SHOWN]);
      await feed.release([]);
      const path = role === 'timestamp' ? 'timestamp.json' : `${feed.version()}.${role}.json`;
      const sound = new TextDecoder().decode(feed.snapshot().get(path));
      const damaged = sound.replace(/"sig":"./, (sig) => (sig.endsWith('0') ? '"sig":"1' : '"sig":"0'));
      expect(damaged).not.toBe(sound);
      feed.damage.set(path, new TextEncoder().encode(damaged));
      expect(await refresh()).toMatchObject({ state: 'failed', entries: 901, lastError: { code } });
      expect(await levelOnce('listed')).toBe('listed');
      feed.damage.clear();
      await feed.release([SHOWN]);
      expect(await refresh()).toMatchObject({ state: 'current', entries: 901, lastError: null });
    },
  );

  it('goes on with the last version when its list is not as it was signed, and recovers', async () => {
    await begin([SHOWN]);
    const before = feed.snapshot();
    await feed.release([]);
    for (const [path, bytes] of feed.snapshot()) {
      if (path.includes('.alms') && !before.has(path))
        feed.damage.set(path, bytes.with(bytes.length >> 1, 0));
    }
    expect(feed.damage.size).toBeGreaterThan(1);
    expect(await refresh()).toMatchObject({ state: 'failed', entries: 901, lastError: { code: 'mismatch' } });
    expect(await levelOnce('listed')).toBe('listed');
    feed.damage.clear();
    expect(await refresh()).toMatchObject({ state: 'current', entries: 900, lastError: null });
    expect(await levelOnce('none')).toBe('none');
  });

  it('judges by the version before when what was stored of it is damaged, says so, and recovers', async () => {
    await begin([SHOWN]);
    await feed.release([]);
    expect(await refresh()).toMatchObject({ state: 'current', entries: 900 });
    expect(await levelOnce('none')).toBe('none');
    await driver.inExtension(damage, { id: ID, how: ['keys'] as const });
    await driver.endBackground();
    expect(await levelOnce('listed')).toBe('listed');
    expect(await subscription()).toMatchObject({ entries: 901, lastError: { code: 'damaged' } });
    expect(await refresh()).toMatchObject({ state: 'current', entries: 900, lastError: null });
    expect(await levelOnce('none')).toBe('none');
  });

  it('does not take back what it was given', async () => {
    await begin([SHOWN]);
    const before = feed.snapshot();
    await feed.release([]);
    expect(await refresh()).toMatchObject({ state: 'current', entries: 900 });
    const newest = feed.snapshot();
    feed.goBack(before);
    expect(await refresh()).toMatchObject({ state: 'failed', entries: 900, lastError: { code: 'older' } });
    feed.goBack(newest);
    expect(await refresh()).toMatchObject({ state: 'current', entries: 900, lastError: null });
  });

  it('says that it is stale when its date has passed, and goes on judging', async () => {
    await feed.release([SHOWN]);
    await refresh();
    await feed.release([], { expires: '2026-01-01T00:00:00Z' });
    expect(await refresh()).toMatchObject({ state: 'stale', entries: 901, lastError: { code: 'expired' } });
    expect(await levelOnce('listed')).toBe('listed');
    await feed.release([SHOWN]);
    expect(await refresh()).toMatchObject({ state: 'current', lastError: null });
  });

  it('follows its editors to new keys', async () => {
    const ring = testRing();
    feed.rotate({ ...ring, timestamp: { keys: [testKey(8)], threshold: 1 } });
    await feed.release([]);
    expect(await refresh()).toMatchObject({ state: 'current', entries: 900, lastError: null });
    expect(await levelOnce('none')).toBe('none');
  });

  it('holds back a version that differs too much, and takes it over when a person says so', async () => {
    // What is compared is the version before, too.
    await begin([SHOWN]);
    await begin([]);
    await feed.release([], { filling: 500 });
    expect(await refresh()).toMatchObject({ state: 'held-back', entries: 900 });
    expect(await refresh()).toMatchObject({ state: 'held-back', entries: 900 });
    // Another version than the one that was shown needs another word.
    await feed.release([], { filling: 400 });
    expect(await refresh(true)).toMatchObject({ state: 'held-back', entries: 900 });
    expect(await refresh(true)).toMatchObject({ state: 'current', entries: 400, lastError: null });
  });
});
