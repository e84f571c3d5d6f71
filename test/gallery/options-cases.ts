import type { OptionsActions } from '#components/Options.tsx';
import { type ChoicesView, DEFAULT_CHOICES } from '#lib/core/choices.ts';
import type { ListState, ListsView, ListView, OfferView, Reply } from '#lib/core/lists.ts';
import type { ActProblem, PolicyProblem } from '#lib/core/problems.ts';
import type { Failure } from '#lib/core/result.ts';
import type { SettingsPreview } from '#lib/core/saved-lists.ts';
import CATALOGUE from '#lib/feed/catalogue.json' with { type: 'json' };

/** One state of the options page. `press`: what the person presses then, one after the other. */
export interface OptionsCase {
  lists: ListsView | 'never' | 'fails';
  choices?: ChoicesView;
  /** How adding a list fails. */
  problem?: Failure<ActProblem>;
  /** What becomes of a file of settings that is read. */
  settings?: Reply<SettingsPreview>;
  press?: string[];
}

function makeList(state: ListState, changes: Partial<ListView> = {}): ListView {
  return {
    id: `remote:${state}`,
    title: `Example list, ${state}`,
    publisher: 'Example Watch',
    licence: 'CC BY 4.0',
    homepage: 'https://watch.example/about',
    origin: 'remote',
    url: `https://watch.example/lists/${state}.csv`,
    format: 'csv',
    enabled: true,
    state,
    fetched: null,
    covers: null,
    replacedBy: null,
    managed: false,
    locked: false,
    removable: true,
    version: '2025-11-19',
    date: '2025-11-19',
    entries: 1_884,
    bytes: 412_000,
    sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    content: '',
    lapsed: null,
    faultyDelta: null,
    lastSuccess: '2025-11-20T06:00:00Z',
    lastTry: '2025-11-20T06:00:00Z',
    nextTry: '2025-11-21T06:00:00Z',
    lastError: null,
    refused: 0,
    refusals: [],
    ...changes,
  };
}

const bundled = makeList('current', {
  id: 'bundled:ofac-sdn',
  title: 'OFAC sanctions list (SDN)',
  publisher: 'US Treasury OFAC',
  licence: 'Public domain (work of the US Government, 17 USC 105)',
  origin: 'bundled',
  url: null,
  covers: 'ofac_sdn_bundled',
  removable: false,
  nextTry: null,
});
const fromTreasury = makeList('current', {
  id: 'catalogue:ofac-sdn',
  title: 'OFAC sanctions list, straight from the US Treasury',
  publisher: 'US Treasury OFAC',
  covers: 'ofac-sdn',
  removable: false,
});
const fromFile = makeList('current', {
  id: 'file:cases',
  title: 'our-cases-2025-with-a-rather-long-name-that-somebody-chose.csv',
  publisher: '',
  licence: '',
  homepage: null,
  origin: 'file',
  url: null,
  nextTry: null,
  refused: 31,
  refusals: [
    { where: 'line 4', value: 'not-an-address', reason: 'bad-address' },
    { where: 'line 9', value: '0xE950DC316b836e4EeFb8308bf32Bf7C72a1358FF0', reason: 'bad-address' },
    { where: 'line 12', value: 'x.com', reason: 'shared-host' },
  ],
});
/** What exactly went wrong, and every form of where something stood. */
const inDetail = makeList('failed', {
  id: 'catalogue:ofac-sdn',
  title: 'OFAC sanctions list, straight from the US Treasury',
  publisher: 'US Treasury OFAC',
  licence: 'Public domain (work of the US Government, 17 USC 105)',
  covers: 'ofac-sdn',
  removable: false,
  lastError: {
    code: 'redirected',
    message: 'The server sent us on to files.example. Add that address if you trust it.',
    detail: { code: 'server', params: { server: 'files.example' } },
  },
  refused: 31,
  refusals: [
    { where: 'line 1204', value: 'not-an-address', reason: 'bad-address' },
    { where: 'tag 9', value: '0xE950DC316b836e4EeFb8308bf32Bf7C72a1358FF0', reason: 'bad-address' },
    { where: 'front.example 12', value: 'x.com', reason: 'bad-address' },
    { where: 'change of 1763280000', value: 'bc1q', reason: 'bad-address' },
    { where: 'sdn:47635/feature:70190', value: '', reason: 'bad-address' },
  ],
});
const offers: OfferView[] = CATALOGUE.filter(({ isDefault }) => !isDefault).map(
  ({ id, title, publisher, licence, homepage, url }) => ({
    ...{ id, title, publisher, licence, homepage, url },
    covers: id,
  }),
);

