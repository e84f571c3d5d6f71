import { describe, expect, it } from 'vitest';
import { type Choices, DEFAULT_CHOICES, type Mode } from '#lib/core/choices.ts';
import { type Level, MARKED_LEVELS, type Mark, type Report } from '#lib/core/report.ts';
import { asChosen, chosenMarks, mayShow } from '#lib/messaging/presence.ts';
import { builtReport } from '../../support/built-report.ts';

const URL = 'https://give.example/now';
const report = (over: Partial<Report> = {}): Report => ({ ...builtReport(), ...over });
const choices = (over: Partial<Choices> = {}): Choices => ({ ...DEFAULT_CHOICES, ...over });
const around = (over: object = {}) => ({
  url: URL,
  mayRead: async () => true,
  choices: choices(),
  ...over,
});

describe('a report as the person’s choices leave it', () => {
  it('says nothing of a paused site but that it is paused', async () => {
    const found = {
      text: 'x',
      chain: null,
      canonical: 'x',
      places: [],
      level: 'listed' as const,
      reasons: [],
      claims: [],
    };
    const full = report({
      state: 'ready',
      url: URL,
      title: 'Give now',
      level: 'listed',
      context: 'donation',
      page: [found],
      addresses: [found],
      widgets: [{ provider: 'btcpay', kind: 'iframe', host: 'pay.example' }],
      unread: [{ what: 'image', count: 1, why: 'cross-origin' }],
    });
    const paused = await asChosen(full, around({ choices: choices({ paused: ['give.example'] }) }));
    expect(paused).toMatchObject({ state: 'paused', url: URL, level: 'none', context: 'mention', title: '' });
    expect([paused.page, paused.addresses, paused.widgets, paused.unread]).toEqual([[], [], [], []]);
    expect(await asChosen(full, around({ choices: choices({ paused: ['other.example'] }) }))).toBe(full);
  });

  it.each([
    ['unreadable', 'all', true, URL, 'unreadable'],
    ['unreadable', 'all', false, URL, 'no-permission'],
    ['unreadable', 'all', false, '', 'no-permission'],
    ['unreadable', 'all', false, 'chrome://settings/', 'unreadable'],
    ['unreadable', 'click', true, URL, 'no-permission'],
    ['unreadable', 'click', false, URL, 'no-permission'],
    ['ready', 'click', false, URL, 'ready'],
    ['not-ready', 'all', false, URL, 'not-ready'],
  ] as const)('%s with the mode "%s", allowed %s, at "%s": %s', async (state, mode, allowed, url, wanted) => {
    const mayRead = async (asked: string) => allowed && asked === url;
    const seen = await asChosen(report({ state }), around({ url, mayRead, choices: choices({ mode }) }));
    expect(seen.state).toBe(wanted);
  });
});

describe('the question whether the browser lets a page be read', () => {
  it.each([
    ['unreadable', 1],
    ['ready', 0],
    ['not-ready', 0],
  ] as const)('%s: is put %i times, for the popup waits for the answer', async (state, times) => {
    let asked = 0;
    const mayRead = async () => ++asked > 0;
    await asChosen(report({ state }), around({ mayRead }));
    expect(asked).toBe(times);
  });
});

describe('what is shown on a page', () => {
  const mark = (level: Level): Mark => ({ text: level, level, context: 'donation', line: '', more: [] });
  const levels: readonly Level[] = [...MARKED_LEVELS, 'verified'];
  const marks = levels.map(mark);
  const shown = (context: Report['context'], over: Partial<Choices>) =>
    chosenMarks(marks, { context }, choices(over), []).flatMap(({ level, undrawn }) =>
      undrawn ? [] : level,
    );

  it.each([
    ['all', 'donation', true],
    ['all', 'mention', true],
    ['donations', 'donation', true],
    ['donations', 'mention', false],
    ['click', 'mention', true],
  ] as const)('mode "%s", context %s: %s', (mode: Mode, context, shows) => {
    expect(mayShow({ context }, { mode })).toBe(shows);
    expect(shown(context, { mode })).toEqual(shows ? levels : []);
  });

  it.each([
    [[], ['listed']],
    [['linked'], ['listed', 'derived', 'same-key']],
    [['lookalike'], ['listed', 'lookalike']],
    [['verified'], ['listed', 'verified']],
    [['linked', 'lookalike', 'verified'], levels],
  ] as const)('with the marks %j: %j', (chosen, drawn) => {
    expect(shown('donation', { marks: [...chosen] })).toEqual(drawn);
  });

  it('tells the page of those that are not drawn, for the moment before a payment', () => {
    const told = chosenMarks(marks, { context: 'donation' }, choices({ marks: [] }), []);
    expect(told.map(({ level }) => level)).toEqual(levels);
  });

  it('draws no banner that was put away, and asks before a payment all the same', () => {
    const about = (about: string): Mark => ({ ...mark('listed'), text: null, about });
    const told = chosenMarks(
      [about('masks.example'), about('other.example'), mark('listed')],
      { context: 'donation' },
      choices({}),
      ['listed masks.example', 'caution other.example'],
    );
    expect(told.map(({ about, undrawn }) => [about, undrawn])).toEqual([
      ['masks.example', true],
      ['other.example', undefined],
      [undefined, undefined],
    ]);
  });
});
