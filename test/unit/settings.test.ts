import { describe, expect, it } from 'vitest';
import { DEFAULT_CHOICES, isPaused, pausableHost } from '#lib/core/choices.ts';
import {
  MAX_NAME_CHARS,
  MAX_PAUSED_SITES,
  MAX_SAVED_LISTS,
  MAX_SETTINGS_CHARS,
  MAX_URL_CHARS,
} from '#lib/core/limits.ts';
import { REVIEW_KEY } from '#lib/core/review-choices.ts';
import type { SavedList } from '#lib/core/saved-lists.ts';
import { BUILT_IN } from '#lib/review/reasons.ts';
import { createSettings, readSettings } from '#lib/settings.ts';
import { sessionArea } from '../support/session-area.ts';

const make = (area = sessionArea()) => ({ area, settings: createSettings(sessionArea(), area) });
const OTHERS = {
  mode: 'donations',
  paused: ['a.example', 'xn--bcher-kva.example', '[::1]', 'localhost'],
  marks: ['lookalike'],
  language: 'en',
  appearance: 'dark',
} as const;
const file = (settings: object, over: object = {}) =>
  JSON.stringify({ kind: 'almsguard-settings', version: 2, settings, lists: LISTS, ...over });
const LISTS: SavedList[] = [
  { kind: 'url', url: 'https://lists.example/a.csv', enabled: true, label: 'Mine' },
  { kind: 'offer', id: 'ofac-sdn', enabled: false, label: 'OFAC' },
  { kind: 'bundled', id: 'ofac-sdn', enabled: true, label: 'OFAC, as it came' },
];
const withList = (over: object) => file(whole, { lists: [LISTS[1], { ...LISTS[0], ...over }] });
const whole = { ...OTHERS, remembers: true };

describe('choices', () => {
  it('are those of the first start until something is chosen', async () => {
    expect(await make().settings.choices()).toEqual(DEFAULT_CHOICES);
  });

  it('change one by one', async () => {
    const { settings } = make();
    await settings.setChoices({ mode: 'click' });
    await settings.setChoices({ appearance: 'dark' });
    expect(await settings.choices()).toEqual({ ...DEFAULT_CHOICES, mode: 'click', appearance: 'dark' });
  });

  it('lose what another version wrote otherwise, and nothing else', async () => {
    const { area, settings } = make();
    await area.set({ 'settings.choices': { ...OTHERS, mode: 'psychic', paused: 'all of them' } });
    expect(await settings.choices()).toEqual({ ...OTHERS, mode: 'all', paused: [] });
    await area.set({ 'settings.choices': 'nonsense' });
    expect(await settings.choices()).toEqual(DEFAULT_CHOICES);
  });

  it('are those of the first start where the browser stores nothing', async () => {
    const refusing = { ...sessionArea(), get: () => Promise.reject(new Error('refused')) };
    expect(await createSettings(sessionArea(), refusing).choices()).toEqual(DEFAULT_CHOICES);
  });
});

