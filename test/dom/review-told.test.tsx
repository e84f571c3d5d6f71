/** What the page of the workspace tells of what was done, and what it lets go of. */
import { render } from 'preact';
import { afterEach, expect, it, vi } from 'vitest';
import { WordsProvider } from '#components/i18n.tsx';
import { Print } from '#components/review/overview/Print.tsx';
import { Proof } from '#components/review/Proof.tsx';
import type { Evidence } from '#lib/core/review.ts';
import type { PageActions, Printing } from '#lib/core/review-page.ts';
import { makeReport } from '../support/report-views.ts';
import { ADD, CASE, decide, minute, PAGE, workspace } from '../support/review-acts.ts';
import { memoryStore, pageRow, reviewCase, space } from '../support/review-space.ts';
import { closePage, openPage } from './review-page-open.tsx';
import { play, root, settle, text, words } from './review-panel-page.tsx';

afterEach(closePage);

async function go(hash: string): Promise<void> {
  location.hash = hash;
  await settle();
}

it('names in the log what was taken back', async () => {
  const store = memoryStore();
  const ada = space(store, 'Ada');
  await ada.add([pageRow(PAGE)], 'paste');
  await ada.note(CASE, 'Wrong page');
  await ada.undo(CASE);
  await openPage({ store });
  await go('#log');
  const [last] = root.querySelectorAll('.log tbody tr');
  expect(last?.textContent).toContain('overview_act_undo_what(overview_act_note(Wrong page))');
});

it('tells an answer after its question, also where a clock was behind', async () => {
  const store = memoryStore();
  const [ada, bea] = [workspace('ada', 'Ada'), workspace('bea', 'Bea')];
  ada.act(minute(30), ADD);
  const asked = ada.act(minute(40), decide('second-opinion'));
  bea.act(minute(10), decide('dismissed', [asked]));
  await store.merge([...bea.lines, ...ada.lines]);
  await openPage({ store });
  const told = (from: string) =>
    [...root.querySelectorAll(from)].map(({ textContent }) =>
      /act_add|second_opinion|dismissed/.exec(textContent ?? '')?.join(),
    );
  await go(`#case/${CASE}`);
  expect(told('.history li')).toEqual(['act_add', 'second_opinion', 'dismissed']);
  await go('#log');
  expect(told('.log tbody tr')).toEqual(['dismissed', 'second_opinion', 'act_add']);
});

it('says who is at a case, and since when', async () => {
  const store = memoryStore();
  const bea = space(store, 'Bea');
  await bea.add([pageRow(PAGE)], 'paste');
  await bea.decide(CASE, 'in-review', null);
  await openPage({ store });
  const at = words.time((await store.case(CASE))?.begunAt ?? '');
  expect(root.querySelector('.cases tbody')?.textContent).toContain(`review_begun(Bea, ${at})`);
  await go(`#case/${CASE}`);
  expect(root.querySelector('.detail header')?.textContent).toContain(`review_begun(Bea, ${at})`);
  // It waits for nobody else yet: the panel has it where all are listed.
  await play({ store, pages: [] });
  expect(text()).toContain('review_none_waiting');
  root.querySelector<HTMLInputElement>('.switch input')?.click();
  await settle();
  expect(root.querySelector('.queue')?.textContent).toContain(`review_begun(Bea, ${at})`);
});

it.each([
  ['https://short.example/x', 'https://short.example/x', true],
  [PAGE, PAGE, false],
  // As evidence was kept before it held the address of its case.
  [undefined, '', true],
])('says of evidence from which address it came: %s', async (url, told, leads) => {
  const evidence: Evidence = {
    report: makeReport({ title: 'Masks' }),
    placements: [],
    ...(url !== undefined && { url }),
    finalUrl: PAGE,
    at: minute(0),
    lists: [],
    extension: '0.1.0',
    browser: 'Chromium 140',
    pictures: { plain: null, marked: null },
  };
  render(
    <WordsProvider value={words}>
      <Proof
        hash="a"
        isOpen
        proofRef={{ current: null }}
        load={async () => ({ evidence, plain: null, marked: null })}
        onToggle={() => undefined}
      />
    </WordsProvider>,
    root,
  );
  await settle();
  const rows = new Map(
    [...root.querySelectorAll('.facts > div')].map((row) => [
      row.querySelector('dt')?.textContent,
      row.querySelector('dd')?.textContent,
    ]),
  );
  expect(rows.get('print_page')).toBe(`Masks${told}`);
  expect(rows.get('print_led_to')).toBe(leads ? PAGE : undefined);
});

it('lets go of the pictures of a report when nobody looks at it any more', async () => {
  const revoke = vi.spyOn(URL, 'revokeObjectURL').mockImplementation(() => undefined);
  let finish = (_printing: Printing) => {};
  const made = new Promise<Printing>((done) => {
    finish = done;
  });
  const printing: Printing = {
    report: { rows: [], cases: [], limits: [] },
    pictures: new Map([
      ['a', 'blob:a'],
      ['b', 'blob:b'],
    ]),
  };
  const show = () =>
    render(
      <WordsProvider value={words}>
        <Print actions={{ print: () => made } as unknown as PageActions} cases={[reviewCase(PAGE)]} />
      </WordsProvider>,
      root,
    );
  show();
  await settle();
  // It was left before it was made.
  render(null, root);
  await settle();
  finish(printing);
  await settle();
  expect(revoke.mock.calls.flat()).toEqual(['blob:a', 'blob:b']);
  revoke.mockClear();
  show();
  await settle();
  expect(text()).toContain('print_title');
  expect(revoke).not.toHaveBeenCalled();
  render(null, root);
  await settle();
  expect(revoke.mock.calls.flat()).toEqual(['blob:a', 'blob:b']);
  revoke.mockRestore();
});
