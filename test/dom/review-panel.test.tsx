import { render } from 'preact';
import { afterEach, expect, it } from 'vitest';
import { createWords, WordsProvider } from '#components/i18n.tsx';
import { Panel } from '#components/review/Panel.tsx';
import type { ReviewCase } from '#lib/core/review.ts';
import { makeReport } from '../support/report-views.ts';
import { type PanelStory, playPanel } from '../support/review-panel.ts';
import { memoryStore, pageRow, space } from '../support/review-space.ts';

const PAGES = ['https://a.example/', 'https://b.example/', 'https://c.example/'];

/** Words are their keys, with what is put into them. */
const words = createWords(
  (key, params) => (params ? `${key}(${Object.values(params).join(', ')})` : key),
  'en',
);
const root = document.body.appendChild(document.createElement('div'));

afterEach(() => {
  render(null, root);
});

async function play({ pages = PAGES, ...story }: PanelStory & { pages?: string[] } = {}) {
  const store = story.store ?? memoryStore();
  // One after the other, so that their order is theirs.
  const somebody = space(store, 'Somebody');
  for (const url of pages) await somebody.add([pageRow(url)], 'paste');
  const played = await playPanel({ ...story, store });
  render(
    <WordsProvider value={words}>
      <Panel actions={played.actions} />
    </WordsProvider>,
    root,
  );
  // Keys are heard once it is drawn.
  await new Promise((done) => requestAnimationFrame(done));
  await settle();
  const states = async () =>
    Object.fromEntries((await store.cases()).map(({ host, state, reason }) => [host[0], [state, reason]]));
  const caseOf = async (url: string) => (await store.cases()).find((one) => one.url === url) as ReviewCase;
  return { ...played, states, caseOf };
}

const text = () => root.textContent ?? '';
const said = () => root.querySelector('.said')?.textContent ?? '';
const alert = () => root.querySelector('[role="alert"]')?.textContent ?? '';

/** What is under way settles within a few turns. */
async function settle(): Promise<void> {
  for (let i = 0; i < 8; i++) await new Promise((done) => setTimeout(done, 5));
}

async function type(...keys: string[]): Promise<void> {
  for (const key of keys) {
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await settle();
  }
}

async function click(selector: string, index = 0): Promise<void> {
  const found = root.querySelectorAll<HTMLElement>(selector)[index];
  if (!found) throw new Error(`There is no ${selector}`);
  found.click();
  await settle();
}

async function fill(selector: string, value: string): Promise<void> {
  const field = root.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector);
  if (!field) throw new Error(`There is no ${selector}`);
  field.focus();
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
}

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

it('says nothing of a note that is left as it was', async () => {
  const { store } = await play();
  await type('j', 'w', 'Escape');
  expect(said()).not.toContain('review_note_kept');
  expect((await store.log()).some(({ act }) => act.type === 'note')).toBe(false);
});

it('takes what is decided out of the list of what waits', async () => {
  await play();
  expect(root.querySelectorAll('.row')).toHaveLength(3);
  await type('j', 'c', '1', 'q');
  expect(root.querySelectorAll('.row')).toHaveLength(2);
  expect(text()).not.toContain('Title of a.example');
  await type('u', 'q');
  expect(root.querySelectorAll('.row')).toHaveLength(3);
});

it('adds tags and removes them', async () => {
  const { caseOf } = await play();
  await type('j', 't');
  expect(document.activeElement?.id).toBe('case-tag');
  await fill('#case-tag', ' masks ');
  await click('.line button');
  expect((await caseOf('https://a.example/')).tags).toEqual(['masks']);
  await click('.tags .remove');
  expect((await caseOf('https://a.example/')).tags).toEqual([]);
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

it.each([
  ['no-pictures', 'review_kept_no_pictures', /^[0-9a-f]{64}$/],
  ['no-page', 'review_kept_no_page', null],
] as const)('tells that a decision was kept with %s', async (shows, sentence, hash) => {
  const { caseOf } = await play({ shows });
  await type('j', 'c', '1');
  expect(said()).toContain(sentence);
  const { evidence } = await caseOf('https://a.example/');
  if (hash) expect(evidence).toMatch(hash);
  else expect(evidence).toBe(null);
});

it('decides on a page that is gone, too', async () => {
  const { states } = await play({ report: () => 'timeout' });
  await type('j');
  expect(text()).toContain('review_unopened_timeout');
  await type('d', '5');
  expect(await states()).toMatchObject({ a: ['dismissed', 'gone'] });
});

it('shows nothing of a page that comes after another was asked for', async () => {
  let finish: (() => void) | undefined;
  const late = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const { store } = await play();
  const { actions } = await playPanel({ store });
  const open = actions.open;
  actions.open = async (one) => {
    if (one.host === 'a.example') await late;
    return open(one);
  };
  render(
    <WordsProvider value={words}>
      <Panel actions={actions} />
    </WordsProvider>,
    root,
  );
  await type('j', 'j');
  expect(root.querySelector('h2')?.textContent).toBe('Title of b.example');
  finish?.();
  await settle();
  expect(root.querySelector('h2')?.textContent).toBe('Title of b.example');
  expect(said()).toContain('b.example');
  // And it is not written down as seen either.
  expect((await store.cases()).find(({ host }) => host === 'a.example')?.seen).toBe(null);
});

it('opens the page in front as a case, and the same case when it is asked for again', async () => {
  const front = { url: 'https://front.example/give#part', title: 'Front' };
  const { states, told } = await play({ front, pages: [] });
  await click('button.primary');
  expect(await states()).toEqual({ f: ['new', null] });
  expect(told).toContain('open https://front.example/give');
  await type('q');
  await click('button.primary');
  expect(Object.keys(await states())).toHaveLength(1);
  expect(told.filter((one) => one.startsWith('open'))).toHaveLength(2);
});

it('draws no more of ten thousand cases than somebody looks at', async () => {
  const store = memoryStore();
  const rows = Array.from({ length: 400 }, (_, i) => pageRow(`https://s${i}.example/`));
  await space(store, 'Somebody').add(rows, 'file');
  await play({ store, pages: [] });
  expect(root.querySelectorAll('.row')).toHaveLength(50);
  expect(text()).toContain('review_more(350)');
  await click('.queue + button');
  expect(root.querySelectorAll('.row')).toHaveLength(250);
});

it('shows what changed since a decision, and who decided otherwise', async () => {
  const { store } = await play({ pages: PAGES.slice(0, 1) });
  const { actions } = await playPanel({ store });
  const [one] = await store.cases();
  if (!one) throw new Error('no case');
  actions.find = () => [one];
  actions.get = () => ({
    ...one,
    state: 'confirmed',
    changed: { before: 'listed', after: 'delisted', at: '2026-03-02T10:00:00.000Z' },
    rivals: [{ reviewer: 'Bea', at: '2026-03-02T10:00:00.000Z', state: 'dismissed', reason: 'quotes' }],
  });
  render(
    <WordsProvider value={words}>
      <Panel actions={actions} />
    </WordsProvider>,
    root,
  );
  await click('.row');
  expect(text()).toContain('review_changed(level_listed, level_delisted');
  expect(text()).toContain('Bea: review_state_dismissed review_reason_quotes');
});
