import { render } from 'preact';
import { expect, it } from 'vitest';
import { makeReport } from '../support/report-views.ts';
import { playPanel } from '../support/review-panel.ts';
import { space } from '../support/review-space.ts';
import {
  alert,
  click,
  fill,
  mount,
  PAGES,
  play,
  root,
  said,
  settle,
  text,
  type,
} from './review-panel-page.tsx';

it('asks who it is before anything else, and does not take a name of white space', async () => {
  const { actions } = await play({ reviewer: '', pages: [] });
  expect(text()).not.toContain('review_add_title');
  await fill('#review-name', '  ');
  await click('form button');
  expect(root.querySelector('.problem')?.textContent).toBe('review_problem_no_reviewer');
  await fill('#review-name', ' Ada ');
  await click('form button');
  expect(actions.choices().reviewer).toBe('Ada');
  expect(text()).toContain('review_add_title');
});

it('decides with two keys, keeps evidence, and opens the next case', async () => {
  const { states, caseOf, told } = await play();
  await type('j');
  expect(told.filter((one) => one.startsWith('open'))).toEqual(['open https://a.example/']);
  await type('c', '2');
  expect(await states()).toMatchObject({ a: ['confirmed', 'linked'], b: ['new', null] });
  expect((await caseOf('https://a.example/')).evidence).toMatch(/^[0-9a-f]{64}$/);
  expect(told.at(-1)).toBe('open https://b.example/');
  expect(said()).toContain('review_decided(review_state_confirmed, Title of a.example)');
});

it('hears keys from the moment in which it is drawn, before the browser has painted it', async () => {
  const { actions, told } = await playPanel({ store: (await play()).store });
  render(null, root);
  mount(actions);
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
  await settle();
  expect(told).toContain('open https://a.example/');
});

it('keeps a question that is asked while another act is being done', async () => {
  const { actions, states } = await play();
  const { decide } = actions;
  let goOn = () => {};
  const held = new Promise<void>((done) => {
    goOn = done;
  });
  actions.decide = async (...args) => {
    await held;
    return decide(...args);
  };
  await type('j', 'i', 'c', '1');
  expect(root.querySelector('.reasons')).not.toBe(null);
  goOn();
  await settle();
  await type('1');
  expect(await states()).toMatchObject({ a: ['confirmed', 'listed'] });
});

it('stays where it is when the person wants to stay', async () => {
  const { told, states } = await play();
  await type('j');
  await click('.bar input[type="checkbox"]');
  await type('d', '1');
  expect(await states()).toMatchObject({ a: ['dismissed', 'quotes'] });
  expect(told.filter((one) => one.startsWith('open'))).toHaveLength(1);
});

it('lets a key of a decision be taken back before there is a reason', async () => {
  const { states } = await play();
  await type('j', 'c', 'Escape');
  expect(root.querySelector('.reasons')).toBe(null);
  await type('d', '1');
  expect(await states()).toMatchObject({ a: ['dismissed', 'quotes'] });
});

it('takes no reason away where one is needed, and needs none for a second opinion', async () => {
  const { states } = await play();
  await type('j', 'c', '0');
  expect(await states()).toMatchObject({ a: ['new', null] });
  // Nothing was asked for, and so nothing is refused.
  expect(alert()).toBe('');
  await type('Escape', 's', '0');
  expect(await states()).toMatchObject({ a: ['second-opinion', null] });
});

it('undoes the last act, whatever is open by then, and does it again', async () => {
  const { states, told } = await play();
  await type('j', 'c', '1', 'd', '1');
  expect(await states()).toMatchObject({ a: ['confirmed', 'listed'], b: ['dismissed', 'quotes'] });
  await type('u');
  expect(await states()).toMatchObject({ a: ['confirmed', 'listed'], b: ['new', null] });
  expect(told.at(-1)).toBe('open https://b.example/');
  await type('u');
  expect(await states()).toMatchObject({ a: ['new', null], b: ['new', null] });
  await type('r', 'r');
  expect(await states()).toMatchObject({ a: ['confirmed', 'listed'], b: ['dismissed', 'quotes'] });
});

it('undoes and does again the last act of the open case after a new start', async () => {
  const { store } = await play();
  await type('j', 'c', '1');
  render(null, root);
  const { states } = await play({ store, pages: [] });
  await click('.queue ~ button, .switch input');
  await click('.row', 2);
  await type('u');
  expect(await states()).toMatchObject({ a: ['new', null] });
});

it('goes back to the case that was open before', async () => {
  const { told } = await play();
  await type('j', 'j', 'k');
  expect(told.filter((one) => one.startsWith('open')).map((one) => one[13])).toEqual(['a', 'b', 'a']);
  await type('k');
  expect(said()).toBe('review_no_previous');
});

