import { expect, it } from 'vitest';
import type { Level } from '#lib/core/report.ts';
import { toolbarState } from '#lib/messaging/toolbar.ts';
import { buildReport } from '#lib/verdict/report.ts';
import { reportInput } from '../../support/report-input.ts';

const t = (key: string) => key;
const report = (level: Level, count = 1) => {
  const empty = buildReport(reportInput());
  const finding = { text: '', chain: null, canonical: '', places: [], level, reasons: [], claims: [] };
  return {
    ...empty,
    state: 'ready' as const,
    level,
    addresses: Array.from({ length: count }, () => finding),
  };
};

it.each([
  ['listed', 1, '1'],
  ['listed', 120, '99+'],
  ['same-key', 2, '2'],
  ['reported', 3, '•'],
  ['delisted', 1, ''],
  ['none', 4, ''],
] as const)('%s, %i times: "%s"', (level, count, text) => {
  expect(toolbarState(report(level, count), t).text).toBe(text);
});

it('shows nothing where the person wants nothing shown, and says it in words all the same', () => {
  expect(toolbarState(report('listed'), t, false)).toMatchObject({
    text: '',
    title: 'extName: badge_listed',
  });
});

it('says that it is paused, and of a page that was not read nothing', () => {
  expect(toolbarState({ ...report('listed'), state: 'paused' }, t)).toMatchObject({
    text: '',
    title: 'extName: badge_paused',
  });
  expect(toolbarState({ ...report('listed'), state: 'no-permission' }, t)).toMatchObject({
    text: '',
    title: 'extName',
  });
});

it('says in words what the badge shows', () => {
  expect(toolbarState(report('same-key'), t).title).toBe('extName: badge_same_key');
});
