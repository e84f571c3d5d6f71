import { readFileSync } from 'node:fs';
import { generateChromeMessages, parseMessagesText } from '@wxt-dev/i18n/build';
import type { ComponentChild } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { ClaimDetails } from '#components/ClaimDetails.tsx';
import { Disagreement } from '#components/Disagreement.tsx';
import { stepsOf } from '#components/evidence-steps.ts';
import { Foot } from '#components/Foot.tsx';
import { createWords, WordsProvider } from '#components/i18n.tsx';
import { ListCard } from '#components/ListCard.tsx';
import { ListFacts } from '#components/ListFacts.tsx';
import { NoneOf } from '#components/lookup/RowDetails.tsx';
import { listsOf, viewRows, WHOLE } from '#components/lookup/rows.ts';
import { OfferCard } from '#components/OfferCard.tsx';
import { Differences } from '#components/review/Changed.tsx';
import { ListCounts } from '#components/review/overview/ListCounts.tsx';
import { Brings } from '#components/SettingsFile.tsx';
import { Wrong } from '#components/Wrong.tsx';
import type { Checked, CheckedRow } from '#lib/core/checked.ts';
import { createLookup, type MessagesFile } from '#lib/core/lookup.ts';
import { answerOf } from '#lib/messaging/answer-words.ts';
import { viewOffers } from '#lib/messaging/list-view.ts';
import { makeList } from './lists.tsx';
import { makeClaim, makeFinding, makeReport } from './reports.tsx';

const messages: MessagesFile = generateChromeMessages(
  parseMessagesText(readFileSync('lib/locales/ar.yml', 'utf8'), 'YAML'),
);
const t = createLookup(messages, (key) => {
  throw new Error(`There is no message "${key}"`);
});
const words = createWords(t, 'ar');
const htmlOf = (node: ComponentChild) => renderToString(<WordsProvider value={words}>{node}</WordsProvider>);

const TITLE = 'OFAC sanctions list (SDN)';
const TOLD = 'قائمة عقوبات OFAC الأمريكية (SDN)';
const nothing = () => undefined;
const actions = { refresh: nothing, enable: nothing, move: nothing, remove: nothing };
const claim = makeClaim({ listTitle: TITLE });
const list = { id: 'ofac-sdn', title: TITLE, version: '1', date: '2025-11-19', hash: null };
const row = { text: 'x', canonical: 'x', chain: null, level: 'listed', reasons: [], claims: [claim] };
const rows = [{ ...row, what: 'host', encoding: null, times: 1, line: 1 }] as unknown as CheckedRow[];
const checked = { lists: [list], rows, notes: [], left: 0, date: '2025-11-19' } as unknown as Checked;
const stale = { code: 'stale', params: { list: TITLE, date: '2025-11-19', days: '30' } };
const report = {
  ...makeReport(),
  notes: [stale],
  watchlist: makeReport().watchlist.map((one) => ({ ...one, title: TITLE })),
};

describe('in another language a list is called in its words', () => {
  it.each<[string, ComponentChild]>([
    [
      'a list',
      <ListCard
        key=""
        list={makeList({ title: TITLE })}
        place={0}
        count={1}
        busy={false}
        actions={actions}
      />,
    ],
    [
      'a list that another one replaces',
      <ListCard
        key=""
        list={makeList({ replacedBy: TITLE })}
        place={0}
        count={1}
        busy={false}
        actions={actions}
      />,
    ],
    [
      'a download',
      <ListCard
        key=""
        list={makeList({ title: TITLE, state: 'fetching', fetched: 1 })}
        place={0}
        count={1}
        busy={false}
        actions={actions}
      />,
    ],
    [
      'what settings bring',
      <Brings key="" preview={{ adds: [{ title: TITLE, url: 'x' }], offs: [TITLE], unknown: [TITLE] }} />,
    ],
    [
      'the foot of the popup',
      <Foot
        key=""
        report={report}
        status=""
        busy={false}
        onRefresh={nothing}
        onPause={nothing}
        onOptions={nothing}
      />,
    ],
    [
      'two sides',
      <Disagreement
        key=""
        finding={{
          level: 'listed',
          claims: [
            { ...claim, bearing: 'for' },
            { ...claim, bearing: 'outweighed' },
          ],
        }}
      />,
    ],
    ['a list that does not name it', <NoneOf key="" checked={checked} />],
    ['a change', <Differences key="" what={[{ text: 'x', entry: 'x', list, says: 'removed' }]} />],
    [
      'counts',
      <ListCounts
        key=""
        lists={[{ list: 'a', cases: 1, confirmed: 1, dismissed: 0 }]}
        listTitle={() => TITLE}
      />,
    ],
  ])('%s', (_, node) => {
    const html = htmlOf(node);
    expect(html).toContain(TOLD);
    expect(html).not.toContain(TITLE);
  });

  it('the evidence, an answer on a page, and a row of a result, which is found by either', () => {
    expect(stepsOf(makeFinding(), claim, makeReport(), words).at(-1)?.value).toBe(TOLD);
    const answer = JSON.stringify(
      answerOf({ ok: true, value: checked }, 'x', false, { ...words, appearance: 'dark' }),
    );
    expect(answer).toContain(TOLD);
    expect(answer).not.toContain(TITLE);
    expect(listsOf(rows[0] as CheckedRow, t)).toEqual([TOLD]);
    for (const text of ['الأمريكية', 'sanctions LIST', 'nobody']) {
      expect(viewRows(rows, { ...WHOLE, text }, t)).toHaveLength(text === 'nobody' ? 0 : 1);
    }
  });

  it('an offer tells its licence in words, unless that is a name', () => {
    const html = viewOffers([]).map((offer) =>
      htmlOf(<OfferCard offer={offer} busy={false} onTake={nothing} />),
    );
    const [metamask = ''] = html.filter((one) => one.includes('stalelist'));
    expect(metamask).toContain('قائمة MetaMask لمواقع التصيّد');
    expect(metamask).toContain('غير مذكور، والقائمة مبنية على');
    expect(html.join('')).not.toMatch(/Not stated|Public domain|not an open/);
    expect(html.join('')).toContain('<bdi>GPL-3.0</bdi>');
  });

  it('so do the details of a list, and those of a claim tell its line', () => {
    expect(htmlOf(<ListFacts list={makeList({ licence: 'not stated' })} />)).toContain('غير مذكور');
    const details = (id: string) => htmlOf(<ClaimDetails claim={{ ...claim, id }} watchlist={[]} />);
    expect(details('line 12')).toContain('السطر 12');
    // Of a publisher who counts so, and not of a file without ids.
    expect(details('wallet 5')).toContain('<bdi dir="ltr">wallet 5</bdi>');
    expect(details('sdn:1/feature:2')).toContain('<bdi dir="ltr">sdn:1/feature:2</bdi>');
  });

  it('what is written to its publisher names it as the publisher does', () => {
    expect(htmlOf(<Wrong claim={claim} />)).toContain(TITLE);
  });
});