describe('a file of settings', () => {
  it('brings all of them back, and leaves what it does not hold as it was', async () => {
    const from = make();
    await from.settings.setChoices({ ...OTHERS, paused: [...OTHERS.paused], marks: [...OTHERS.marks] });
    await from.settings.setRemembers(false);
    const text = await from.settings.exportFile(LISTS);
    const to = make();
    await to.settings.setAppliedStates(['kept']);
    const read = readSettings(text);
    if (!read.ok) throw new Error(read.error.message);
    await to.settings.takeOver(read.value.settings);
    expect(await to.settings.choices()).toEqual(OTHERS);
    expect(await to.settings.remembers()).toBe(false);
    expect(await to.settings.appliedStates()).toEqual(['kept']);
    expect(await to.settings.exportFile(LISTS)).toBe(text);
  });

  it('holds the choices and nothing else that is stored', async () => {
    const { area, settings } = make();
    await area.set({ visits: { salt: 'secret' }, 'settings.choices': { ...OTHERS, surplus: 'secret' } });
    const text = await settings.exportFile(LISTS);
    expect(text).not.toContain('secret');
    expect(JSON.parse(text)).toEqual({
      kind: 'almsguard-settings',
      version: 2,
      settings: { ...OTHERS, remembers: true },
      lists: LISTS,
    });
  });

  it('of the first version held no lists', () => {
    const old = JSON.stringify({ kind: 'almsguard-settings', version: 1, settings: whole });
    expect(readSettings(old)).toEqual({
      ok: true,
      value: expect.objectContaining({ settings: whole, lists: [] }),
    });
    expect(readSettings(file(whole, { version: 1 }))).toMatchObject({
      ok: false,
      error: { message: 'lists' },
    });
  });

  it.each([
    ['no JSON', '{', 'not-settings', /./],
    ['another file', '{"version":1}', 'not-settings', /./],
    ['no object', '[]', 'not-settings', /./],
    ['a list', 'kind,value\naddress,x\n', 'not-settings', /./],
    ['a newer version', file(whole, { version: 3 }), 'newer-settings', /^3$/],
    ['a missing setting', file({ ...whole, mode: undefined }), 'bad-setting', /^mode$/],
    ['a wrong value', file({ ...whole, appearance: 'pink' }), 'bad-setting', /^appearance$/],
    [
      'a wrong host',
      file({ ...whole, paused: ['a.example', 'https://b.example/'] }),
      'bad-setting',
      /^paused\.1$/,
    ],
    ['a host with a port', file({ ...whole, paused: ['a.example:80'] }), 'bad-setting', /^paused\.0$/],
    ['every host', file({ ...whole, paused: ['*'] }), 'bad-setting', /^paused\.0$/],
    ['a host in capitals', file({ ...whole, paused: ['A.example'] }), 'bad-setting', /^paused\.0$/],
    ['a language that is not shipped', file({ ...whole, language: 'tlh' }), 'bad-setting', /^language$/],
    ['a setting that is none', file({ ...whole, __proto: 1 }), 'bad-setting', /^__proto$/],
    ['more beside the settings', file(whole, { visits: [] }), 'bad-setting', /^visits$/],
    ['no lists', file(whole, { lists: undefined }), 'bad-setting', /^lists$/],
    ['a list of another kind', withList({ kind: 'file' }), 'bad-setting', /^lists\.1\.kind$/],
    ['a list at a script', withList({ url: 'javascript:alert(1)' }), 'bad-setting', /^lists\.1\.url$/],
    [
      'a list without encryption',
      withList({ url: 'http://lists.example/' }),
      'bad-setting',
      /^lists\.1\.url$/,
    ],
    [
      'a list at an endless address',
      withList({ url: `https://a/${'a'.repeat(9e3)}` }),
      'bad-setting',
      /url$/,
    ],
    ['a list without a state', withList({ enabled: 1 }), 'bad-setting', /^lists\.1\.enabled$/],
    ['a list with entries', withList({ entries: [] }), 'bad-setting', /^lists\.1\.entries$/],
    [
      'an offer that is none',
      file(whole, { lists: [{ ...LISTS[1], id: '__proto__' }] }),
      'bad-setting',
      /^lists\.0\.id$/,
    ],
    [
      'one list twice',
      file(whole, { lists: [LISTS[0], { ...LISTS[0], url: 'https://LISTS.example/a.csv', enabled: false }] }),
      'bad-setting',
      /^lists$/,
    ],
    [
      'too many lists',
      file(whole, {
        lists: Array.from({ length: MAX_SAVED_LISTS + 1 }, (_, n) => ({ ...LISTS[1], id: `l${n}` })),
      }),
      'bad-setting',
      /^lists$/,
    ],
    [
      'too many sites',
      file({ ...whole, paused: Array.from({ length: MAX_PAUSED_SITES + 1 }, (_, i) => `h${i}.example`) }),
      'bad-setting',
      /^paused$/,
    ],
    ['too large', ' '.repeat(MAX_SETTINGS_CHARS + 1), 'settings-too-large', /./],
  ])('%s is refused whole', (_what, text, code, message) => {
    expect(readSettings(text)).toEqual({
      ok: false,
      error: { code, message: expect.stringMatching(message) },
    });
  });

  it('with every paused site and list of the longest name is small enough', async () => {
    const label = 'a'.repeat(60);
    const paused = Array.from(
      { length: MAX_PAUSED_SITES },
      (_, i) => `${i + 100}.${label}.${label}.${label}.${label}`,
    );
    const lists = Array.from({ length: MAX_SAVED_LISTS }, (_, n) => ({
      kind: 'url' as const,
      url: `https://lists.example/${n}`.padEnd(MAX_URL_CHARS, 'a'),
      enabled: true,
      label: '\\"'.repeat(MAX_NAME_CHARS / 2),
    }));
    const { settings } = make();
    const read = readSettings(file({ ...whole, paused }, { lists }));
    if (!read.ok) throw new Error(read.error.message);
    await settings.takeOver(read.value.settings);
    expect(readSettings(await settings.exportFile(lists))).toMatchObject({ ok: true });
  });
});

describe('the host of a page', () => {
  it.each([
    ['https://Give.Example:8443/a?b#c', 'give.example'],
    ['http://bücher.example/', 'xn--bcher-kva.example'],
    ['http://[::1]/', '[::1]'],
    ['file:///home/me/page.html', null],
    ['chrome://extensions/', null],
    ['about:blank', null],
    ['', null],
  ])('%s is paused as %s', (url, host) => {
    expect(pausableHost(url)).toBe(host);
  });

  it('is that host, and none above or below it', () => {
    const choices = { paused: ['give.example'] };
    expect(isPaused('https://give.example/a', choices)).toBe(true);
    expect(isPaused('https://www.give.example/a', choices)).toBe(false);
    expect(isPaused('https://example/', choices)).toBe(false);
    expect(isPaused('', choices)).toBe(false);
  });
});

describe('what a reviewer chose', () => {
  const TEAM = { required: [], reasons: [{ id: 'mine', label: 'Mine', states: ['confirmed'] }] };

  it('is nobody, with our reasons and no browsing, until somebody says otherwise', async () => {
    expect(await make().settings.review()).toEqual({
      reviewer: '',
      reasons: BUILT_IN,
      browsing: null,
      keys: true,
    });
  });

  it('is kept, one thing at a time', async () => {
    const { settings } = make();
    await settings.setReview({ reviewer: 'Ada' });
    await settings.setReview({ reasons: TEAM });
    await settings.setReview({ browsing: 'listed', keys: false });
    expect(await settings.review()).toEqual({
      reviewer: 'Ada',
      reasons: { ...TEAM, reasons: [{ id: 'mine', label: 'Mine', states: ['confirmed'] }] },
      browsing: 'listed',
      keys: false,
    });
    await settings.setReview({ reasons: null });
    expect((await settings.review()).reasons).toEqual(BUILT_IN);
  });

  it.each([[{ reviewer: 7, browsing: 'none', keys: 'yes', reasons: [] }], ['nonsense']])(
    'is what it was at first where %o is stored',
    async (stored) => {
      const { area, settings } = make();
      await area.set({ [REVIEW_KEY]: stored });
      expect(await settings.review()).toEqual({
        reviewer: '',
        reasons: BUILT_IN,
        browsing: null,
        keys: true,
      });
    },
  );
});
