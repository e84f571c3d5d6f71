import { beforeEach, describe, expect, it } from 'vitest';
import type { Mode } from '#lib/core/choices.ts';
import { createLock } from '#lib/feed/lock.ts';
import { type Access, createAccess, grantedOf, type PageScript, pageScript } from '#lib/messaging/access.ts';

const ALL = '<all_urls>';

describe('the script that reads pages', () => {
  it.each([
    ['all', [ALL], [ALL]],
    ['donations', [ALL], [ALL]],
    ['all', ['https://a.example/*'], ['https://a.example/*']],
    ['click', [ALL], null],
    ['all', [], null],
  ] as const)('with the mode "%s" and %j: %j', (mode, origins, matches) => {
    expect(pageScript(mode, origins)?.matches ?? null).toEqual(matches);
  });

  it('reaches every frame, in a world of its own, and stays when the browser closes', () => {
    expect(pageScript('all', [ALL])).toEqual({
      id: 'scan',
      js: ['content-scripts/scan.js'],
      matches: [ALL],
      allFrames: true,
      matchOriginAsFallback: true,
      runAt: 'document_idle',
      world: 'ISOLATED',
      persistAcrossSessions: true,
    });
  });
});

it.each([
  [[ALL], 'all'],
  [['*://*/*'], 'all'],
  [['https://a.example/*'], 'some'],
  [[], 'none'],
] as const)('%j is %s', (origins, granted) => {
  expect(grantedOf(origins)).toBe(granted);
});

describe('access', () => {
  let origins: string[];
  let mode: Mode;
  let registered: PageScript[];
  let done: string[];
  let access: Access;
  beforeEach(() => {
    origins = [ALL];
    mode = 'all';
    registered = [];
    done = [];
    access = createAccess({
      permissions: {
        getAll: async () => ({ origins }),
        contains: async (what) => what.origins.every((origin) => origins.includes(origin)),
      },
      scripting: {
        getRegisteredContentScripts: async () => registered,
        async registerContentScripts(scripts) {
          // As the browsers do: an id is given once.
          if (registered.length > 0) throw new Error('Duplicate script ID');
          registered = scripts;
        },
        async unregisterContentScripts({ ids }) {
          registered = registered.filter(({ id }) => !ids.includes(id));
        },
      },
      mode: async () => mode,
      readOpenTabs: async () => void done.push('read'),
      stopOpenTabs: async () => void done.push('stop'),
      lock: createLock(),
    });
  });

  it('registers once, however often and at once it is asked', async () => {
    await Promise.all([access.align(), access.align(), access.align()]);
    expect(registered).toHaveLength(1);
    expect(done).toEqual(['read']);
  });

  it('registers nothing without a permission, and does when it is given', async () => {
    origins = [];
    await access.align();
    expect([registered, done]).toEqual([[], []]);
    origins = [ALL];
    await access.align();
    expect(registered[0]?.matches).toEqual([ALL]);
    expect(done).toEqual(['read']);
  });

  it.each([
    ['the permission goes', () => (origins = [])],
    ['pages are to be read on a click only', () => (mode = 'click')],
  ])('ends what reads when %s', async (_what, change) => {
    await access.align();
    done.length = 0;
    change();
    await access.align();
    expect([registered, done]).toEqual([[], ['stop']]);
  });

  it('follows single sites that are granted or taken back', async () => {
    origins = ['https://a.example/*', 'https://b.example/*'];
    await access.align();
    origins = ['https://b.example/*', 'https://a.example/*'];
    await access.align();
    expect(done).toEqual(['read']);
    origins = ['https://b.example/*'];
    await access.align();
    expect(registered[0]?.matches).toEqual(['https://b.example/*']);
    expect(done).toEqual(['read', 'stop', 'read']);
  });

  it('after an update puts the newer script into the pages that are open', async () => {
    await access.align();
    done.length = 0;
    await access.align(true);
    expect(registered).toHaveLength(1);
    expect(done).toEqual(['stop', 'read']);
  });

  it.each([
    [[ALL], 'https://a.example/x', true],
    [[ALL], '', true],
    [[], 'https://a.example/x', false],
    [['https://a.example/*'], 'https://a.example/x', true],
    [['https://a.example/*'], 'https://b.example/x', false],
    [['https://a.example/*'], '', false],
  ])('with %j it may read "%s": %s', async (granted, url, may) => {
    origins = granted;
    expect(await access.mayRead(url)).toBe(may);
  });
});
