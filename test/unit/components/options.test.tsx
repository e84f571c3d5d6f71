import { describe, expect, it } from 'vitest';
import { AsOf } from '#components/AsOf.tsx';
import { Options } from '#components/Options.tsx';
import { Remembers } from '#components/Remembers.tsx';
import { describeRefresh } from '#components/refresh-text.ts';
import { optionsActionsOf } from '../../gallery/options-cases.ts';
import { english } from './english.ts';
import { makeList } from './lists.tsx';
import { renderHtml, renderText } from './reports.tsx';

const nothing = () => undefined;

it('reads out what came of what somebody did', () => {
  const actions = optionsActionsOf({ lists: 'never' });
  expect(renderHtml(<Options actions={actions} />)).toContain('<p class="status" aria-live="polite"></p>');
});

describe('judging as of a date', () => {
  it('says which day holds', () => {
    const asOf = (date: string | null) => renderText(<AsOf asOf={date} busy={false} onChange={nothing} />);
    expect(asOf('2025-03-20')).toContain('Everything is now judged as of 20 March 2025.');
    expect(asOf(null)).toContain('Everything is judged as of today.');
  });
});

describe('what came of a refresh', () => {
  const error = { code: 'offline', message: 'The server could not be reached.' } as const;
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
    const text = renderText(<Remembers on busy={false} onChange={nothing} onForget={nothing} />);
    expect(text).toContain('for 90 days');
    expect(text).toContain('Nothing is kept in private windows');
    expect(text).toContain('Some listed keys make many addresses.');
    expect(text).toContain('deletes both and keeps neither');
    expect(renderHtml(<Remembers on busy={false} onChange={nothing} onForget={nothing} />)).toContain(
      'checked',
    );
    expect(
      renderHtml(<Remembers on={false} busy={false} onChange={nothing} onForget={nothing} />),
    ).not.toContain('checked');
  });
});
