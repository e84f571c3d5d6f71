import { render } from 'preact';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { memoryDrafts } from '../support/review-panel.ts';
import { memoryStore, space } from '../support/review-space.ts';
import { closePage, openPage } from './review-page-open.tsx';
import { alert, click, fill, root, said, settle, text, type } from './review-panel-page.tsx';

beforeEach(() => {
  location.hash = '';
});
afterEach(closePage);

const title = () => root.querySelector('.detail h2')?.textContent ?? null;

it('opens the first case of the list and decides one after the other, with keys alone', async () => {
  const { states } = await openPage();
  await type('j');
  expect(title()).toBe('a.example/');
  expect(document.activeElement?.textContent).toBe('a.example/');
  await type('c', '2');
  expect(title()).toBe('b.example/');
  expect(said()).toContain('review_decided(review_state_confirmed, a.example/)');
  await type('d', '1');
  await type('e', '1');
  expect(await states()).toEqual({
    a: ['confirmed', 'linked'],
    b: ['dismissed', 'quotes'],
    c: ['escalated', 'listed'],
  });
  // There is none behind it: it stays, and says so.
  expect(title()).toBe('c.example/');
  expect(said()).toContain('overview_last');
});

it('does the same by mouse', async () => {
  const { states } = await openPage();
  await click('.cases tbody a');
  await click('[data-act="confirmed"]');
  await click('.reasons button');
  await click('[data-act="previous"]');
  expect(title()).toBe('a.example/');
  await click('[data-act="undo"]');
  expect(await states()).toMatchObject({ a: ['new', null] });
  await click('[data-act="redo"]');
  expect(await states()).toMatchObject({ a: ['confirmed', 'listed'] });
  await click('[data-act="queue"]');
  expect(root.querySelector('.cases')).not.toBe(null);
});

it('goes through the list as it was when it was left, whatever moves in it', async () => {
  await openPage();
  await type('j', 'j', 'i');
  // The case that somebody is at comes first in the queue.
  await type('j');
  expect(title()).toBe('c.example/');
  await type('k', 'k');
  expect(title()).toBe('a.example/');
  await type('k');
  expect(title()).toBe('a.example/');
  expect(said()).toBe('overview_first');
});

it('takes back what was last, whatever is open by then', async () => {
  const { states } = await openPage();
  await type('j', 'c', '1', 'd', '1', 'q');
  expect(title()).toBe(null);
  await type('u');
  expect(title()).toBe('b.example/');
  await type('u');
  expect(title()).toBe('a.example/');
  expect(await states()).toEqual({ a: ['new', null], b: ['new', null], c: ['new', null] });
  await type('r');
  expect(await states()).toMatchObject({ a: ['confirmed', 'listed'] });
});

it('takes nothing for an act that changed nothing: a tag that is there, being at a case twice', async () => {
  const { states, store, caseOf } = await openPage();
  const tag = async () => {
    await fill('#case-tag', 'winter');
    await click('.notes form button');
  };
  await type('j');
  await tag();
  expect(said()).toBe('review_tag_added');
  await type('Escape', 'i');
  const lines = (await store.log()).length;
  await type('j', 'd', '1', 'k', 'k');
  expect(title()).toBe('a.example/');
  await tag();
  expect(said()).toBe('review_tag_there');
  await type('Escape', 'i');
  expect(await store.log()).toHaveLength(lines + 1);
  await type('u');
  expect(title()).toBe('b.example/');
  expect(await states()).toMatchObject({ a: ['in-review', null], b: ['new', null] });
  expect((await caseOf('https://a.example/')).tags).toEqual(['winter']);
});

it('settles what two reviewers decided differently, with both in view', async () => {
  const { store, caseOf } = await openPage();
  const { id } = await caseOf('https://a.example/');
  await space(store, 'Ada').decide(id, 'confirmed', 'listed');
  await space(store, 'Bea').decide(id, 'dismissed', 'quotes', { inView: [] });
  await openPage({ store });
  location.hash = `#case/${id}`;
  await settle();
  expect(text()).toContain('review_rivals');
  await type('c', '1');
  expect(await caseOf('https://a.example/')).toMatchObject({ state: 'confirmed', rivals: [] });
});

