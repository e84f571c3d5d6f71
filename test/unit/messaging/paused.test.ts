import { beforeEach, expect, it } from 'vitest';
import { DEFAULT_CHOICES } from '#lib/core/choices.ts';
import { createHandlers, type Handlers, SENDER, scanned } from '../../support/handlers.ts';

let h: Handlers;
beforeEach(async () => {
  h = createHandlers();
  await h.importCsv();
});

const pause = (...paused: string[]) => h.local.set({ 'settings.choices': { ...DEFAULT_CHOICES, paused } });
const from = (over: object) => ({ ...SENDER, ...over });

it('a page of a paused site is told to end, and nothing of it is kept or shown', async () => {
  await h.page.scanned(scanned(), SENDER);
  await pause('charity.example');
  h.toolbar.length = 0;
  const sender = from({ tab: { id: 1, url: SENDER.url } });
  expect(await h.page.scanned(scanned(), sender)).toEqual({ state: 'paused' });
  expect(await h.tabs.frames(1)).toEqual([]);
  expect(h.toolbar).toEqual(['none']);
});

it('the site is that of the tab, whoever is shown in a frame of it', async () => {
  await pause('charity.example');
  const frame = { frameId: 4, url: 'https://widget.example/' };
  expect(await h.page.scanned(scanned(), from({ ...frame, tab: { id: 1, url: SENDER.url } }))).toEqual({
    state: 'paused',
  });
  const elsewhere = { id: 2, url: 'https://other.example/' };
  const framed = from({ frameId: 4, url: SENDER.url, tab: elsewhere });
  expect(await h.page.scanned(scanned(), framed)).toMatchObject({ state: 'ready' });
});

it('where the browser tells no tab’s address, the top frame’s own counts', async () => {
  await pause('charity.example');
  expect(await h.page.scanned(scanned(), SENDER)).toEqual({ state: 'paused' });
});

it('our own page to try it on brings its scripts, and none is put into it', async () => {
  const url = 'chrome-extension://almsguard/demo.html';
  const sender = from({ url, tab: { id: 1, url } });
  expect(await h.page.scanned(scanned({ href: url }), sender)).toMatchObject({
    state: 'ready',
    marks: [{ level: 'listed' }],
  });
  expect([h.injected, h.closer, h.hearing]).toEqual([[], [], []]);
});
