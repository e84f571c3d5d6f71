import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addDays, isoDate } from '#lib/core/dates.ts';
import type { Report } from '#lib/core/report.ts';
import {
  type Background,
  CSV,
  launchBackground,
  ORIGIN,
  settle,
  UI,
  type World,
} from '../../support/background.ts';
import { candidate, frameScan } from '../../support/scans.ts';

const LIST = 'https://lists.example/mine.csv';

describe('the background', () => {
  let world: World;
  let background: Background;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 21) });
    world = { answer: CSV };
    background = launchBackground(world);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const ids = async () => (await background.lists()).map(({ id }) => id);

  it.each([
    ['by the alarm', () => background.events.alarm.fire({ name: 'refresh-lists' })],
    ['by hand', () => background.ask({ type: 'lists.refresh', id: null })],
  ])('refreshes every list %s, though a page never answers', async (_, refresh) => {
    const urls = ['https://lists.example/a.csv', 'https://lists.example/b.csv'];
    const shown = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
    const page = { id: 'almsguard', url: 'https://charity.example/donate', tab: { id: 1 }, frameId: 0 };
    world.tab = { url: page.url, status: 'complete' };
    await background.subscribed();
    await background.ask({ type: 'lists.enable', id: 'catalogue:ofac-sdn', enabled: false });
    for (const url of urls) await background.ask({ type: 'lists.add', url });
    const scan = frameScan({ candidates: [candidate(shown)] });
    await background.ask({ type: 'page.scanned', scan }, page);
    background.fetched.length = 0;
    // It shows an alert, or is frozen.
    world.sent = () => new Promise(() => undefined);
    const headers = { 'content-type': 'text/csv' };
    world.answer = () => new Response(`value\nexample.org\n${shown}\n`, { headers });
    vi.setSystemTime(Date.UTC(2026, 10, 23));
    void refresh();
    await vi.waitFor(() => expect(background.fetched).toEqual(urls), { timeout: 10_000 });
  });

  it('hears every event before anything is awaited', () => {
    for (const event of Object.values(background.events)) expect(event.listeners).toHaveLength(1);
  });

  it('keeps of a tab nothing once that is closed', async () => {
    const page = { id: 'almsguard', url: frameScan().href, tab: { id: 3 }, frameId: 0 };
    world.tab = { url: page.url, status: 'complete' };
    const scan = frameScan({ candidates: [candidate('0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed')] });
    const kept = () => [...background.session.keys()].filter((key) => /:3\b/.test(key)).sort();
    await background.ask({ type: 'page.scanned', scan }, page);
    await background.ask({ type: 'page.putAway', about: 'charity.example' }, page);
    expect(kept()).toEqual(['addresses:3', 'away:3', 'frame:3:0', 'gist:3']);
    world.tab = null;
    background.events.removed.fire(3);
    await settle();
    expect(kept()).toEqual([]);
  });

  it('has the bundled lists, and says that they live in memory only', async () => {
    expect(await background.ask({ type: 'lists.get' })).toMatchObject({
      memoryOnly: true,
      lists: expect.arrayContaining([expect.objectContaining({ id: 'bundled:ofac-sdn' })]),
    });
  });

  it('does what the organisation lays down, then and there', async () => {
    await background.subscribed();
    world.policy = { lists: [{ url: LIST }], usersMayAddLists: false };
    background.events.stored.fire({}, 'local');
    await settle();
    expect(await ids()).not.toContain(`policy:${LIST}`);
    background.events.stored.fire({}, 'managed');
    await settle();
    expect(await ids()).toContain(`policy:${LIST}`);
    expect(await background.ask({ type: 'lists.add', url: LIST })).toMatchObject({
      error: { code: 'managed' },
    });
  });

  it('remembers what the organisation laid down, for when the browser cannot tell', async () => {
    const day = isoDate(Date.now());
    const told: World['stored'] = { 'settings.toldPolicy': { policy: { usersMayAddLists: false }, day } };
    const failing = Promise.reject(new Error('An unexpected error occurred'));
    // Nobody may ask before the test has ended.
    failing.catch(() => undefined);
    background = launchBackground({ answer: CSV, policy: failing, stored: told });
    await background.subscribed();
    expect(await background.ask({ type: 'lists.get' })).toMatchObject({
      policy: { usersMayAddLists: false, remembered: { toldOn: day, until: addDays(day, 30) } },
    });
    expect(await background.ask({ type: 'lists.add', url: LIST })).toMatchObject({
      error: { code: 'managed' },
    });
  });

  it('subscribes to OFAC’s own file, and asks for it when the alarm rings', async () => {
    await background.subscribed();
    expect(await background.ask({ type: 'lists.get' })).toMatchObject({
      lists: expect.arrayContaining([expect.objectContaining({ id: 'catalogue:ofac-sdn', enabled: true })]),
    });
    expect(background.fetched).toEqual([]);
    background.events.alarm.fire({ name: 'refresh-lists' });
    await settle();
    const hosts = new Set(background.fetched.map((url) => new URL(url).host));
    expect([...hosts]).toEqual(['sanctionslistservice.ofac.treas.gov']);
  });

  it('refreshes what is due when the alarm rings, and only then', async () => {
    await background.subscribed();
    await background.ask({ type: 'lists.enable', id: 'catalogue:ofac-sdn', enabled: false });
    expect(await background.ask({ type: 'lists.add', url: LIST })).toMatchObject({ ok: true });
    background.events.alarm.fire({ name: 'refresh-lists' });
    await settle();
    expect(background.fetched).toEqual([LIST]);
    vi.setSystemTime(Date.UTC(2026, 10, 23));
    background.events.alarm.fire({ name: 'something-else' });
    await settle();
    expect(background.fetched).toEqual([LIST]);
    background.events.alarm.fire({ name: 'refresh-lists' });
    await settle();
    expect(background.fetched).toEqual([LIST, LIST]);
  });

  it('deletes what it keeps of visits once that is old, at its start and when the alarm rings', async () => {
    const [day, visit] = ['2026-08-24', '0c'];
    const seen = { hash: '0a', first: day, last: day, firstVisit: visit, lastVisit: visit, at: 0 };
    const visits = { salt: '05', pages: [['0b', [seen]]] };
    const start = () => launchBackground({ ...world, stored: { visits } });
    const young = start();
    await young.subscribed();
    expect(young.local.has('visits')).toBe(true);
    vi.setSystemTime(Date.UTC(2026, 10, 22));
    young.events.alarm.fire({ name: 'refresh-lists' });
    await vi.waitFor(() => expect(young.local.has('visits')).toBe(false));
    const old = start();
    await vi.waitFor(() => expect(old.local.has('visits')).toBe(false));
  });

  it('judges open pages by what came when the alarm rang', async () => {
    const page = { id: 'almsguard', url: 'https://charity.example/donate', tab: { id: 1 }, frameId: 0 };
    // EIP-55's example address.
    const shown = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
    world.tab = { url: page.url, status: 'complete' };
    const levels = async () => {
      const report = (await background.ask({ type: 'report.get', tabId: 1, fresh: false })) as Report;
      return report.addresses.map(({ level }) => level);
    };
    await background.subscribed();
    expect(await background.ask({ type: 'lists.add', url: LIST })).toMatchObject({ ok: true });
    const scan = frameScan({ candidates: [candidate(shown)] });
    await background.ask({ type: 'page.scanned', scan }, page);
    expect(await levels()).toEqual(['none']);
    world.answer = () =>
      new Response(`value\nexample.org\n${shown}\n`, { headers: { 'content-type': 'text/csv' } });
    vi.setSystemTime(Date.UTC(2026, 10, 23));
    background.events.alarm.fire({ name: 'refresh-lists' });
    await vi.waitFor(async () => expect(await levels()).toEqual(['reported']));
  });

  it.each([
    ['the alarm rings', (one: Background) => one.events.alarm.fire({ name: 'refresh-lists' })],
    ['a person asks for all', (one: Background) => one.ask({ type: 'lists.refresh', id: null })],
  ])(
    'judges open pages by a list that came while the next does not come to an end, when %s',
    async (_, ring) => {
      const page = { id: 'almsguard', url: 'https://charity.example/donate', tab: { id: 1 }, frameId: 0 };
      const shown = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
      const slow = 'https://lists.example/slow.csv';
      world.tab = { url: page.url, status: 'complete' };
      await background.subscribed();
      await background.ask({ type: 'lists.enable', id: 'catalogue:ofac-sdn', enabled: false });
      for (const url of [LIST, slow])
        expect(await background.ask({ type: 'lists.add', url })).toMatchObject({ ok: true });
      await background.ask(
        { type: 'page.scanned', scan: frameScan({ candidates: [candidate(shown)] }) },
        page,
      );
      const levels = async () => {
        const report = (await background.ask({ type: 'report.get', tabId: 1, fresh: false })) as Report;
        return report.addresses.map(({ level }) => level);
      };
      expect(await levels()).toEqual(['none']);
      background.calls.length = 0;
      background.fetched.length = 0;
      let come: (answer: Response) => void = () => undefined;
      const coming = new Promise<Response>((resolve) => {
        come = resolve;
      });
      world.answer = (url) =>
        url === slow
          ? coming
          : new Response(`value\nexample.org\n${shown}\n`, { headers: { 'content-type': 'text/csv' } });
      vi.setSystemTime(Date.UTC(2026, 10, 23));
      const done = ring(background);
      await vi.waitFor(() => expect(background.fetched.at(-1)).toBe(slow));
      // The page was told before the slow one was asked for, and not because somebody looked.
      expect(background.calls.filter(([name]) => name === 'sendMessage')).toHaveLength(1);
      expect(await levels()).toEqual(['reported']);
      come(CSV());
      await done;
      await vi.waitFor(async () =>
        expect((await background.lists()).every(({ state }) => state !== 'fetching')).toBe(true),
      );
    },
  );

  it('lets pages look things up and nothing else', async () => {
    const page = { id: 'almsguard', url: 'https://page.example/', tab: { id: 1 }, frameId: 0 };
    for (const sender of [page, { id: 'other', url: UI.url }, {}]) {
      expect(await background.ask({ type: 'lists.add', url: LIST }, sender)).toMatchObject({
        ok: false,
        error: { code: 'bad-message' },
      });
    }
    expect(background.fetched).toEqual([]);
  });

  it('opens its page once, and reads the pages that were open before it', async () => {
    background.events.installed.fire({ reason: 'install' });
    await settle();
    expect(background.calls.filter(([name]) => name === 'create')).toEqual([
      ['create', { url: `${ORIGIN}onboarding.html` }],
    ]);
    expect(
      background.calls.filter(([name]) => name === 'executeScript').map(([, argument]) => argument),
    ).toMatchObject([
      { target: { tabId: 7, allFrames: true }, files: ['/content-scripts/scan.js'] },
      { target: { tabId: 8 } },
    ]);
    background.calls.length = 0;
    background.events.installed.fire({ reason: 'update' });
    await settle();
    const scripts = ['register', 'unregister', 'executeScript'];
    expect(background.calls.map(([name]) => name).filter((name) => scripts.includes(name))).toEqual([
      'unregister',
      'register',
      'executeScript',
      'executeScript',
    ]);
  });

  it('has a script in pages only while it may read them and shall', async () => {
    const registered = () => background.calls.flatMap(([name]) => (/register/.test(name) ? [name] : []));
    await settle();
    expect(registered()).toEqual(['register']);
    world.origins = [];
    background.events.revoked.fire({ origins: ['<all_urls>'] });
    await settle();
    expect(registered()).toEqual(['register', 'unregister']);
    expect(await background.ask({ type: 'choices.set', change: { mode: 'click' } })).toMatchObject({
      ok: true,
      value: { granted: 'none', choices: { mode: 'click' } },
    });
    world.origins = ['<all_urls>'];
    background.events.granted.fire({ origins: ['<all_urls>'] });
    await settle();
    expect(registered()).toEqual(['register', 'unregister']);
    await background.ask({ type: 'choices.set', change: { mode: 'donations' } });
    expect(registered()).toEqual(['register', 'unregister', 'register']);
  });

  it('says at the button of a paused site what it says in the language that was chosen', async () => {
    const paused = { id: 7, url: 'https://paused.example/' };
    vi.unstubAllGlobals();
    background = launchBackground({ answer: CSV, tab: { ...paused, status: 'complete' }, tabs: [paused] });
    await background.ask({ type: 'site.pause', host: 'paused.example', on: true });
    await settle();
    background.calls.length = 0;
    expect(await background.ask({ type: 'choices.set', change: { appearance: 'dark' } })).toMatchObject({
      ok: true,
    });
    expect(background.calls).toContainEqual([
      'badge',
      { tabId: 7, title: '[labelled: [extName] | [badge_paused]]' },
    ]);
  });

  it('lets no page choose anything', async () => {
    const page = { id: 'almsguard', url: 'https://page.example/', tab: { id: 1 }, frameId: 0 };
    const demo = { ...page, url: `${ORIGIN}demo.html` };
    for (const sender of [page, demo]) {
      for (const message of [
        { type: 'choices.get' },
        { type: 'site.pause', host: 'page.example', on: true },
        { type: 'settings.export' },
      ]) {
        expect(await background.ask(message, sender)).toMatchObject({ error: { code: 'bad-message' } });
      }
    }
  });

  it('obeys the keys for the tab in front', async () => {
    await settle();
    background.calls.length = 0;
    background.events.command.fire('check-page', { id: 9 });
    await settle();
    expect(background.calls).toContainEqual([
      'executeScript',
      expect.objectContaining({ target: { tabId: 9, allFrames: true } }),
    ]);
    // Firefox names none; the fake browser has tab 7 in front.
    background.calls.length = 0;
    background.events.command.fire('check-page');
    await settle();
    expect(background.calls[0]).toEqual(['query', { active: true, lastFocusedWindow: true }]);
    expect(background.calls).toContainEqual([
      'executeScript',
      expect.objectContaining({ target: { tabId: 7, allFrames: true } }),
    ]);
  });
});
