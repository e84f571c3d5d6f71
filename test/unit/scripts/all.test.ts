import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { scanAll } from '../../../scripts/scan/all.ts';
import type { AnyDocument } from '../../../scripts/scan/document.ts';
import { type Target, toTarget } from '../../../scripts/scan/options.ts';
import { failed } from '../../../scripts/scan/page.ts';
import { createMemoryQueue } from '../../../scripts/scan/queue.ts';
import { createTurns } from '../../../scripts/scan/turns.ts';

const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
const clock = { now: () => Date.now(), wait };

/** Pages that take a second each, with two hosts out of `a` and `b`. */
function makeRun(names: string[], room: number, scan?: (target: Target) => Promise<AnyDocument>) {
  const began: [string, number][] = [];
  const documents: string[] = [];
  let open = 0;
  let most = 0;
  const targets = names.map((name) => toTarget(`https://${name}`, '/'));
  const queue = createMemoryQueue({
    room,
    async scan(target) {
      began.push([target.requested, Date.now()]);
      most = Math.max(most, ++open);
      await wait(1_000);
      open -= 1;
      return scan ? scan(target) : failed(target.requested, 'ok', 'scanned');
    },
    close: async () => {},
  });
  const turns = createTurns(targets, {
    hostOf: ({ href }) => new URL(href ?? '').host,
    isExempt: () => false,
    pauseMs: 500,
  });
  const run = scanAll({ queue, turns, clock, onDocument: (target) => documents.push(target.requested) });
  return { run, began, documents, most: () => most };
}

describe('scanAll', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 0 }));
  afterEach(() => void vi.useRealTimers());

  it('keeps the queue full, and hosts at their pace', async () => {
    const { run, began, documents, most } = makeRun(['a/1', 'a/2', 'b/1', 'c/1'], 2);
    await vi.runAllTimersAsync();
    await run;
    expect(began).toEqual([
      ['https://a/1', 0],
      ['https://b/1', 0],
      ['https://c/1', 1_000],
      ['https://a/2', 1_500],
    ]);
    expect(documents.toSorted()).toEqual(['https://a/1', 'https://a/2', 'https://b/1', 'https://c/1']);
    expect(most()).toBe(2);
  });

  it('ends with the queue, after what is open has come back', async () => {
    const { run, documents, began } = makeRun(['a/1', 'b/1', 'c/1', 'd/1'], 2, async ({ requested }) => {
      if (requested.includes('//a')) throw new Error('no browser');
      return failed(requested, 'ok', 'scanned');
    });
    const ended = expect(run).rejects.toThrow('no browser');
    await vi.runAllTimersAsync();
    await ended;
    expect(documents).toEqual(['https://b/1']);
    expect(began).toHaveLength(2);
  });

  it('without pages does nothing', async () => {
    await makeRun([], 2).run;
  });
});
