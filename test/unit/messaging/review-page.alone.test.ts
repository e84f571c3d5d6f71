import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageActions } from '#lib/core/review-page.ts';
import type { ReviewSharing } from '#lib/core/review-sharing.ts';
import { ANY_CASE } from '#lib/core/review-views.ts';
import { createReviewPage } from '#lib/messaging/review-page.ts';
import { caseId } from '#lib/review/case-id.ts';
import { openReview } from '#lib/review/db.ts';
import { watchCases } from '#lib/review/live.ts';
import { openWorkspace } from '#lib/review/open.ts';
import type { ReviewStore } from '#lib/review/store.ts';
import { createSettings } from '#lib/settings.ts';
import { quickTime } from '../../support/http-server.ts';
import { startMisp } from '../../support/misp-server.ts';
import { ADD, CASE, decide, minute, workspace } from '../../support/review-acts.ts';
import { seedFile, seedUrl } from '../../support/review-seed.ts';
import { channels } from '../../support/review-space.ts';
import { sessionArea } from '../../support/session-area.ts';

const stores: ReviewStore[] = [];
let databases = 0;

/** The page of one reviewer, with storage of its own. */
async function desk(reviewer: string, time: Partial<ReturnType<typeof quickTime>> = {}) {
  const local = sessionArea();
  local.items.set('settings.review', { reviewer });
  const settings = createSettings(sessionArea(), local);
  const saved: { name: string; text: string; type: string }[] = [];
  const asked: string[][] = [];
  const may = { reach: true };
  const opened = await openWorkspace({
    openStore: () => openReview(`review-page-${++databases}`),
    channel: channels(),
  });
  stores.push(opened.store);
  const actions = createReviewPage({
    opened,
    live: await watchCases(opened.store, opened.changes),
    settings,
    choices: await settings.review(),
    sharing: await settings.sharing(),
    onChoices: () => undefined,
    collecting: { hasMissed: async () => false },
    onMissed: () => undefined,
    isLasting: false,
    persist: async () => {
      asked.push(['persist']);
      return true;
    },
    tabs: async () => [],
    show: () => 'blob:picture',
    titles: async () => new Map([['ofac-sdn', 'OFAC']]),
    async allow(origins) {
      asked.push(origins);
      return may.reach;
    },
    openPage: async () => null,
    fetch,
    ...quickTime(),
    ...time,
    extension: '1.0.0',
    drafts: { getItem: () => null, setItem: () => undefined, removeItem: () => undefined },
    give: (name, text, type) => saved.push({ name, text, type }),
  });
  return { actions, opened, settings, local, saved, asked, may };
}

function file(text: string): File {
  return new File([text], 'workspace.json');
}
const taken = async (actions: PageActions) =>
  new Promise<void>((done) => {
    const end = actions.subscribe(() => {
      end();
      done();
    });
  });

afterEach(() => {
  for (const store of stores.splice(0)) store.close();
});

describe('merging', () => {
  it('tells what is new, and whose decisions differ, and every view hears of it', async () => {
    const { actions } = await desk('Bo');
    const own = seedFile({ cases: 3, device: 'bo', reviewer: 'Bo', state: 'dismissed' });
    expect(await actions.merge(file(own))).toMatchObject({
      ok: true,
      value: { added: { length: 3 }, changed: [], conflicts: [], reviewers: ['Bo'] },
    });
    await taken(actions);
    expect(actions.all()).toHaveLength(3);
    const other = seedFile({ cases: 5 });
    const conflict = (i: number) => ({ id: caseId(seedUrl(i)), isNew: true });
    const merged = await actions.merge(file(other));
    expect(merged).toMatchObject({
      ok: true,
      value: { added: { length: 2 }, changed: { length: 3 }, reviewers: ['Ada Lovelace'] },
    });
    // The first was confirmed by the other; the second dismissed by both; the third the other has not decided.
    expect(merged.ok && merged.value.conflicts).toEqual([conflict(0)]);
    expect(await actions.merge(file(other))).toMatchObject({
      ok: true,
      value: { lines: 0, added: [], changed: [], conflicts: [] },
    });
  });

  it('refuses a file whose chain does not hold, with what its sentence names', async () => {
    const { actions } = await desk('Bo');
    const changed = seedFile({ cases: 2 }).replace('Ada Lovelace', 'Eve Lovelace');
    expect(await actions.merge(file(changed))).toEqual({
      ok: false,
      problem: 'broken-chain',
      params: ['Eve Lovelace', '1'],
    });
    expect(await actions.merge(file('{}'))).toEqual({ ok: false, problem: 'not-a-workspace', params: [] });
    expect(await actions.log()).toEqual([]);
  });
});

