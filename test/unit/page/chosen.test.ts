import { describe, expect, it } from 'vitest';
import type { PageChoices } from '#lib/core/choices.ts';
import { createInjections, type ScriptingApi } from '#lib/messaging/injections.ts';
import { colourScheme, leaveChosen, readChosen } from '#lib/page/chosen.ts';
import { readWords } from '#lib/page/words.ts';

const TURKISH = { messages: { why: { message: 'Neden?' } }, appearance: 'dark' } as const;

describe('what the person chose, in pages', () => {
  it('is the browser’s own where nothing was left', () => {
    expect(readChosen({})).toEqual({ messages: null, appearance: 'system' });
    expect(readWords((key) => `[${key}]`, {})('why')).toBe('[why]');
  });

  it('is read anew with every word, for it may change while the page is open', () => {
    const world = {};
    const words = readWords((key) => `[${key}]`, world);
    leaveChosen(TURKISH, world);
    expect([words('why'), words('other')]).toEqual(['Neden?', '[other]']);
    leaveChosen({ messages: null, appearance: 'system' }, world);
    expect(words('why')).toBe('[why]');
  });

  it.each([
    ['system', 'light dark'],
    ['light', 'light'],
    ['dark', 'dark'],
  ] as const)('%s: color-scheme %s', (appearance, scheme) => {
    expect(colourScheme({ appearance })).toBe(scheme);
  });

  it('is left where it is read, before the script that needs it comes', async () => {
    const before = readChosen();
    const order: string[] = [];
    const scripting = {
      async insertCSS() {},
      async executeScript(what: {
        files?: string[];
        func?(chosen: PageChoices): void;
        args?: [PageChoices];
      }) {
        if (what.func && what.args) what.func(...what.args);
        order.push(what.files?.[0] ?? 'choices');
      },
    } as unknown as ScriptingApi;
    try {
      await createInjections(scripting, async () => TURKISH).injectMarks(1, 0);
      expect(order).toEqual(['choices', '/mark.js']);
      expect(readChosen()).toEqual(TURKISH);
    } finally {
      leaveChosen(before);
    }
  });
});

describe('a message with a number, in pages', () => {
  const forms = {
    locale_lang: { message: 'uk' },
    wait: { message: '$1 секунду | $1 секунди' },
    wait__few: { message: '$1 секунди!' },
    wait__many: { message: '$1 секунд' },
  };
  /** As browsers look up: each `$1` becomes the value that is given for it. */
  const browserWords = (key: string, values: string[]) =>
    (forms[key as keyof typeof forms]?.message ?? '').replace(/\$(\d)/g, (_, at) => values[at - 1] ?? '');
  const three = ['1 секунду', '3 секунди!', '5 секунд'];

  it('has the form of the number in the browser’s language, and in the one that was chosen', () => {
    const own = readWords(browserWords, {});
    expect([1, 3, 5].map((count) => own('wait', undefined, count))).toEqual(three);
    const world = {};
    leaveChosen({ messages: forms, appearance: 'system' }, world);
    const chosen = readWords(() => '', world);
    expect([1, 3, 5].map((count) => chosen('wait', undefined, count))).toEqual(three);
    const arabic = { locale_lang: { message: 'ar' }, wait: { message: 'واحدة | $1 ثانية' } };
    leaveChosen({ messages: arabic, appearance: 'system' }, world);
    expect(chosen('wait', undefined, 1)).toBe('واحدة');
  });

  it('has no form of the browser’s language where another was chosen', () => {
    const world = {};
    leaveChosen({ messages: { wait: { message: '$1 Sekunde | $1 Sekunden' } }, appearance: 'system' }, world);
    const words = readWords(browserWords, world);
    expect([3, 5].map((count) => words('wait', undefined, count))).toEqual(['3 Sekunden', '5 Sekunden']);
  });

  it('holds what it is given as it is, placeholders in it too', () => {
    const words = readWords((key, values) => `[${key}: ${values[0]}]`, {});
    expect(words('name', ['$2 and {one}'])).toBe('[name: $2 and {one}]');
  });
});