it('goes through the places on the page, in both directions', async () => {
  const finding = makeReport().addresses[0];
  const at = (index: number) => ({ ...finding?.places[0], at: { frameId: 0, text: 'x', index } });
  const report = makeReport({ addresses: [{ ...finding, places: [at(0), at(1)] } as never] });
  const { told } = await play({ report: () => report });
  await type('j', 'n', 'n', 'n', 'p');
  expect(told.filter((one) => one.startsWith('reveal'))).toEqual([
    'reveal x 0',
    'reveal x 1',
    'reveal x 0',
    'reveal x 1',
  ]);
  expect(said()).toBe('review_at_place(2, 2)');
});

it('covers the page one way at a time, and uncovers it', async () => {
  const { told } = await play();
  await type('j', 'b', 'g', 'g');
  expect(told.filter((one) => one.startsWith('cover'))).toEqual(['cover blur', 'cover grey', 'cover null']);
});

it('tells what lies over the page when it is opened again, and one key takes it away', async () => {
  const { told } = await play({ cover: 'blur' });
  await type('j');
  expect(root.querySelector('[data-act="blur"]')?.getAttribute('aria-pressed')).toBe('true');
  expect(text()).toContain('review_blur_hint');
  await type('b');
  expect(told.filter((one) => one.startsWith('cover'))).toEqual(['cover null']);
  expect(root.querySelector('[data-act="blur"]')?.getAttribute('aria-pressed')).toBe('false');
});

it('shows nobody a blurred page because it is saved', async () => {
  const { told } = await play();
  await type('j', 'b');
  await click('.case > .buttons:not(nav) button:not([data-act])');
  expect(told.slice(-2)).toEqual(['cover blur', 'keep 7']);
});

it('says where only one of two pictures was kept', async () => {
  await play({ shows: 'one-picture' });
  await type('j', 'c', '1');
  expect(said()).toContain('review_kept_one_picture');
});

it('hears no letters while somebody writes, and none at all where they are switched off', async () => {
  const { told, actions, caseOf } = await play();
  await type('j', 'w');
  expect(document.activeElement?.id).toBe('case-note');
  await fill('#case-note', 'Seen before');
  await type('c', 'j');
  expect(root.querySelector('.reasons')).toBe(null);
  await type('Escape');
  expect((await caseOf('https://a.example/')).note).toBe('Seen before');
  await actions.setChoices({ keys: false });
  await settle();
  await type('j', 'c');
  expect(told.filter((one) => one.startsWith('open'))).toHaveLength(1);
  expect(root.querySelector('.key')).toBe(null);
});

it('takes what is decided out of the list of what waits', async () => {
  await play();
  expect(root.querySelectorAll('.row')).toHaveLength(3);
  await type('j', 'c', '1', 'q');
  expect(root.querySelectorAll('.row')).toHaveLength(2);
  expect(root.querySelector('.queue')?.textContent).not.toContain('Title of a.example');
  await type('u', 'q');
  expect(root.querySelectorAll('.row')).toHaveLength(3);
});

it('says at once that the disk is full, keeps the step, and finishes it', async () => {
  const { store, states } = await play();
  await type('j');
  store.fail = 'disk-full';
  await type('c', '1');
  expect(alert()).toContain('review_problem_disk_full');
  expect(await states()).toMatchObject({ a: ['new', null] });
  store.fail = 'no';
  await click('.trouble .primary');
  expect(await states()).toMatchObject({ a: ['confirmed', 'listed'] });
  expect(alert()).toBe('');
  // It is an act like any other.
  await type('u');
  expect(await states()).toMatchObject({ a: ['new', null] });
});

it('has no button to try again what would fail again', async () => {
  const { store } = await play({ pages: PAGES.slice(0, 1) });
  await space(store, 'Ada').decide((await store.cases())[0]?.id ?? '', 'second-opinion', null);
  render(null, root);
  await play({ store, pages: [] });
  await click('.switch input');
  await click('.row');
  await type('c', '1');
  expect(alert()).toContain('review_problem_own_second_opinion');
  expect(root.querySelector('.trouble .primary')).toBe(null);
});

it('does not bring back what was passed over before all others were seen', async () => {
  const { told } = await play({ pages: [...PAGES, 'https://d.example/'] });
  await type('j', 'j', 'c', '1', 'c', '1', 'c', '1');
  expect(told.filter((one) => one.startsWith('open')).map((one) => one[13])).toEqual([
    'a',
    'b',
    'c',
    'd',
    'a',
  ]);
});

it('hears a key that is held down once', async () => {
  const { told } = await play();
  await type('j');
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', repeat: true, bubbles: true }));
  await settle();
  expect(told.filter((one) => one.startsWith('open'))).toHaveLength(1);
});

it('leaves whoever cannot see it where the decision was, when the case stays open', async () => {
  await play();
  await type('j');
  await click('.bar .switch input');
  await click('[data-act="confirmed"]');
  await click('.reasons button');
  expect(document.activeElement?.closest('.decide')).not.toBe(null);
});

it('opens the page in front when that is asked for elsewhere', async () => {
  const front = { url: 'https://front.example/give', title: 'Front' };
  const { states, told, want } = await play({ front, pages: [] });
  want();
  await settle();
  expect(await states()).toEqual({ f: ['new', null] });
  expect(told).toContain('open https://front.example/give');
});