describe('bringing a file', () => {
  const CSV = 'url,title\nhttps://a.example/,Für alle';
  const latin = Uint8Array.from(CSV, (char) => char.charCodeAt(0));
  const utf16 = Uint16Array.from(`\ufeff${CSV}`, (char) => char.charCodeAt(0));
  it.each([
    ['as today', new TextEncoder().encode(CSV)],
    ['as before it, on Windows', latin],
    ['as Excel writes "Unicode text"', new Uint8Array(utf16.buffer)],
  ])('reads it however its characters are written: %s', async (_how, bytes) => {
    const { actions } = await desk('Ada');
    expect(await actions.bringFile(new File([bytes], 'a.csv'))).toMatchObject({
      ok: true,
      from: 'file',
      intake: { rows: [{ url: 'https://a.example/', title: 'Für alle' }] },
    });
  });

  it('refuses what is no text', async () => {
    const { actions } = await desk('Ada');
    const told = await actions.bringFile(new File([new Uint8Array([1, 0, 2])], 'a.csv'));
    expect(told).toEqual({ ok: false, problem: 'not-text' });
  });
});

it('tells what was done in the order in which it counts, whatever two clocks say', async () => {
  const { actions, opened } = await desk('Ada');
  const [ada, bea] = [workspace('ada', 'Ada'), workspace('bea', 'Bea')];
  const other = caseId(seedUrl(1));
  ada.act(minute(30), ADD);
  const asked = ada.act(minute(40), decide('second-opinion'));
  // Her clock is behind: what she did on another page before that stands before it, what she did after it does not.
  bea.act(minute(5), { ...ADD, url: seedUrl(1) } as typeof ADD, { case: other });
  bea.act(minute(10), decide('dismissed', [asked]));
  bea.act(minute(20), { type: 'note', text: 'Later' }, { case: other });
  ada.act(minute(50), { type: 'note', text: 'Thanks' });
  await opened.store.merge([...bea.lines, ...ada.lines]);
  const ids = (lines: { id: string }[]) => lines.map(({ id }) => id);
  expect(ids(await actions.linesOf(CASE))).toEqual(['ada-1', 'ada-2', 'bea-2', 'ada-3']);
  expect(ids(await actions.log()).reverse()).toEqual(['bea-1', 'ada-1', 'ada-2', 'bea-2', 'bea-3', 'ada-3']);
});

it('keeps how the list of its reviewer begins, when nothing has changed for a while', async () => {
  const waits: (() => void)[] = [];
  const { actions, opened } = await desk('Ada', { wait: () => new Promise((done) => waits.push(done)) });
  const keepFirst = vi.spyOn(opened.store, 'keepFirst');
  const pass = () => {
    for (const done of waits.splice(0)) done();
  };
  const ids = () => actions.find(ANY_CASE).map(({ id }) => id);
  const kept = async () => (await opened.store.first('Ada'))?.map(({ id }) => id);
  const rows = [3, 1, 2].map((n) => ({ line: n, url: seedUrl(n), title: '', note: '' }));
  await actions.add(rows, 'paste');
  const [, second] = actions.all();
  await actions.note(second?.id ?? '', 'Seen before');
  expect(await kept()).toBeUndefined();
  pass();
  await vi.waitFor(async () => expect(await kept()).toEqual(ids()));
  expect(keepFirst).toHaveBeenCalledOnce();
  if (second) await actions.decide(second, 'in-review', null);
  pass();
  await vi.waitFor(async () => expect(await kept()).toEqual(ids()));
  expect(ids()[0]).toBe(second?.id);
});

it('asks the browser to keep the workspace for good once somebody says who they are', async () => {
  const { actions, asked } = await desk('');
  await actions.setChoices({ keys: false });
  expect(asked).toEqual([]);
  await actions.setChoices({ reviewer: 'Bo' });
  expect(asked).toEqual([['persist']]);
});

