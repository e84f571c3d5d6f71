import { describe, expect, it } from 'vitest';
import { AsOf } from '#components/AsOf.tsx';
import { ListCard } from '#components/ListCard.tsx';
import { Remembers } from '#components/Remembers.tsx';
import { describeRefresh } from '#components/refresh-text.ts';
import type { ListView } from '#lib/core/lists.ts';
import { english } from './english.ts';
import { renderHtml, renderText } from './reports.tsx';

const nothing = () => undefined;
const actions = { refresh: nothing, enable: nothing, remove: nothing };

function makeList(changes: Partial<ListView> = {}): ListView {
  return {
    id: 'mine',
    title: 'My list',
    publisher: 'Me',
    licence: 'CC0-1.0',
    homepage: null,
    origin: 'remote',
    url: 'https://lists.example/a.csv',
    format: 'csv',
    enabled: true,
    version: 'abc',
    date: '2025-11-19',
    entries: 1200,
    bytes: 3 * 1024 * 1024,
    sha256: '',
    lastSuccess: '2025-11-20T10:00:00Z',
    lastTry: '2025-11-21T10:00:00Z',
    nextTry: null,
    lastError: null,
    refused: 0,
    refusals: [],
    ...changes,
  };
}
const card = (changes: Partial<ListView>) => (
  <ListCard list={makeList(changes)} busy={false} actions={actions} />
);

describe('list card', () => {
  it('shows the date, the size and the publisher', () => {
    const text = renderText(card({}));
    for (const part of ['19 November 2025, 1,200 entries', '3 MB', 'CC0-1.0', 'From the internet']) {
      expect(text).toContain(part);
    }
  });

  it('says what went wrong and that the copy from before stays', () => {
    const lastError = { code: 'offline', message: 'The server could not be reached.' };
    expect(renderText(card({ lastError }))).toContain(
      'The last try failed. The server could not be reached. The copy from before stays in use.',
    );
    expect(renderText(card({ lastError, date: null }))).not.toContain('stays in use');
  });

  it('counts what was refused and shows the first of it', () => {
    const refusals = [{ where: 'line 12', value: '1Bad', reason: 'bad-checksum' }];
    const text = renderText(card({ refused: 3, refusals }));
    expect(text).toContain('3 entries of this list could not be used');
    expect(text).toContain('The first 1 of them are shown.');
    expect(text).toContain('line 12 1Bad bad-checksum');
  });

  it('lets a bundled list be switched off but not removed', () => {
    expect(renderText(card({}))).toContain('Remove');
    const bundled = renderHtml(card({ origin: 'bundled', url: null }));
    expect(bundled).not.toContain('Remove');
    expect(bundled).toContain('type="checkbox"');
  });

  it('makes no link of a homepage that is none', () => {
    expect(renderHtml(card({ homepage: 'javascript:alert(1)' }))).not.toContain('href');
  });
});

describe('judging as of a date', () => {
  it('says which day holds', () => {
    const asOf = (date: string | null) => renderText(<AsOf asOf={date} busy={false} onChange={nothing} />);
    expect(asOf('2025-03-20')).toContain('Everything is now judged as of 20 March 2025.');
    expect(asOf(null)).toContain('Everything is judged as of today.');
  });
});

describe('what came of a refresh', () => {
  const error = { code: 'offline', message: 'The server could not be reached.' };
  it.each([
    ['The lists were asked for news just now.', [makeList()]],
    ['One list could not be refreshed.', [makeList(), makeList({ lastError: error })]],
    ['These lists come with Almsguard or from your own files.', [makeList({ origin: 'bundled' })]],
  ])('%s', (expected, lists) => {
    expect(describeRefresh(lists, english)).toContain(expected);
  });
});

describe('the switch for pages that change their address', () => {
  it('says what is kept, for how long, and what switching it off does', () => {
    const text = renderText(<Remembers on busy={false} onChange={nothing} />);
    expect(text).toContain('for 90 days');
    expect(text).toContain('Nothing is kept in private windows');
    expect(text).toContain('deletes what was kept');
    expect(renderHtml(<Remembers on busy={false} onChange={nothing} />)).toContain('checked');
    expect(renderHtml(<Remembers on={false} busy={false} onChange={nothing} />)).not.toContain('checked');
  });
});