const view = (lists: ListView[], changes: Partial<ListsView> = {}): ListsView => ({
  lists,
  offers: offers.slice(0, 1),
  policy: { usersMayAddLists: true, problems: [], remembered: null },
  memoryOnly: false,
  asOf: null,
  remembers: true,
  ...changes,
});
/** All that may be wrong in an organisation's settings. */
const policyProblems: PolicyProblem[] = [
  { code: 'not-a-list', params: { where: 'lists', type: 'string' } },
  { code: 'too-many', params: { where: 'states', limit: '50' } },
  { code: 'not-an-item', params: { where: 'states[0]', type: 'null' } },
  { code: 'missing', params: { where: 'states[1].on', part: 'states[1]' } },
  { code: 'not-text', params: { where: 'lists[2].url', type: 'number', part: 'lists[2]' } },
  { code: 'not-true-or-false', params: { where: 'states[2].locked', type: 'string', part: 'states[2]' } },
  { code: 'bad-url', params: { where: 'lists[3].url', part: 'lists[3]' } },
  { code: 'too-long', params: { where: 'lists[4].url', limit: '4096', part: 'lists[4]' } },
  { code: 'empty', params: { where: 'states[3].id', part: 'states[3]' } },
  {
    code: 'unknown-name',
    params: { where: 'a-name-that-nobody-knows-and-that-is-longer-than-a-line', part: 'lists[5]' },
  },
  { code: 'no-such-list', params: { where: 'states', id: 'bundled:a-list-that-is-not-here/' } },
];
const choices = (changes: Partial<ChoicesView['choices']> = {}, granted: ChoicesView['granted'] = 'all') => ({
  choices: { ...DEFAULT_CHOICES, ...changes },
  granted,
});
const usual = view([bundled, fromTreasury, fromFile]);
/** Where it is not the lists that matter. */
const few = view([bundled], { offers: [] });
const removable = '[aria-label*="long-name"]:not(.mover):not(input)';

