import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_CHOICES } from '#lib/core/choices.ts';
import { MAX_PAUSED_SITES } from '#lib/core/limits.ts';
import { fail, ok } from '#lib/core/result.ts';
import type { SavedList } from '#lib/core/saved-lists.ts';
import { createLock } from '#lib/feed/lock.ts';
import { createChoicesHandler } from '#lib/messaging/choices-handler.ts';
import { createSettings, type Settings } from '#lib/settings.ts';
import { sessionArea } from '../../support/session-area.ts';

const LIST: SavedList = { kind: 'url', url: 'https://lists.example/a', enabled: true, label: 'Mine' };

describe('choosing', () => {
  let settings: Settings;
  let done: string[];
  let saved: SavedList[] | null;
  let taken: SavedList[][];
  let refuses: boolean;
  let breaks: boolean;
  let answer: ReturnType<typeof createChoicesHandler>;
  beforeEach(() => {
    settings = createSettings(sessionArea(), sessionArea());
    done = [];
    saved = [LIST];
    taken = [];
    refuses = false;
    breaks = false;
    answer = createChoicesHandler({
      settings,
      access: {
        align: async () => void done.push('align'),
        granted: async () => 'some',
        mayRead: async () => true,
      },
      forget: async () => void done.push('forget'),
      choicesChanged: async () => void done.push('judge'),
      hostPaused: async (host, on) => void done.push(`${on ? 'pause' : 'resume'} ${host}`),
      lists: {
        saved: async () => saved,
        async take(lists) {
          taken.push([...lists]);
          if (breaks) throw new Error('refused');
          return refuses ? fail('too-many-lists', '', { counts: [50] }) : ok(null);
        },
      },
      lock: createLock(),
    });
  });
  const pause = (host: string, on: boolean) => answer({ type: 'site.pause', host, on });

  it('tells what is chosen and what the browser grants', async () => {
    expect(await answer({ type: 'choices.get' })).toEqual({ choices: DEFAULT_CHOICES, granted: 'some' });
  });

  it('is followed by the script and by every open page', async () => {
    expect(await answer({ type: 'choices.set', change: { mode: 'click' } })).toMatchObject({
      ok: true,
      value: { choices: { ...DEFAULT_CHOICES, mode: 'click' } },
    });
    expect(done).toEqual(['align', 'judge']);
  });

  it('pauses each site once, forgets the oldest past the limit, and resumes', async () => {
    for (let i = 0; i < MAX_PAUSED_SITES; i++) await pause(`h${i}.example`, true);
    await pause('h1.example', true);
    await pause('last.example', true);
    const { paused } = await settings.choices();
    expect(paused).toHaveLength(MAX_PAUSED_SITES);
    expect([paused[0], ...paused.slice(-2)]).toEqual(['h2.example', 'h1.example', 'last.example']);
    await pause('last.example', false);
    expect((await settings.choices()).paused).not.toContain('last.example');
    expect(done.slice(-2)).toEqual(['pause last.example', 'resume last.example']);
  });

  it('keeps every one of several changes at once', async () => {
    const change = answer({ type: 'choices.set', change: { appearance: 'dark' } });
    await Promise.all([pause('a.example', true), change, pause('b.example', true)]);
    expect(await settings.choices()).toMatchObject({
      paused: ['a.example', 'b.example'],
      appearance: 'dark',
    });
  });

  it('takes a file over with all that follows from it', async () => {
    await answer({ type: 'choices.set', change: { mode: 'click' } });
    await pause('new.example', true);
    await settings.setRemembers(false);
    const file = await answer({ type: 'settings.export' });
    if (!('ok' in file && file.ok && typeof file.value === 'string')) throw new Error('no file');
    await answer({ type: 'choices.set', change: { mode: 'all' } });
    await pause('new.example', false);
    await pause('old.example', true);
    done.length = 0;
    expect(await answer({ type: 'settings.import', text: file.value })).toMatchObject({
      ok: true,
      value: { choices: { mode: 'click', paused: ['new.example'] } },
    });
    expect(done).toEqual(['forget', 'align', 'resume old.example', 'pause new.example', 'judge']);
  });

  it('puts the lists into the file and takes them out of it', async () => {
    const file = await answer({ type: 'settings.export' });
    if (!('ok' in file && file.ok && typeof file.value === 'string')) throw new Error('no file');
    expect(JSON.parse(file.value)).toMatchObject({ lists: [LIST] });
    expect(await answer({ type: 'settings.import', text: file.value })).toMatchObject({ ok: true });
    expect(taken).toEqual([[LIST]]);
  });

  it.each([
    ['cannot be had', () => (refuses = true), { code: 'too-many-lists', counts: [50] }],
    ['cannot be stored', () => (breaks = true), { code: 'storage-refused' }],
  ])('changes nothing where the lists of the file %s', async (_why, fails, error) => {
    await answer({ type: 'choices.set', change: { mode: 'click' } });
    const file = await settings.exportFile([LIST]);
    await answer({ type: 'choices.set', change: { mode: 'all' } });
    await settings.setRemembers(false);
    done.length = 0;
    fails();
    expect(await answer({ type: 'settings.import', text: file })).toMatchObject({
      ok: false,
      error,
    });
    expect(await settings.choices()).toMatchObject({ mode: 'all' });
    expect(await settings.remembers()).toBe(false);
    expect(done).toEqual([]);
  });

  it('takes no list of a file whose settings cannot be stored', async () => {
    const file = await settings.exportFile([LIST]);
    settings.takeOver = () => Promise.reject(new Error('refused'));
    expect(await answer({ type: 'settings.import', text: file })).toMatchObject({
      ok: false,
      error: { code: 'storage-refused' },
    });
    expect([taken, done]).toEqual([[], []]);
  });

  it('gives no file that would lack the lists', async () => {
    saved = null;
    expect(await answer({ type: 'settings.export' })).toMatchObject({
      ok: false,
      error: { code: 'not-ready' },
    });
  });

  it('does nothing after a file that is refused', async () => {
    expect(await answer({ type: 'settings.import', text: 'nonsense' })).toMatchObject({
      ok: false,
      error: { code: 'not-settings' },
    });
    expect(done).toEqual([]);
  });

  it('deletes what was kept of pages', async () => {
    expect(await answer({ type: 'visits.forget' })).toEqual({ ok: true, value: null });
    expect(done).toEqual(['forget']);
  });

  it('says so where the browser stores nothing', async () => {
    settings.setChoices = () => Promise.reject(new Error('refused'));
    expect(await answer({ type: 'choices.set', change: {} })).toMatchObject({
      ok: false,
      error: { code: 'storage-refused' },
    });
  });
});
