import { HDKey } from '@scure/bip32';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toHex } from '#lib/core/bytes.ts';
import { MAX_PAGE_KEYS } from '#lib/core/limits.ts';
import { caseId } from '#lib/review/case-id.ts';
import { createChanges } from '#lib/review/changes.ts';
import { createSettings } from '#lib/settings.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import { FIRST_CHILD, ZPUB } from '../../support/account-key.ts';
import { claim, entry } from '../../support/entries.ts';
import { seen } from '../../support/review-acts.ts';
import { channels, memoryStore, pageRow, item as seenItem, space } from '../../support/review-space.ts';
import { sessionArea } from '../../support/session-area.ts';
import { createWatched } from '../../support/watched.ts';

const disk = vi.hoisted(() => ({ store: null as unknown }));
vi.mock('#lib/review/db.ts', () => ({ openReview: async () => disk.store }));

const { launchBackground, settle } = await import('../../support/background.ts');
const { createJudgeCases, judgeSeen } = await import('#lib/messaging/review-rejudge.ts');

const PAGE = 'https://relief.example/give';
const OTHER = 'https://school.example/give';
const LIST = 'https://lists.example/mine.csv';
/** EIP-55 example address. */
const WALLET = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const HEADER = 'value,subject,authority,tier';
const LISTED = `${HEADER}\n${WALLET},Example Front,Example Authority,official\n`;

/** That cases are judged again behind everything else when a list was applied. */
describe('cases and the lists of the background', () => {
  let store: ReturnType<typeof memoryStore>;
  let body: string;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 21) });
    store = memoryStore();
    disk.store = store;
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  async function start(reviewer = 'Ada') {
    const answer = () => new Response(body, { headers: { 'content-type': 'text/csv' } });
    const background = launchBackground({ answer, stored: { 'settings.review': { reviewer } } });
    await background.subscribed();
    return background;
  }
  const again = async () => (await store.log()).filter(({ act }) => act.type === 'judged-again');
  const wallet = (level: 'none' | 'caution' | 'listed', lists: string[] = []) =>
    seenItem(WALLET, { chain: 'ethereum', keys: [], level, lists });

  /** A page that was dismissed, with what it showed. */
  async function dismissed(
    url: string,
    items: ReturnType<typeof seenItem>[],
    finalUrl = url,
    more: { from?: 'scan' } = {},
  ) {
    const ada = space(store, 'Ada');
    await ada.add([pageRow(url)], 'paste');
    const level = items[0]?.level ?? 'none';
    await ada.see(caseId(url), seen({ finalUrl, level, items, ...more }));
    await ada.decide(caseId(url), 'dismissed', 'no-appeal');
  }

  it('bring nothing back of which only a file says what stood there: nobody opened the page', async () => {
    await dismissed(OTHER, [wallet('none')], OTHER, { from: 'scan' });
    await dismissed(PAGE, [wallet('none')]);
    const background = await start();
    body = LISTED;
    expect(await background.ask({ type: 'lists.add', url: LIST })).toMatchObject({ ok: true });
    await vi.waitFor(async () => expect(await again()).toHaveLength(1));
    // What is looked at later in the same run would be there with it.
    expect((await again()).map((line) => line.case)).toEqual([caseId(PAGE)]);
    expect(await store.case(caseId(OTHER))).toMatchObject({
      changed: null,
      seen: { level: 'none', from: 'scan' },
    });
  });

  it('bring a case back whose address a list names now, and leave others alone', async () => {
    await dismissed(PAGE, [wallet('none')]);
    await dismissed(OTHER, []);
    const background = await start();
    expect(await again()).toEqual([]);
    body = LISTED;
    expect(await background.ask({ type: 'lists.add', url: LIST })).toMatchObject({ ok: true });
    await vi.waitFor(async () => expect(await again()).toHaveLength(1));
    expect(await store.case(caseId(PAGE))).toMatchObject({
      state: 'dismissed',
      changed: {
        before: 'none',
        after: 'listed',
        what: [
          {
            text: WALLET,
            entry: WALLET,
            says: 'against',
            list: { title: 'mine.csv', date: '2026-11-21' },
          },
        ],
      },
      seen: { level: 'listed', items: [{ text: WALLET, level: 'listed', subjects: ['Example Front'] }] },
    });
    expect(await store.case(caseId(OTHER))).toMatchObject({ changed: null });
    // The list goes again, and the lists say what they said when it was decided: there is nothing to look at.
    await background.ask({ type: 'lists.remove', id: `url:${LIST}` });
    await vi.waitFor(async () => expect(await again()).toHaveLength(2));
    expect(await store.case(caseId(PAGE))).toMatchObject({ changed: null, seen: { level: 'none' } });
  });

  it('bring a case back whose key makes what a list names now', async () => {
    await dismissed(PAGE, [seenItem(ZPUB, { keys: [], level: 'none', lists: [] })]);
    const background = await start();
    body = `${HEADER}\n${FIRST_CHILD},Example Front,Example Authority,official\n`;
    await background.ask({ type: 'lists.add', url: LIST });
    await vi.waitFor(async () => expect(await again()).toHaveLength(1), { timeout: 10_000 });
    expect(await store.case(caseId(PAGE))).toMatchObject({ changed: { after: 'derived' } });
  });

  it('leave a key beyond the first of a case as it was', async () => {
    const root = HDKey.fromMasterSeed(new Uint8Array(32).fill(7));
    const before = Array.from({ length: MAX_PAGE_KEYS }, (_, n) =>
      seenItem(`pkh(${toHex(root.deriveChild(n).publicKey ?? new Uint8Array())})`, {
        keys: [],
        level: 'none',
        lists: [],
      }),
    );
    await dismissed(PAGE, [
      ...before,
      seenItem(ZPUB, { keys: [], level: 'none', lists: [] }),
      wallet('none'),
    ]);
    const background = await start();
    body = `${LISTED}${FIRST_CHILD},Example Front,Example Authority,official\n`;
    await background.ask({ type: 'lists.add', url: LIST });
    await vi.waitFor(async () => expect(await again()).toHaveLength(1), { timeout: 10_000 });
    const { seen } = (await store.case(caseId(PAGE))) ?? {};
    expect(seen?.items.find(({ text }) => text === ZPUB)).toMatchObject({ level: 'none' });
  });

  it('close the store that could not be worked with, and come back once there is another', async () => {
    await dismissed(PAGE, [wallet('none')]);
    let closed = 0;
    disk.store = {
      ...store,
      cases: async () => {
        throw new DOMException('closed', 'InvalidStateError');
      },
      close: () => void closed++,
    };
    const background = await start();
    await vi.waitFor(() => expect(closed).toBe(1));
    disk.store = store;
    body = LISTED;
    await background.ask({ type: 'lists.add', url: LIST });
    await vi.waitFor(async () => expect(await again()).toHaveLength(1));
    expect(closed).toBe(1);
  });

  it('bring a case back whose page a list names now', async () => {
    await dismissed(PAGE, []);
    const background = await start();
    body = `${HEADER}\nrelief.example,Example Front,Example Authority,official\n`;
    await background.ask({ type: 'lists.add', url: LIST });
    await vi.waitFor(async () => expect(await again()).toHaveLength(1));
    expect(await store.case(caseId(PAGE))).toMatchObject({
      seen: {
        level: 'listed',
        items: [{ kind: 'host', text: 'relief.example', keys: ['host:relief.example'] }],
      },
    });
  });

  it('leave care that the page itself gave reason for as it was seen', async () => {
    await dismissed(PAGE, [wallet('caution')]);
    await dismissed(OTHER, []);
    const background = await start();
    body = `${HEADER}\nschool.example,Example Front,Example Authority,official\n`;
    await background.ask({ type: 'lists.add', url: LIST });
    await vi.waitFor(async () => expect(await again()).toHaveLength(1));
    expect(await store.case(caseId(OTHER))).toMatchObject({ changed: { after: 'listed' } });
    expect(await store.case(caseId(PAGE))).toMatchObject({ changed: null });
    expect(await store.case(caseId(PAGE))).toMatchObject({ seen: { level: 'caution' } });
  });

  it('are left alone where nobody reviews, and while another day is judged for', async () => {
    await dismissed(PAGE, [wallet('none')]);
    body = LISTED;
    const nobody = await start('');
    await nobody.ask({ type: 'lists.add', url: LIST });
    await settle();
    expect(await again()).toEqual([]);
    const somebody = await start();
    await somebody.ask({ type: 'settings.asOf', date: '2020-01-01' });
    await somebody.ask({ type: 'lists.add', url: LIST });
    await settle();
    expect(await again()).toEqual([]);
  });
});

