import { describe, expect, test } from 'vitest';
import type { Report } from '#lib/core/report.ts';
import { waitSettled } from '#lib/messaging/settle.ts';

const BLANK = 'http://blank.invalid/';

function makeReport(change: Partial<Report> = {}): Report {
  return {
    state: 'ready',
    url: 'https://a.example/',
    title: '',
    date: '2026-11-21',
    watchlist: [],
    notes: [],
    level: 'none',
    context: 'mention',
    page: [],
    addresses: [],
    widgets: [],
    unread: [],
    timings: { scanMs: 1, lookupMs: 0, settledMs: 0 },
    ...change,
  };
}

/** Runs with a clock of its own; `script` says what stands at each time, in milliseconds. */
async function settleAt(script: (ms: number) => Report, loadedAt = 0, deadline = 10_000) {
  let ms = 0;
  const report = await waitSettled(
    async () => script(ms),
    { hasLoaded: () => ms >= loadedAt, blankUrl: BLANK, deadline },
    {
      now: () => ms,
      async wait(time) {
        ms += time;
      },
    },
  );
  return { report, ms };
}

describe('waitSettled', () => {
  test('takes half a second of quiet', async () => {
    expect((await settleAt(() => makeReport())).ms).toBe(500);
  });

  test('starts again when something new was read', async () => {
    const script = (ms: number) =>
      makeReport({
        title: ms >= 400 ? 'late' : '',
        timings: { scanMs: ms >= 400 ? 2 : 1, lookupMs: ms, settledMs: 0 },
      });
    expect(await settleAt(script)).toMatchObject({ ms: 900, report: { title: 'late' } });
  });

  test('waits for the page to load, however quiet it is', async () => {
    expect((await settleAt(() => makeReport(), 3_000)).ms).toBe(3_500);
  });

  test('does not take the page that stood there before for this one', async () => {
    const script = (ms: number) => makeReport({ url: ms < 1_000 ? BLANK : 'https://a.example/' });
    expect(await settleAt(script)).toMatchObject({ ms: 1_500, report: { url: 'https://a.example/' } });
  });

  test('a page that never stops changing is taken at the deadline', async () => {
    const script = (ms: number) => makeReport({ timings: { scanMs: ms, lookupMs: 0, settledMs: 0 } });
    expect(await settleAt(script)).toMatchObject({ ms: 10_000 });
  });

  test('a page that loads for ever is taken at the deadline as far as it got', async () => {
    expect(await settleAt(() => makeReport(), Number.POSITIVE_INFINITY)).toMatchObject({ ms: 10_000 });
  });

  test('a page of which nothing was heard is a failure that says so', async () => {
    const silent = () => makeReport({ state: 'unreadable' });
    await expect(settleAt(silent)).rejects.toMatchObject({ code: 'unreadable' });
    await expect(settleAt(silent, Number.POSITIVE_INFINITY)).rejects.toMatchObject({ code: 'timeout' });
  });

  test('"not ready" is never a conclusion', async () => {
    await expect(settleAt(() => makeReport({ state: 'not-ready' }))).rejects.toMatchObject({
      code: 'unreadable',
    });
  });
});