export const OPTIONS_CASES: Record<string, OptionsCase> = {
  usual: { lists: { ...usual, offers } },
  'first-run': { lists: few, choices: choices({}, 'none') },
  'some-sites': { lists: few, choices: choices({ mode: 'donations', marks: ['lookalike'] }, 'some') },
  chosen: {
    lists: view([bundled], { remembers: false }),
    choices: choices({
      mode: 'click',
      paused: ['news.example', 'a-long-name-of-a-site-that-somebody-has-paused-on.charity.example'],
      marks: [],
      language: 'ar',
      appearance: 'dark',
    }),
  },
  'list-states': {
    lists: view([
      makeList('fetching', { fetched: 5_300_000 }),
      makeList('off', { enabled: false, date: null, entries: 0 }),
      makeList('held-back', { lastError: { code: 'held-back', message: '', counts: [1884, 1200, 3] } }),
      makeList('alarm', {
        lastError: { code: 'alarm-rollback', message: 'Version 3 came after version 4.' },
      }),
      makeList('failed', { lastError: { code: 'offline', message: 'TypeError: Failed to fetch' } }),
      makeList('never', { date: null, entries: 0, lastSuccess: null, lastTry: null, nextTry: null }),
      makeList('stale', { date: '2025-09-01', faultyDelta: 'lists/example/2f1c.almsdiff.gz' }),
      makeList('stale', {
        id: 'remote:lapsed',
        title: 'Example feed',
        lapsed: '2025-11-18T00:00:00Z',
      }),
      makeList('current', { id: 'remote:old', title: 'Example copy', replacedBy: 'Example list, current' }),
    ]),
  },
  'list-details': {
    lists: view([inDetail], { offers: [] }),
    press: [
      '.list > details:nth-of-type(1) > summary',
      '.list > details:nth-of-type(2) > summary',
      '.reason > summary',
    ],
  },
  'no-lists': { lists: view([], { offers: [] }) },
  'memory-only': { lists: view([bundled], { memoryOnly: true, asOf: '2024-05-01' }) },
  'managed-some': {
    lists: view([
      bundled,
      makeList('current', { managed: true, locked: true, removable: false, title: 'Our own list' }),
    ]),
  },
  'managed-all': {
    lists: view([makeList('off', { managed: true, locked: true, removable: false, enabled: false })], {
      policy: {
        usersMayAddLists: false,
        problems: policyProblems,
        remembered: { toldOn: '2026-11-20', until: '2026-12-20' },
      },
    }),
  },
  'remove-asked': { lists: view([fromFile], { offers: [] }), press: [removable] },
  'add-nothing': { lists: few, press: ['#add-url ~ button'] },
  'add-no-file': { lists: few, press: ['#add-file ~ button'] },
  'add-failed': {
    lists: view([bundled]),
    problem: { code: 'internal', message: 'The server answered with 500.' },
    press: ['.offer button'],
  },
  'settings-read': {
    lists: few,
    settings: {
      ok: true,
      value: {
        text: '{}',
        adds: [{ title: 'Example Watch', url: 'https://watch.example/lists/current.csv' }],
        offs: ['OFAC SDN List'],
        unknown: ['A list of a newer version'],
        asks: ['https://watch.example/lists/current.csv'],
      },
    },
  },
  'settings-refused': {
    lists: few,
    settings: { ok: false, error: { code: 'bad-setting', message: 'appearance' } },
  },
  loading: { lists: 'never' },
  error: { lists: 'fails' },
};

const answered = async <T>(value: T) => ({ ok: true as const, value });

/** What the page asks for, answered from the case; its buttons do nothing else. */
export function optionsActionsOf({
  lists,
  choices: chosen = choices(),
  problem,
  settings,
}: OptionsCase): OptionsActions {
  const [first = fromFile] = usual.lists;
  const added = async (): Promise<Reply<ListView>> =>
    problem ? { ok: false, error: problem } : answered(first);
  return {
    version: '0.1.0',
    shortcuts: async () => [
      { command: '_execute_action', keys: 'Alt+Shift+G' },
      { command: 'check-page', keys: '' },
      { command: 'next-finding', keys: 'Alt+Shift+F' },
      { command: 'check-selection', keys: 'Ctrl+Shift+9' },
    ],
    choices: async () => chosen,
    choose: () => answered(chosen),
    grant: async () => chosen,
    resume: () => answered(chosen),
    get: () => {
      if (lists === 'never') return new Promise(() => undefined);
      return lists === 'fails' ? Promise.reject(new Error('no answer')) : Promise.resolve(lists);
    },
    refresh: () => answered(usual),
    add: added,
    importFile: added,
    enable: () => answered(null),
    remove: () => answered(null),
    subscribe: added,
    move: () => answered(null),
    asOf: () => answered(null),
    remembers: () => answered(null),
    forget: () => answered(null),
    exportSettings: () => answered(null),
    readSettings: async () => settings ?? answered({ text: '{}', adds: [], offs: [], unknown: [], asks: [] }),
    importSettings: () => answered(chosen),
    openIntroduction: () => undefined,
  };
}
