/** What cases come to: filters with how many there are of each, and the drawing of when they came. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createWords } from '#components/i18n.tsx';
import type { Level } from '#lib/core/report.ts';
import { seenOf } from '#lib/review/seen.ts';
import { makeFinding, makeReport } from '../support/report-views.ts';
import { reviewCase } from '../support/review-space.ts';
import { closePage, openPage } from './review-page-open.tsx';
import { root, settle } from './review-panel-page.tsx';

beforeEach(() => {
  location.hash = '';
});
afterEach(closePage);

/** It comes a moment after the list. */
const counted = () => vi.waitFor(() => expect(root.querySelector('.told')).not.toBe(null));

it('has one filter for levels that go by one word, and finds both', async () => {
  const seenAs = (url: string, level: Level) =>
    reviewCase(url, { seen: seenOf(makeReport({ url, level, addresses: [makeFinding({ level })] })) });
  const cases = [
    seenAs('https://a.example/', 'derived'),
    seenAs('https://b.example/', 'same-key'),
    seenAs('https://c.example/', 'none'),
  ];
  const english = createWords((key) => (/^level_(derived|same_key)$/.test(key) ? 'Linked' : key), 'en');
  await openPage({ cases }, english);
  await counted();
  const ticks = [...root.querySelectorAll<HTMLElement>('.tick')].filter(({ textContent }) =>
    textContent?.startsWith('Linked'),
  );
  expect(ticks.map(({ textContent }) => textContent)).toEqual(['Linked2']);
  ticks[0]?.querySelector('input')?.click();
  await settle();
  expect(root.querySelectorAll('.cases tbody a')).toHaveLength(2);
});

it('writes the last day below the last bar, also where the drawing is not full', async () => {
  const day = (n: number) => `2026-03-${String(n).padStart(2, '0')}T10:00:00.000Z`;
  const cases = [1, 15].map((n) => reviewCase(`https://${n}.example/`, { id: `${n}`, addedAt: day(n) }));
  await openPage({ cases });
  await counted();
  const bars = [...root.querySelectorAll('.drawn rect.added')].map((bar) => Number(bar.getAttribute('x')));
  const width = Number(root.querySelector('.drawn svg')?.getAttribute('viewBox')?.split(' ')[2]);
  const share = Number.parseFloat(root.querySelector<HTMLElement>('.ends')?.style.width ?? '') / 100;
  const last = bars.at(-1) ?? 0;
  expect(width * share).toBeGreaterThan(last);
  expect(width * share).toBeLessThan(last + 15);
});