it('lets the next run open the store anew, where this one found it closed', async () => {
  const local = sessionArea();
  local.items.set('settings.review', { reviewer: 'Ada' });
  const failed: unknown[] = [];
  const closed = {
    store: {
      ...memoryStore(),
      cases: async () => {
        throw new DOMException('closed', 'InvalidStateError');
      },
    },
    changes: createChanges(channels()),
  };
  const judgeCases = createJudgeCases({
    open: async () => closed,
    again: (opened) => void failed.push(opened),
    settings: createSettings(sessionArea(), local),
    watchlist: createWatchlist(createMemoryStore),
    area: sessionArea(),
    lock: (_name, work) => work(),
    now: Date.now,
  });
  await judgeCases();
  expect(failed).toEqual([closed]);
});

it('accuses nobody by an order that ended, by the clock or by the day of its list', async () => {
  const { watchlist, put } = createWatched();
  const item = seenItem(WALLET, { chain: 'ethereum', keys: [], level: 'none' });
  const levelIn = async (year: number) =>
    (await judgeSeen(seen({ items: [item] }), watchlist, Date.UTC(year, 4, 1)))?.items[0]?.level;
  // The list is of 20 November 2026.
  await put(entry(WALLET, { claims: [claim({ validUntil: '2028-01-01' })] }));
  expect([await levelIn(2027), await levelIn(2028), await levelIn(2031)]).toEqual([
    'listed',
    'delisted',
    'delisted',
  ]);
  await put(entry(WALLET, { claims: [claim({ validUntil: '2026-11-01' })] }));
  expect(await levelIn(2026)).toBe('delisted');
});

it('tells what imitates a charity by the day of the list that names it', async () => {
  const { watchlist, put } = createWatched();
  const claims = [claim({ stance: 'verified', listed: '2026-11-01' })];
  await put(entry(WALLET, { claims }), entry('charlty.example', { kind: 'domain', claims }));
  const like = `${WALLET.slice(0, 6)}00112233445566778899aabbccddeeff${WALLET.slice(-4)}`;
  const item = seenItem(like, { chain: 'ethereum', keys: [], level: 'none' });
  const behind = Date.UTC(2026, 0, 1);
  expect((await judgeSeen(seen({ items: [item] }), watchlist, behind))?.items[0]?.level).toBe('lookalike');
  const page = seen({ items: [], finalUrl: 'https://charity.example/' });
  expect((await judgeSeen(page, watchlist, behind))?.level).toBe('lookalike');
});
