import { describe, expect, it } from 'vitest';
import { ListCard } from '#components/ListCard.tsx';
import { Lists, Offers, PolicyNote } from '#components/Lists.tsx';
import { groupRefusals } from '#components/refusal-groups.ts';
import type { Refusal } from '#lib/core/entry.ts';
import type { ListsView, ListView } from '#lib/core/lists.ts';
import type { ProblemCode } from '#lib/core/problems.ts';
import { CATALOGUE } from '#lib/feed/catalogue.ts';
import { viewOffers } from '#lib/messaging/list-view.ts';
import { makeList, makeView } from './lists.tsx';
import { renderHtml, renderText } from './reports.tsx';

const nothing = () => undefined;
const actions = { refresh: nothing, enable: nothing, move: nothing, remove: nothing };
const card = (changes: Partial<ListView>, place = 1) => (
  <ListCard list={makeList(changes)} place={place} count={3} busy={false} actions={actions} />
);
const error = (code: ProblemCode, message: string) => ({ lastError: { code, message } });

describe('list card', () => {
  it('shows whose it is, how old, how large, when it was and will be asked for', () => {
    const text = renderText(card({ ...error('timeout', 'After 300 s.'), nextTry: '2025-11-22T10:00:00Z' }));
    for (const part of [
      'Me · From the internet · 19 November 2025, 1,200 entries',
      'Size 3 MB',
      'Licence CC0-1.0',
      'Last refreshed 20 November 2025',
      'Last tried 21 November 2025',
      'For specialists After 300 s.',
      'Next try 22 November 2025',
      'Name in an organisation’s settings url:mine',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('tells what exactly went wrong in words, and keeps what only specialists read apart, in its own language', () => {
    const detail = { code: 'version', params: { file: 'root.json', version: '3', expected: '4' } } as const;
    const failed = { lastError: { code: 'mismatch', message: 'Root 3 after 3.', detail } } as const;
    expect(renderText(card(failed))).toContain(
      'What exactly went wrong The file \u2066root.json\u2069 came as version \u20663\u2069, in place of \u20664\u2069. ' +
        'For specialists Root 3 after 3.',
    );
    expect(renderHtml(card(failed))).toContain('<span lang="en" dir="ltr">Root 3 after 3.</span>');
    expect(renderText(card(error('timeout', 'After 300 s.')))).not.toContain('What exactly');
    expect(renderText(card({}))).not.toMatch(/What exactly|specialists/);
  });

  it('names signed changes that could not be used', () => {
    expect(renderText(card({ faultyDelta: 'lists/a.almsdiff.gz' }))).toContain(
      'Signed changes that could not be used The fault is in the file \u2066lists/a.almsdiff.gz\u2069.',
    );
    expect(renderText(card({}))).not.toContain('Signed changes');
  });

  it.each<[string, Partial<ListView>, RegExp]>([
    ['fetching', { state: 'fetching', fetched: 5 * 1024 * 1024 }, /Downloading, 5 MB so far/],
    [
      'failed',
      { state: 'failed', ...error('offline', 'TypeError: Failed to fetch') },
      /The last try failed\. The server could not be reached\. The copy from before stays in use\./,
    ],
    [
      'held back',
      { state: 'held-back', lastError: { code: 'held-back', message: '', counts: [1000, 300, 2] } },
      /is held back\. So much would change .*in use now: 1,000\. Of these would go: 300\. New ones would come: 2\. .*Take the newer version/,
    ],
    [
      'held back, as an older version of Almsguard noted',
      { state: 'held-back', ...error('held-back', '') },
      /A newer version came and is held back\. So much would change at once .* Details/,
    ],
    [
      'never',
      { state: 'never', date: null, bytes: 0, entries: 0 },
      /No data yet In use Nothing has come yet\./,
    ],
    ['stale', { state: 'stale' }, /The data is from 19 November 2025\. What changed since is missing\./],
    [
      'not vouched for any more',
      { state: 'stale', lapsed: '2025-11-20T06:00:00Z', nextTry: '2025-11-22T10:00:00Z' },
      /Until 20 November 2025 at 06:00 the publisher confirmed that this was the newest data\. .* Next try: 22 November 2025/,
    ],
    [
      'failing, and not vouched for any more',
      { state: 'failed', lapsed: '2025-11-20T06:00:00Z', ...error('offline', 'Gone.') },
      /The server could not be reached\. The copy from before stays in use\. Until 20 November 2025 at 06:00 the publisher confirmed/,
    ],
    ['replaced', { replacedBy: 'The newer one' }, /“The newer one” holds newer data and speaks in place/],
    [
      'managed',
      { managed: true, locked: true },
      /Set by your organisation .* decides whether this list is in use/,
    ],
    ['offered', { covers: 'ofac-sdn' }, /from the Treasury’s own file/],
    ['bundled', { covers: 'ofac_delisted' }, /taken off the US sanctions list, told as history/],
  ])('says of a list that is %s what that means', (_, changes, words) => {
    expect(renderText(card(changes)).replace(/\s+/g, ' ')).toMatch(words);
  });

  it('says of a version that waits how much would change, and of a fault nothing that only a programmer reads', () => {
    const alarm = { state: 'alarm' as const, ...error('alarm-rollback', 'snapshot.json 3 < 4') };
    expect(renderText(card(alarm))).toMatch(/A newer signature takes back .*For specialists snapshot.json 3/);
    expect(renderText(card(alarm)).match(/snapshot/g)).toHaveLength(1);
  });

  it('says nothing of a list that is well', () => {
    expect(renderText(card({}))).not.toMatch(
      /Downloading|failed|held back|Nothing has come|missing|place of/,
    );
    // Whoever is replaced by newer data is not reproached with its age.
    expect(renderText(card({ state: 'stale', replacedBy: 'X' }))).not.toContain('is missing');
    const never = { state: 'failed' as const, ...error('offline', 'No.'), date: null };
    expect(renderText(card(never))).not.toContain('stays in use');
  });

  it('shows how a download goes to those who cannot see it', () => {
    expect(renderHtml(card({ state: 'fetching', fetched: 0 }))).toContain(
      '<progress aria-label="Download of “My list”">',
    );
  });

  it('has nothing to remove, or to switch, where that is not the reader’s', () => {
    expect(renderText(card({}))).toContain('Remove');
    expect(renderText(card({ removable: false }))).not.toContain('Remove');
    const disabled = /<input type="checkbox" checked disabled/;
    expect(renderHtml(card({ locked: true }))).toMatch(disabled);
    expect(renderHtml(card({}))).not.toMatch(disabled);
  });

  it('has a button for each step in the order, and none beyond the ends', () => {
    const state = (place: number) =>
      ['up', 'down'].map((way) =>
        new RegExp(`disabled aria-label="Move “My list” ${way}"`).test(renderHtml(card({}, place))),
      );
    expect([0, 1, 2].map(state)).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ]);
  });

  it('does not ask anew for what is being downloaded, nor for a file', () => {
    const refresh = /<button type="button" aria-label="Refresh “My list”">/;
    expect(renderHtml(card({}))).toMatch(refresh);
    expect(renderHtml(card({ state: 'fetching', fetched: 0 }))).not.toMatch(refresh);
    expect(renderText(card({ origin: 'file', url: null }))).not.toContain('Refresh');
  });

  it('makes no link of a homepage that is none', () => {
    expect(renderHtml(card({ homepage: 'javascript:alert(1)' }))).not.toContain('href');
  });
});

describe('what was left out of a list', () => {
  const refusals: Refusal[] = [
    { where: 'line 12', value: '1Bad', reason: 'bad-address' },
    { where: 'line 15', value: 'x.odd', reason: 'unknown-tld' },
    { where: 'line 19', value: '1Worse', reason: 'bad-address' },
  ];

  it('is counted by reason, with its examples', () => {
    const text = renderText(card({ refused: 9, refusals })).replace(/\s+/g, ' ');
    expect(text).toContain('9 entries of this list were left out');
    expect(text).toContain('The first 3 of them are shown.');
    expect(text).toMatch(
      /No address of a known form \(2\).*line 12 1Bad.*line 19 1Worse.*The last part of the site’s name does not exist \(1\)/,
    );
  });

  it('says where it stood in words, and leaves a publisher’s own name as it is', () => {
    const where = (text: string) =>
      renderHtml(card({ refused: 1, refusals: [{ where: text, value: 'x', reason: 'bad-value' }] }));
    expect(where('line 1200')).toContain('<td>line 1,200</td>');
    expect(where('sdn:1/feature:2')).toContain('<td><bdi dir="ltr">sdn:1/feature:2</bdi></td>');
  });

  it('says how many of them are shown', () => {
    const shown = (count: number) => renderText(card({ refused: 9, refusals: refusals.slice(0, count) }));
    expect(shown(0)).toContain('The list does not say which.');
    expect(shown(1)).toContain('The first of them is shown.');
    expect(renderText(card({ refused: 3, refusals }))).not.toMatch(/first|which/);
  });

  it('shows the most frequent reason first', () => {
    const [, late, ...rest] = refusals;
    const groups = groupRefusals([late, refusals[0], ...rest].filter((one) => one !== undefined));
    expect(groups.map(({ reason, refusals: some }) => [reason, some.length])).toEqual([
      ['bad-address', 2],
      ['unknown-tld', 1],
    ]);
  });
});

describe('the lists together', () => {
  const lists = (view: ListsView) => (
    <Lists view={view} busy={false} actions={actions} onRefreshAll={nothing} />
  );

  it('says that they live in memory only', () => {
    expect(renderText(lists(makeView({ memoryOnly: true })))).toContain('loaded again at every start');
    expect(renderText(lists(makeView()))).not.toContain('loaded again at every start');
  });

  it('shows them in the order they come in', () => {
    const view = makeView({
      lists: [makeList({ id: 'b', title: 'Bee' }), makeList({ id: 'a', title: 'Ay' })],
    });
    expect(renderText(lists(view))).toMatch(/Bee.*Ay/s);
  });
});

describe('what is offered', () => {
  const offers = (view: ListsView) => <Offers view={view} busy={false} onTake={nothing} />;

  it('shows publisher, licence and what it covers before it can be switched on', () => {
    const text = renderText(offers(makeView({ offers: viewOffers([]) })));
    for (const { title, licence, publisher } of CATALOGUE) {
      for (const part of [title, licence, publisher]) expect(text).toContain(part);
    }
    const [first] = CATALOGUE;
    const one = renderHtml(offers(makeView({ offers: viewOffers([]).slice(0, 1) })));
    expect(one.indexOf(first?.licence ?? '-')).toBeLessThan(one.indexOf('Switch this list on'));
    expect(one).not.toContain('<details open');
  });

  it('cannot be switched on where an organisation decides', () => {
    const view = makeView({
      offers: viewOffers([]),
      policy: { usersMayAddLists: false, problems: [], remembered: null },
    });
    expect(renderText(offers(view))).not.toContain('Switch this list on');
    expect(renderText(<PolicyNote view={view} />)).toContain(
      'Your organisation decides which lists there are.',
    );
  });

  it('is nothing where all of it is taken', () => {
    expect(renderText(offers(makeView()))).toBe('');
  });
});
