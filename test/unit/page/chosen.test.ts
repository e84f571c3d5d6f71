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