describe('exporting', () => {
  it('gives a file that another takes in whole, and never a key', async () => {
    const one = await desk('Bo');
    await one.actions.setSharing({ misp: { url: 'https://misp.example', key: 'key-of-the-team' } });
    await one.actions.merge(file(seedFile({ cases: 4 })));
    expect(await one.actions.save('json', [], true)).toEqual({ ok: true });
    const [exported] = one.saved;
    expect(exported?.text).not.toContain('key-of-the-team');
    expect(await one.settings.exportFile([])).not.toContain('key-of-the-team');
    const other = await desk('Cy');
    expect(await other.actions.merge(file(exported?.text ?? ''))).toMatchObject({
      value: { added: { length: 4 } },
    });
    expect(await other.opened.store.cases()).toEqual(await one.opened.store.cases());
  });

  it('writes tables and bundles of the cases that are asked for only', async () => {
    const { actions, saved } = await desk('Bo');
    await actions.merge(file(seedFile({ cases: 4 })));
    await taken(actions);
    await actions.setSharing({ team: 'Example Desk' });
    const some = actions.all().filter(({ id }) => id === caseId(seedUrl(0)));
    for (const format of ['csv', 'stix', 'misp'] as const) await actions.save(format, some, false);
    expect(saved.map(({ name, type }) => [name.replace(/[\d-]+(?=[.]|-stix|-misp)/, '*'), type])).toEqual([
      ['almsguard-review*.csv', 'text/csv'],
      ['almsguard-review*-stix.json', 'application/json'],
      ['almsguard-review*-misp.json', 'application/json'],
    ]);
    for (const { text } of saved) {
      expect(text).toContain(seedUrl(0));
      expect(text).not.toContain(seedUrl(1));
    }
  });
});

it('says whether the log holds, and where it does not', async () => {
  const { actions, opened } = await desk('Bo');
  await actions.merge(file(seedFile({ cases: 2 })));
  expect(await actions.verify()).toEqual({ ok: true, lines: (await actions.log()).length, workspaces: 1 });
  const [first] = await opened.store.log();
  if (!first) throw new Error('The log is empty');
  await opened.store.merge([{ ...first, id: 'forged', device: 'other', reviewer: 'Eve' }]);
  expect(await actions.verify()).toEqual({ ok: false, reviewer: 'Eve', device: 'other', seq: 1 });
});

describe('passing on', () => {
  let server: Awaited<ReturnType<typeof startMisp>>;
  beforeEach(async () => {
    server = await startMisp();
  });
  afterEach(() => server.close());

  async function ready(more: Partial<ReviewSharing> = {}) {
    const one = await desk('Bo');
    await one.actions.merge(file(seedFile({ cases: 2 })));
    await taken(one.actions);
    await one.actions.setSharing({
      team: 'Example Desk',
      misp: { url: server.url, key: server.key },
      ...more,
    });
    return one;
  }

  it('asks for the one host, sends each case once, and remembers it over a new start', async () => {
    const { actions, asked, opened } = await ready();
    expect(await actions.push('misp', actions.all())).toEqual({ sent: 2, kept: 0, problem: null });
    expect(asked).toEqual([['http://127.0.0.1/*']]);
    expect(await actions.push('misp', actions.all())).toEqual({ sent: 0, kept: 2, problem: null });
    expect(server.events.size).toBe(2);
    expect((await opened.store.receipts()).map(({ target }) => target)).toEqual([server.url, server.url]);
  });

  it('sends nothing where the person allows nothing, or no server is known', async () => {
    const { actions, may } = await ready();
    may.reach = false;
    expect(await actions.push('misp', actions.all())).toMatchObject({ problem: { code: 'no-permission' } });
    expect(await actions.push('taxii', actions.all())).toMatchObject({ problem: { code: 'bad-url' } });
    expect(server.asked).toEqual([]);
  });

  it('keeps what it takes to reach a server only where it can be used', async () => {
    const { settings } = await desk('Bo');
    await settings.setSharing({ misp: { url: 'http://misp.example', key: 'k' } });
    expect((await settings.sharing()).misp).toBeNull();
    await settings.setSharing({ misp: { url: 'https://misp.example', key: 'with\nbreak' } });
    expect((await settings.sharing()).misp).toBeNull();
    await settings.setSharing({ team: ' Desk ', misp: { url: 'https://misp.example', key: 'k' } });
    expect(await settings.sharing()).toMatchObject({ team: 'Desk', misp: { key: 'k' }, tlp: 'amber' });
  });
});
