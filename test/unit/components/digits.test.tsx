import { readFileSync } from 'node:fs';
import { generateChromeMessages, parseMessagesText } from '@wxt-dev/i18n/build';
import type { ComponentChild } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { Foot } from '#components/Foot.tsx';
import { Headline } from '#components/Headline.tsx';
import { createWords, WordsProvider } from '#components/i18n.tsx';
import { ListCard } from '#components/ListCard.tsx';
import { Remembers } from '#components/Remembers.tsx';
import { ReportView } from '#components/ReportView.tsx';
import { gistOf } from '#lib/core/gist.ts';
import { createLookup, type MessagesFile } from '#lib/core/lookup.ts';
import { withPlurals } from '#lib/core/plural.ts';
import type { Report } from '#lib/core/report.ts';
import { marksOf } from '#lib/messaging/mark-lines.ts';
import { toolbarState } from '#lib/messaging/toolbar.ts';
import { makeList } from './lists.tsx';
import { makeClaim, makeFinding, makePlace, makeReport } from './reports.tsx';

const nothing = () => undefined;
const WORD = 'some words';
const plain = { value: WORD, id: WORD, listTitle: WORD, legalBasis: WORD, programme: null } as const;
const at = { frameId: 0, text: WORD, index: 0 };

/** Nothing in it is copied from a source as it stands there, so every digit is one of ours. */
function report(): Report {
  const claims = [
    makeClaim(plain),
    makeClaim({ ...plain, status: 'delisted', delisted: '2025-03-21', validUntil: '2026-01-14' }),
  ];
  const places = [1, 2, 3, 4, 5].map((index) => makePlace({ frame: 2, at: { ...at, index } }));
  const finding = (changes: object) =>
    makeFinding({ text: WORD, canonical: WORD, claims, places, ...changes });
  return makeReport({
    level: 'listed',
    addresses: [
      finding({}),
      finding({
        text: 'another',
        level: 'delisted',
        reasons: [
          { code: 'published', params: { subject: WORD, page: WORD, read: '2025-02-03' } },
          { code: 'rotates', params: { chain: 'bitcoin', date: '2025-04-05' } },
        ],
      }),
      finding({ text: 'a third', level: 'none', claims: [], reasons: [] }),
    ],
    watchlist: makeReport().watchlist.map((list) => ({ ...list, title: WORD, version: WORD })),
    notes: [
      { code: 'as-of', params: { date: '2025-10-01' } },
      { code: 'stale', params: { list: WORD, date: '2020-08-13', days: '2026' } },
    ],
    unread: [{ what: 'frame', count: 12, why: 'not-answering' }],
  });
}

describe.each([
  ['fa', 'fa', /[۰-۹]/, /[0-9٠-٩]/],
  ['ar', 'ar', /[0-9]/, /[٠-٩۰-۹]/],
  ['ur', 'ur', /[0-9]/, /[٠-٩۰-۹]/],
  ['en', 'en-GB', /[0-9]/, /[٠-٩۰-۹]/],
  ['zh_CN', 'zh-CN', /[0-9]/, /[٠-٩۰-۹]/],
] as const)('in %s', (file, language, own, foreign) => {
  const messages: MessagesFile = generateChromeMessages(
    parseMessagesText(readFileSync(`lib/locales/${file}.yml`, 'utf8'), 'YAML'),
  );
  const lookup = createLookup(messages, (key) => {
    throw new Error(`There is no message "${key}"`);
  });
  const words = createWords(
    withPlurals(lookup, (key) => messages[key]?.message ?? '', language),
    language,
  );
  /** What is read: the text, and what is told in place of one. */
  const textOf = (node: ComponentChild) => {
    const html = renderToString(<WordsProvider value={words}>{node}</WordsProvider>);
    const told = [...html.matchAll(/ (?:aria-label|title)="([^"]*)"/g)].map(([, text]) => text);
    return [html.replace(/<[^>]+>/g, '\n'), ...told].join('\n').replace(/&#?\w+;/g, '');
  };
  const linesWith = (text: string, digits: RegExp) => text.split('\n').filter((line) => digits.test(line));

  it('a report has one kind of digits: days, counts, places and ages', () => {
    const one = report();
    const text = textOf(
      <>
        <Headline gist={gistOf(one)} />
        <ReportView report={one} map={null} countries={[]} onReveal={nothing} onBack={nothing} />
        <Foot report={one} status="" busy={false} onRefresh={nothing} onPause={nothing} onOptions={nothing} />
      </>,
    );
    expect(linesWith(text, foreign)).toEqual([]);
    // The headline, both notes, days of two claims, five places in frames, two lists, and more.
    expect(linesWith(text, own).length).toBeGreaterThan(15);
  });

  it('the options have it: sizes, days, moments and counts', () => {
    const plainly = { title: WORD, version: WORD, id: WORD, url: null, licence: WORD };
    const list = makeList({ ...plainly, state: 'stale', refused: 1234, lapsed: '2025-11-20T10:00:00Z' });
    const actions = { refresh: nothing, enable: nothing, move: nothing, remove: nothing };
    const text = textOf(
      <>
        <ListCard list={list} place={0} count={1} busy={false} actions={actions} />
        <ListCard
          list={{ ...list, state: 'fetching', fetched: 99_999 }}
          place={0}
          count={1}
          busy={false}
          actions={actions}
        />
        <Remembers on busy={false} onChange={nothing} onForget={nothing} />
      </>,
    );
    expect(linesWith(text, foreign)).toEqual([]);
    expect(linesWith(text, own).length).toBeGreaterThan(5);
  });

  it('what stands over pages and in the toolbar has it', () => {
    const lines = marksOf(report(), 0, words).flatMap(({ line, more }) => [line, ...more]);
    const badge = toolbarState({ ...report(), notes: [] }, words).text;
    expect(linesWith([...lines, badge].join('\n'), foreign)).toEqual([]);
    expect(badge).toMatch(own);
    expect(lines.some((line) => own.test(line))).toBe(true);
  });

  it('messages are written with it', () => {
    // Names keep theirs: STIX 2.1, SHA-256, and so does the law of another country.
    const texts = Object.values(messages).map(({ message }) =>
      message.replace(
        /\$\d|\{\w+\}|(?:STIX|TAXII|TLP) 2\.\d|DBAD 1\.1|17 USC 105|\p{Lu}[\p{Lu}\d-]*\d/gu,
        '',
      ),
    );
    expect(texts.filter((text) => foreign.test(text))).toEqual([]);
  });
});
