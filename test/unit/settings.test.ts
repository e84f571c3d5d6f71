import { describe, expect, it } from 'vitest';
import { DEFAULT_CHOICES, isPaused, pausableHost } from '#lib/core/choices.ts';
import { MAX_PAUSED_SITES, MAX_SETTINGS_CHARS } from '#lib/core/limits.ts';
import { createSettings } from '#lib/settings.ts';
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
  JSON.stringify({ kind: 'almsguard-settings', version: 1, settings, ...over });

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
    const text = await from.settings.exportFile();
    const to = make();
    await to.settings.setAppliedStates(['kept']);
    expect(await to.settings.importFile(text)).toMatchObject({ ok: true });
    expect(await to.settings.choices()).toEqual(OTHERS);
    expect(await to.settings.remembers()).toBe(false);
    expect(await to.settings.appliedStates()).toEqual(['kept']);
    expect(await to.settings.exportFile()).toBe(text);
  });

  it('holds the choices and nothing else that is stored', async () => {
    const { area, settings } = make();
    await area.set({ visits: { salt: 'secret' }, 'settings.choices': { ...OTHERS, surplus: 'secret' } });
    const text = await settings.exportFile();
    expect(text).not.toContain('secret');
    expect(JSON.parse(text)).toEqual({
      kind: 'almsguard-settings',
      version: 1,
      settings: { ...OTHERS, remembers: true },
    });
  });

  const whole = { ...OTHERS, remembers: true };
  it.each([
    ['no JSON', '{', 'not-settings', /./],
    ['another file', '{"version":1}', 'not-settings', /./],
    ['no object', '[]', 'not-settings', /./],
    ['a list', 'kind,value\naddress,x\n', 'not-settings', /./],
    ['a newer version', file(whole, { version: 2 }), 'newer-settings', /^2$/],
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
    ['more beside the settings', file(whole, { lists: [] }), 'bad-setting', /^lists$/],
    [
      'too many sites',
      file({ ...whole, paused: Array.from({ length: MAX_PAUSED_SITES + 1 }, (_, i) => `h${i}.example`) }),
      'bad-setting',
      /^paused$/,
    ],
    ['too large', ' '.repeat(MAX_SETTINGS_CHARS + 1), 'settings-too-large', /./],
  ])('%s is refused whole', async (_what, text, code, message) => {
    const { area, settings } = make();
    await settings.setChoices({ mode: 'click', paused: ['kept.example'] });
    await settings.setRemembers(false);
    const before = JSON.stringify([...area.items]);
    expect(await settings.importFile(text)).toEqual({
      ok: false,
      error: { code, message: expect.stringMatching(message) },
    });
    expect(JSON.stringify([...area.items])).toBe(before);
  });

  it('with every paused site of the longest name is small enough', async () => {
    const label = 'a'.repeat(60);
    const paused = Array.from(
      { length: MAX_PAUSED_SITES },
      (_, i) => `${i + 100}.${label}.${label}.${label}.${label}`,
    );
    const { settings } = make();
    expect(await settings.importFile(file({ ...whole, paused }))).toMatchObject({ ok: true });
    expect(await settings.importFile(await settings.exportFile())).toMatchObject({ ok: true });
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
