import { expect, it } from 'vitest';
import type { Report } from '#lib/core/report.ts';
import type { PageSignals } from '#lib/core/types.ts';
import { createHandlers, EVM, SENDER, scanned } from '../../support/handlers.ts';
import { place } from '../../support/scans.ts';

const STORY = 'https://paper.example/story';
const NEWS = { title: 'How they hid it', isArticle: true, isNews: true, appeal: '' };
const ARTICLE = { title: 'How they hid it', isArticle: false, appeal: 'Related stories' };
const APPEAL = { title: 'Help us', isArticle: false, appeal: 'Donate with crypto' };

it.each<[string, string, PageSignals, string[]]>([
  ['a page that asks for money', SENDER.url, APPEAL, ['hides-mixer']],
  ['a page that reports of one', STORY, ARTICLE, []],
  ['news that report of one', STORY, NEWS, []],
])('words that tell how to hide a payment, on %s', async (_, url, signals, expected) => {
  const h = createHandlers();
  h.tab = { url, loading: false };
  const places = [place({ near: `Use a mixer before you send to ${EVM}` })];
  await h.page.scanned(scanned({ href: url, signals, candidates: [{ text: EVM, places }] }), {
    ...SENDER,
    url,
  });
  const report = (await h.ui({ type: 'report.get', tabId: 1, fresh: false })) as Report;
  expect(report.addresses.map(({ reasons }) => reasons.map(({ code }) => code))).toEqual([expected]);
});
