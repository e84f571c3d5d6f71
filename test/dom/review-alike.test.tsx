import { afterEach, expect, it } from 'vitest';
import type { Report } from '#lib/core/report.ts';
import { caseId } from '#lib/review/case-id.ts';
import { seenOf } from '#lib/review/seen.ts';
import { makeFinding, makePlace, makeReport } from '../support/report-views.ts';
import { memoryStore, pageRow, space } from '../support/review-space.ts';
import { closePage, openPage } from './review-page-open.tsx';
import { alert, click, play, root, said, type } from './review-panel-page.tsx';

afterEach(closePage);

const urlOf = (name: string) => `https://${name}.example/`;
const pageOf = (url: string, context: 'donation' | 'mention' = 'donation'): Report =>
  makeReport({
    url,
    title: '',
    context,
    level: 'listed',
    addresses: [makeFinding({ level: 'listed', places: [makePlace({ context })] })],
  });
const contextOf = (url: string) => (url.includes('news') ? 'mention' : 'donation');

/** Pages that ask for money with one wallet, and news about it. */
async function oneWallet(names = ['a', 'b', 'c', 'd', 'e', 'news']) {
  const store = memoryStore();
  const somebody = space(store, 'Somebody');
  for (const name of names) {
    const url = urlOf(name);
    await somebody.add([pageRow(url)], 'paste');
    const seen = seenOf(pageOf(url, contextOf(url)));
    if (seen) await somebody.see(caseId(url), seen);
  }
  return store;
}
const offer = () => root.querySelector('.alike');
const panel = async () =>
  play({ store: await oneWallet(), pages: [], report: (url) => pageOf(url, contextOf(url)) });

it('offers to decide new cases of the same wallet the same way, chooses nothing, and takes no focus', async () => {
  const { states } = await panel();
  await type('j', 'c', '1');
  expect(said()).toContain('review_alike_title(4)');
  expect(offer()?.contains(document.activeElement)).toBe(false);
  const hosts = [...root.querySelectorAll('.hosts li')].map(({ textContent }) => textContent);
  expect(hosts).toEqual(['b.example', 'c.example', 'd.example']);
  expect(root.querySelectorAll('.alike details li')).toHaveLength(4);
  expect(offer()?.textContent).toContain('review_reason_listed');
  // News about it is another kind of page.
  expect(offer()?.textContent).toContain('review_alike_others(1)');
  expect(offer()?.textContent).not.toContain('news.example');
  expect(await states()).toMatchObject({ b: ['new', null] });
});

it('decides them with one key, goes on to what is left, and takes all back at once', async () => {
  const { states, caseOf, told } = await panel();
  await type('j', 'c', '1', 'a');
  const lot = { b: ['confirmed', 'listed'], c: ['confirmed', 'listed'], e: ['confirmed', 'listed'] };
  expect(await states()).toMatchObject({ ...lot, n: ['new', null] });
  expect(await caseOf(urlOf('b'))).toMatchObject({ like: caseId(urlOf('a')), evidence: null });
  expect(said()).toContain('review_alike_done(4)');
  expect(offer()).toBe(null);
  expect(told.at(-1)).toBe(`open ${urlOf('news')}`);
  await type('u');
  expect(said()).toBe('review_alike_done_undo(4)');
  expect(await states()).toMatchObject({ a: ['confirmed', 'listed'], b: ['new', null], e: ['new', null] });
  await type('r');
  expect(said()).toBe('review_alike_done_redo(4)');
  expect(await states()).toMatchObject(lot);
  await type('u', 'u');
  expect(await states()).toMatchObject({ a: ['new', null], b: ['new', null] });
});

