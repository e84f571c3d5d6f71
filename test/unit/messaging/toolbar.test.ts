import { expect, it } from 'vitest';
import { DEFAULT_CHOICES } from '#lib/core/choices.ts';
import type { Level } from '#lib/core/report.ts';
import { createToolbar, toolbarState } from '#lib/messaging/toolbar.ts';
import { builtReport } from '../../support/built-report.ts';
import { told } from '../../support/told.ts';

const words = { t: told, number: String };
const report = (level: Level, count = 1) => {
  const empty = builtReport();
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
  expect(toolbarState(report(level, count), words).text).toBe(text);
});

it('has one colour for what is listed or linked, another for what is less sure, and none of these otherwise', () => {
  const colourOf = (level: Level) => toolbarState(report(level), words).colour;
  const groups: Level[][] = [
    ['listed', 'derived', 'same-key'],
    ['lookalike', 'reported'],
    ['none', 'delisted', 'verified'],
  ];
  const colours = groups.map((levels) => new Set(levels.map(colourOf)));
  expect(colours.map(({ size }) => size)).toEqual([1, 1, 1]);
  expect(new Set(colours.flatMap((some) => [...some])).size).toBe(groups.length);
});

it('shows nothing where the person wants nothing shown, and says it in words all the same', () => {
  expect(toolbarState(report('listed'), words, false)).toMatchObject({
    text: '',
    title: '[labelled: [extName] | [badge_listed]]',
  });
});

it('says that it is paused, and of a page that was not read nothing', () => {
  expect(toolbarState({ ...report('listed'), state: 'paused' }, words)).toMatchObject({
    text: '',
    title: '[labelled: [extName] | [badge_paused]]',
  });
  expect(toolbarState({ ...report('listed'), state: 'no-permission' }, words)).toMatchObject({
    text: '',
    title: '[extName]',
  });
});

it('counts no frame that stands aside among what is listed', () => {
  const [aside] = report('listed').addresses;
  if (!aside) throw new Error('nothing');
  const page = [{ ...aside, aside: true as const }];
  expect(toolbarState({ ...report('listed', 2), page }, words).text).toBe('2');
});

it('speaks in the words of the moment, and of a page that has not reported not at all', async () => {
  const titles: string[] = [];
  let language = 'en';
  const show = createToolbar({
    action: {
      setBadgeText: async () => undefined,
      setBadgeBackgroundColor: async () => undefined,
      setTitle: async ({ title }) => void titles.push(title),
    },
    words: async () => ({ t: (...asked) => `${language} ${told(...asked)}`, number: String }),
    choices: async () => DEFAULT_CHOICES,
  });
  await show(1, { ...report('listed'), state: 'not-ready' });
  await show(1, report('listed'));
  language = 'fa';
  await show(1, report('listed'));
  expect(titles).toEqual([
    'en [labelled: en [extName] | en [badge_listed]]',
    'fa [labelled: fa [extName] | fa [badge_listed]]',
  ]);
});

it('says in words what the badge shows', () => {
  expect(toolbarState(report('same-key'), words).title).toBe('[labelled: [extName] | [badge_same_key]]');
});
