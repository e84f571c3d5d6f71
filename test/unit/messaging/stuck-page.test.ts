import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Background, CSV, launchBackground, type World } from '../../support/background.ts';
import { candidate, frameScan } from '../../support/scans.ts';

const A = 'https://lists.example/a.csv';
const B = 'https://lists.example/b.csv';
const SHOWN = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';

let world: World;
let background: Background;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 21) });
  world = { answer: CSV };
  background = launchBackground(world);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it.each([
  ['by the alarm', () => background.events.alarm.fire({ name: 'refresh-lists' })],
  ['by hand', () => background.ask({ type: 'lists.refresh', id: null })],
])('a page that never answers keeps no list from being refreshed %s', async (_, refresh) => {
  const page = { id: 'almsguard', url: 'https://charity.example/donate', tab: { id: 1 }, frameId: 0 };
  world.tab = { url: page.url, status: 'complete' };
  await background.subscribed();
  await background.ask({ type: 'lists.enable', id: 'catalogue:ofac-sdn', enabled: false });
  for (const url of [A, B]) await background.ask({ type: 'lists.add', url });
  await background.ask({ type: 'page.scanned', scan: frameScan({ candidates: [candidate(SHOWN)] }) }, page);
  background.fetched.length = 0;
  // It shows an alert, or is frozen.
  world.sent = () => new Promise(() => undefined);
  world.answer = () =>
    new Response(`value\nexample.org\n${SHOWN}\n`, { headers: { 'content-type': 'text/csv' } });
  vi.setSystemTime(Date.UTC(2026, 10, 23));
  void refresh();
  await vi.waitFor(() => expect(background.fetched).toEqual([A, B]), { timeout: 10_000 });
});
