import { describe, expect, it } from 'vitest';
import type { Checked, CheckedRow } from '#lib/core/checked.ts';
import { MAX_ANSWERED, MAX_OFFERED } from '#lib/core/limits.ts';
import type { Reply } from '#lib/core/lists.ts';
import { answerOf, noAnswer, offersOf } from '#lib/messaging/answer-words.ts';
import { words as english, makeClaim } from '../components/reports.tsx';

const words = { ...english, appearance: 'dark' as const };
const row = (over: Partial<CheckedRow> = {}): CheckedRow => ({
  what: 'address',
  text: 'typed',
  canonical: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  chain: 'ethereum',
  encoding: null,
  level: 'none',
  reasons: [],
  claims: [],
  times: 1,
  line: 1,
  ...over,
});
const LISTED = row({
  canonical: 'hope.example',
  what: 'host',
  chain: null,
  level: 'listed',
  reasons: [{ code: 'sanctioned', params: { authority: 'US Treasury OFAC', subject: 'GAZA NOW' } }],
  claims: [makeClaim({ list: 'ofac' }), makeClaim({ list: 'other', bearing: 'idle', subject: 'Unsaid' })],
});
const checked = (rows: CheckedRow[], over: Partial<Checked> = {}): Reply<Checked> => ({
  ok: true,
  value: {
    checked: '2026-11-21T12:00:00Z',
    date: '2026-11-21',
    rows,
    lists: [
      { id: 'ofac', title: 'OFAC list', version: '1', date: '2026-11-19', hash: null },
      { id: 'courts', title: 'Court cases', version: '2', date: '2020-08-13', hash: null },
    ],
    notes: [],
    left: 0,
    keysLeft: 0,
    ...over,
  },
});
const told = (rows: CheckedRow[], over: Partial<Checked> = {}, cut = false) =>
  answerOf(checked(rows, over), 'asked', cut, words);

describe('an answer', () => {
  it('says what it is, who lists it, since when and as whom, and which list of which day', () => {
    expect(told([LISTED])).toMatchObject({
      lang: 'en',
      dir: 'ltr',
      appearance: 'dark',
      level: 'listed',
      title: 'On a list',
      text: 'asked',
      open: 'Open in “Check a text”',
      notes: [],
      things: [
        {
          word: '',
          level: 'listed',
          name: 'hope.example',
          isAddress: false,
          kind: 'Site',
          lines: [
            'US Treasury OFAC lists this. Sending money to it may be a crime where you live.',
            'Listed 27 March 2024, as GAZA NOW.',
            'From the list “OFAC list”, data of 19 November 2026.',
          ],
        },
      ],
    });
  });

  it('names every list and its day where one of them is not listed', () => {
    const lists = 'Compared with: OFAC list (19 November 2026) and Court cases (13 August 2020).';
    expect(told([row()])).toMatchObject({ level: 'none', title: 'Not on the lists', notes: [lists] });
    expect(told([row(), LISTED]).notes).toEqual([lists]);
    expect(told([row()], { lists: [] }).notes).toEqual([]);
  });

  it('tells of several the worst first, each with its word, and how many more there are', () => {
    const many = told([row(), row({ level: 'reported' }), LISTED, row()], { left: 2 });
    expect(many.things.map(({ word }) => word)).toEqual(['On a list', 'Reported', 'Not on the lists']);
    expect(many.things).toHaveLength(MAX_ANSWERED);
    expect(many).toMatchObject({ level: 'listed', title: 'Found 4 things that lists may name' });
    expect(many.notes[0]).toBe('More results on the page “Check a text”: 3');
  });

  it('says that only the beginning was read, and how the lists are judged, but not twice how old they are', () => {
    const notes = [
      { code: 'stale', params: { list: 'OFAC list', date: '2026-01-01', days: '99' } },
      { code: 'as-of', params: { date: '2024-05-01' } },
    ];
    expect(told([LISTED], { notes }, true).notes).toEqual([
      'Only the first 100,000 characters were checked.',
      'Judged as of 1 May 2024, not today.',
    ]);
  });

  it('says why there is none', () => {
    expect(told([])).toMatchObject({
      level: 'note',
      title: 'Nothing here that a list could name',
      things: [],
    });
    const notReady = { ok: false, error: { code: 'not-ready', message: '' } } as const;
    expect(answerOf(notReady, 'asked', false, words).title).toBe('The lists are still being loaded');
    expect(noAnswer('no-selection', '', words)).toMatchObject({ open: 'Check a text or file', text: '' });
    expect(noAnswer('no-selection', '', words).notes[0]).toContain('paste it on the page “Check a text”');
    expect(noAnswer('no-code', '', words).title).toBe('No code with an address could be read here');
  });
});

describe('lines under the address bar', () => {
  it('say the verdict, what it is, and why; of what is on no list, of when the lists are', () => {
    const offers = offersOf(checked([row(), LISTED]), 'typed', words);
    expect(offers.map(({ content }) => content)).toEqual(['typed', 'typed']);
    // Between two days stand spaces that are none of the keyboard's.
    expect(offers.map(({ description }) => description.replace(/\s/g, ' '))).toEqual([
      'On a list: hope.example (Site). US Treasury OFAC lists this. Sending money to it may be a crime where you live.',
      'Not on the lists: 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed (Ethereum (EVM)). Compared with lists of 13 August 2020 – 19 November 2026.',
    ]);
  });

  it('are few, and there is one in any case', () => {
    expect(offersOf(checked(Array.from({ length: 9 }, () => row())), '', words)).toHaveLength(MAX_OFFERED);
    expect(offersOf(checked([]), 'x', words)).toEqual([
      { content: 'x', description: 'Nothing here that a list could name' },
    ]);
    const notReady = { ok: false, error: { code: 'not-ready', message: '' } } as const;
    expect(offersOf(notReady, 'x', words)[0]?.description).toBe('The lists are still being loaded');
  });
});