it('takes back what was before, where all of the last was taken back or gone on with in another view', async () => {
  for (const isPage of [false, true]) {
    location.hash = '';
    const store = await oneWallet(['a', 'b', 'c']);
    const { states } = isPage
      ? await openPage({ store })
      : await play({ store, pages: [], report: (url) => pageOf(url, contextOf(url)) });
    await type('j', 'c', '1', 'a');
    const other = space(store, 'Ada');
    await other.undo(caseId(urlOf('b')));
    await other.note(caseId(urlOf('c')), 'Looked at it');
    await type('u');
    expect(await states()).toMatchObject({ a: ['new', null], b: ['new', null], c: ['confirmed', 'listed'] });
    await type('r');
    expect(await states()).toMatchObject({ a: ['confirmed', 'listed'] });
    expect(alert()).toBe('');
  }
});

it('takes nothing else back in its place, and says so', async () => {
  const { store, states } = await panel();
  await type('j');
  const other = space(store, 'Ada');
  await type('i');
  await other.undo(caseId(urlOf('a')));
  await other.add([pageRow(urlOf('z'))], 'paste');
  await type('u');
  expect(said()).toBe('review_problem_nothing_to_undo');
  expect(await states()).toMatchObject({ a: ['new', null], z: ['new', null] });
});

it('says in each on what it rests', async () => {
  await panel();
  await type('j', 'c', '1', 'a', 'k');
  expect(root.querySelector('.case')?.textContent).toContain('review_alike_like(a.example/)');
});

it('is offered once: it goes when it is declined, and when the decision is taken back', async () => {
  const { states } = await panel();
  await type('j', 'c', '1');
  await click('.alike .buttons button', 1);
  expect(offer()).toBe(null);
  await type('a');
  expect(said()).toBe('review_alike_none');
  expect(await states()).toMatchObject({ b: ['new', null] });
  await type('d', '1');
  expect(offer()).not.toBe(null);
  await type('u');
  expect(offer()).toBe(null);
});

it('is not offered after what ends no case', async () => {
  await panel();
  await type('j', 's', '1');
  expect(offer()).toBe(null);
});

it('leaves whoever pressed its button where they can go on', async () => {
  await panel();
  await type('j');
  await click('.bar .switch input');
  await type('c', '1');
  root.querySelector<HTMLElement>('.alike [data-act="alike"]')?.focus();
  await click('.alike [data-act="alike"]');
  expect(offer()).toBe(null);
  expect(document.activeElement?.localName).toBe('h2');
});

it('is kept by one press more where the disk was full', async () => {
  const { store, states } = await panel();
  await type('j', 'c', '1');
  store.fail = 'disk-full';
  await type('a');
  expect(await states()).toMatchObject({ b: ['new', null] });
  store.fail = 'no';
  await click('.trouble .primary');
  expect(await states()).toMatchObject({ b: ['confirmed', 'listed'] });
  expect(offer()).toBe(null);
});

it('does all of it on the page of the workspace as well', async () => {
  location.hash = '';
  const { states, caseOf } = await openPage({ store: await oneWallet() });
  await type('j', 'd', '1');
  expect(said()).toContain('review_alike_title(4)');
  expect(root.querySelectorAll('.alike details li')).toHaveLength(4);
  await click('.alike [data-act="alike"]');
  expect(said()).toContain('review_alike_done(4)');
  expect(await states()).toMatchObject({ b: ['dismissed', 'quotes'], e: ['dismissed', 'quotes'] });
  expect((await caseOf(urlOf('b'))).like).toBe(caseId(urlOf('a')));
  await type('u');
  expect(said()).toBe('review_alike_done_undo(4)');
  expect(await states()).toMatchObject({ a: ['dismissed', 'quotes'], b: ['new', null] });
});

it('tells in the history of each that it was decided like another', async () => {
  location.hash = '';
  await openPage({ store: await oneWallet(['a', 'b']) });
  await type('j', 'd', '1', 'a');
  expect(root.querySelector('.detail h2')?.textContent).toBe('b.example/');
  const history = [...root.querySelectorAll('.history li')].map(({ textContent }) => textContent);
  expect(history.at(-1)).toContain('overview_act_alike(overview_act_decide_why(');
});
