import { describe, expect, it } from 'vitest';
import { createInjections, type ScriptingApi } from '#lib/messaging/injections.ts';
import { tellCopies } from '#lib/messaging/tell-copies.ts';

type Injection = Parameters<ScriptingApi['executeScript']>[0];

function setUp(heard: unknown) {
  const done: Injection[] = [];
  const { injectClipboard } = createInjections(
    {
      insertCSS: async () => undefined,
      async executeScript(injection) {
        done.push(injection);
        return [{ result: 'world' in injection ? null : heard }];
      },
    },
    async () => ({ messages: null, appearance: 'system' }),
  );
  return { done, injectClipboard };
}

const argsOf = (one: Injection): readonly unknown[] => ('args' in one ? one.args : []);

describe('the script that tells what a page copies', () => {
  it('gets names that are others each time, after those who hear have them', async () => {
    const { done, injectClipboard } = setUp(true);
    await injectClipboard(1, 0);
    await injectClipboard(1, 4);
    const told = done.map((one) => ({ world: 'world' in one ? one.world : null, args: argsOf(one) }));
    expect(told.map(({ world }) => world)).toEqual([null, 'MAIN', null, 'MAIN']);
    expect(told[0]?.args).toEqual(told[1]?.args);
    expect(new Set(told.flatMap(({ args }) => args)).size).toBe(4);
    expect('func' in (done[1] as object) && (done[1] as { func: unknown }).func).toBe(tellCopies);
  });

  it('is not let in where nobody hears', async () => {
    const { done, injectClipboard } = setUp(false);
    await injectClipboard(1, 0);
    expect(done).toHaveLength(1);
  });

  it('hears through the script that looks closer', async () => {
    const { done, injectClipboard } = setUp(true);
    await injectClipboard(1, 0);
    const [first] = done;
    if (!first || !('func' in first)) throw new Error('No function');
    const hear = first.func as (told: string, done: string) => boolean;
    const world = globalThis as Record<symbol, unknown>;
    const key = Symbol.for('almsguard.page');
    const names: string[] = [];
    expect(hear('a', 'b')).toBe(false);
    try {
      world[key] = { closer: () => ({ hear: (...args: string[]) => names.push(...args) }) };
      expect(hear('a', 'b')).toBe(true);
    } finally {
      delete world[key];
    }
    expect(names).toEqual(['a', 'b']);
  });
});