it('keeps the evidence that a case has when it is decided again, and tells where there is none', async () => {
  const { store, caseOf } = await openPage();
  const { id } = await caseOf('https://a.example/');
  const proof = { hash: 'a'.repeat(64), attachments: [] };
  await space(store, 'Bea').decide(id, 'dismissed', 'quotes', { proof });
  await openPage({ store });
  location.hash = `#case/${id}`;
  await settle();
  await type('c', '1');
  expect(said()).toContain('review_kept_earlier');
  expect((await caseOf('https://a.example/')).evidence).toBe(proof.hash);
  location.hash = `#case/${(await caseOf('https://b.example/')).id}`;
  await settle();
  await type('c', '1');
  expect(said()).toContain('review_kept_none');
});

it('tells whoever asked for a second opinion so before they look for a reason', async () => {
  const { store, states, caseOf } = await openPage();
  const { id } = await caseOf('https://a.example/');
  await space(store, 'Ada').decide(id, 'second-opinion', null);
  await openPage({ store });
  location.hash = `#case/${id}`;
  await settle();
  expect(root.querySelector('.decide')?.textContent).toBe('review_problem_own_second_opinion');
  await type('c');
  expect(root.querySelector('.reasons')).toBe(null);
  expect(alert()).toContain('review_problem_own_second_opinion');
  expect(await states()).toMatchObject({ a: ['second-opinion', null] });
});

it('hears no keys while somebody writes, with other keys held, or without a name', async () => {
  const { states } = await openPage();
  await type('j', 'w');
  await fill('#case-note', 'x');
  await type('c');
  expect(root.querySelector('.reasons')).toBe(null);
  await type('Escape');
  for (const held of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { repeat: true }]) {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'c', bubbles: true, ...held }));
  }
  await settle();
  expect(root.querySelector('.reasons')).toBe(null);
  expect(await states()).toMatchObject({ a: ['new', null] });
  render(null, root);
  location.hash = '';
  await openPage({ reviewer: '' });
  await type('j');
  expect(title()).toBe(null);
});

it('shows its own keys, and not those that need a page beside it', async () => {
  await openPage();
  await type('?');
  const keys = [...root.querySelectorAll('dialog kbd')].map(({ textContent }) => textContent);
  expect(keys).toContain('c');
  expect(keys).not.toContain('b');
  await click('dialog > button');
  await type('j');
  expect(title()).toBe('a.example/');
});

it('says at once that the disk is full, and finishes the step when there is room', async () => {
  const { store, states } = await openPage();
  await type('j');
  store.fail = 'disk-full';
  await type('c', '1');
  expect(alert()).toContain('review_problem_disk_full');
  expect(title()).toBe('a.example/');
  store.fail = 'no';
  await click('.trouble .primary');
  expect(await states()).toMatchObject({ a: ['confirmed', 'listed'] });
});

it('has a note that was being written again, on whichever page', async () => {
  const drafts = memoryDrafts();
  const { store, caseOf } = await openPage({ drafts });
  await type('j');
  await fill('#case-note', 'Half a sentence');
  // As when the browser goes: nobody is left to keep it.
  store.fail = 'before';
  render(null, root);
  await settle();
  store.fail = 'no';
  expect((await caseOf('https://a.example/')).note).toBe('');
  await openPage({ drafts, store });
  expect(root.querySelector<HTMLTextAreaElement>('#case-note')?.value).toBe('Half a sentence');
  await click('.notes .note button');
  expect((await caseOf('https://a.example/')).note).toBe('Half a sentence');
  expect(root.querySelector('.notes .note')).toBe(null);
  await openPage({ drafts, store });
  expect(root.querySelector('.notes .note')).toBe(null);
});

it('says that the browser may clear cases away, and where to save them, until it promises to keep them', async () => {
  const lasting = () => root.querySelector('.lasting');
  await openPage({ isLasting: true });
  expect(lasting()).toBe(null);
  await openPage({ isLasting: false });
  expect(lasting()?.textContent).toBe('overview_may_be_cleared overview_nav_files');
  await click('.lasting a');
  expect(location.hash).toBe('#files');
  expect(lasting()).toBe(null);
  render(null, root);
  location.hash = '';
  // Where there is nothing, nothing can be lost.
  await openPage({ isLasting: false, store: memoryStore() });
  expect(lasting()).toBe(null);
});

it.each([
  [true, null],
  [false, 'overview_may_be_cleared overview_nav_files'],
])(
  'asks the browser to keep cases when somebody says who they are, and it says %s',
  async (granted, told) => {
    await openPage({ reviewer: '', isLasting: !granted, grantsLasting: granted });
    await fill('#review-name', 'Ada');
    await click('form.card .primary');
    expect(root.querySelector('.lasting')?.textContent ?? null).toBe(told);
  },
);
