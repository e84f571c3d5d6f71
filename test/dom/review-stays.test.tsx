/** What is not to be gone when somebody looks at a case, reloads the page, or goes back. */
import { render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MAX_REVIEWER_CHARS } from '#lib/core/review-limits.ts';
import { seedFile } from '../support/review-seed.ts';
import { memoryStore, pageRow, space } from '../support/review-space.ts';
import { openPage } from './review-page-open.tsx';
import { click, fill, PAGES, play as playPanel, root, settle, text } from './review-panel-page.tsx';

const BARE = location.search;

beforeEach(() => {
  history.replaceState(null, '', `${location.pathname}${BARE}#cases`);
});
afterEach(() => {
  render(null, root);
  history.replaceState(null, '', `${location.pathname}${BARE}`);
});

/** A page of its own for the same workspace: as after a reload, or in a second window. */
async function open({ store }: { store?: ReturnType<typeof memoryStore> } = {}) {
  const held = store ?? memoryStore();
  if (!store) {
    const somebody = space(held, 'Somebody');
    for (const url of PAGES) await somebody.add([pageRow(url)], 'paste');
    await somebody.decide((await held.cases())[1]?.id ?? '', 'confirmed', 'listed');
  }
  await openPage({ store: held });
  // The filters of what was counted come a little later.
  const isCounted = () =>
    expect(root.querySelector('.find') === null || root.querySelector('.told')).toBeTruthy();
  await vi.waitFor(isCounted);
  return held;
}
const shown = () => [...root.querySelectorAll('.cases tbody a')].map(({ textContent }) => textContent);
const hosts = (...letters: string[]) => letters.map((letter) => `${letter}.example/`);

async function tick(label: string): Promise<void> {
  const found = [...root.querySelectorAll('.tick')].find((one) => one.textContent?.startsWith(label));
  found?.querySelector('input')?.click();
  await settle();
}
async function sortBy(sort: string): Promise<void> {
  const select = root.querySelector<HTMLSelectElement>('#case-sort') as HTMLSelectElement;
  select.value = sort;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
}
async function choose(selector: string, content: string): Promise<void> {
  const input = root.querySelector<HTMLInputElement>(selector) as HTMLInputElement;
  const files = new DataTransfer();
  files.items.add(new File([content], 'workspace.json'));
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
}
async function go(hash: string): Promise<void> {
  location.hash = hash;
  await settle();
}
async function back(steps = 1): Promise<void> {
  const gone = new Promise((done) => addEventListener('popstate', done, { once: true }));
  history.go(-steps);
  await gone;
  await settle();
}

it('asks the same of the cases after a reload, on whichever part of the page', async () => {
  const store = await open();
  await tick('review_state_new');
  await sortBy('title');
  await fill('#case-search', 'example');
  expect(shown()).toEqual(hosts('a', 'c'));
  await open({ store });
  expect(shown()).toEqual(hosts('a', 'c'));
  expect(root.querySelector<HTMLInputElement>('#case-search')?.value).toBe('example');
  expect(root.querySelector<HTMLSelectElement>('#case-sort')?.value).toBe('title');
  await click('.cases tbody a');
  await open({ store });
  await click('[data-act="next"]');
  // The next one of the list as it was filtered, and not of all.
  expect(root.querySelector('.detail h2')?.textContent).toBe('c.example/');
  await click('[data-act="queue"]');
  expect(shown()).toEqual(hosts('a', 'c'));
  await click('.find .quiet-button');
  await open({ store });
  expect(shown()).toHaveLength(3);
});

it('asks again, on the way back, what was asked there', async () => {
  await open();
  await fill('#case-search', 'a.example');
  await click('.cases tbody a');
  await go('#cases');
  await fill('#case-search', 'b.example');
  await go('#log');
  await back();
  expect(shown()).toEqual(hosts('b'));
  await back();
  await back();
  expect(shown()).toEqual(hosts('a'));
});

it('asks for everything again, far back where nothing was asked yet', async () => {
  await open();
  await go('#log');
  await go('#cases');
  await fill('#case-search', 'b.example');
  expect(shown()).toEqual(hosts('b'));
  await back(2);
  expect(shown()).toHaveLength(3);
  expect(root.querySelector<HTMLInputElement>('#case-search')?.value).toBe('');
});

it('does without what no case has', async () => {
  history.replaceState({ cases: 'tag=gone&reviewer=Eve&state=guilty' }, '');
  await open();
  expect(shown()).toHaveLength(3);
  expect(text()).not.toContain('overview_filters_used');
});

it('goes on where the browser lets no more be held by its history', async () => {
  const replaceState = history.replaceState;
  history.replaceState = () => {
    throw new DOMException('', 'SecurityError');
  };
  try {
    await open();
    await fill('#case-search', 'b.example');
    await click('.cases tbody a');
    await go('#cases');
    expect(shown()).toEqual(hosts('b'));
  } finally {
    history.replaceState = replaceState;
  }
});

it('tells what a merged file brought until somebody has seen enough of it', async () => {
  const store = await open();
  await go('#files');
  await choose('#merge-file', seedFile({ cases: 2 }));
  expect(root.querySelector('.merged')?.textContent).toContain('overview_merged_added2');
  await go(`#case/${(await store.cases())[0]?.id}`);
  expect(root.querySelector('.detail')).not.toBe(null);
  await go('#files');
  expect(root.querySelector('.merged')?.textContent).toContain('overview_merged_added2');
  await click('#merge-file ~ p button');
  expect(root.querySelector('.merged')).toBe(null);
  expect(document.activeElement?.id).toBe('merge-file');
  await go('#cases');
  await go('#files');
  expect(root.querySelector('.merged')).toBe(null);
});

it('keeps why a file was refused, too, and what comes of one that takes its time', async () => {
  const store = await open();
  await go('#files');
  await choose('#merge-file', '{}');
  await go(`#case/${(await store.cases())[0]?.id}`);
  await go('#files');
  expect(text()).toContain('review_file_not_a_workspace');
  const reading = choose('#merge-file', seedFile({ cases: 30, reviewer: 'B'.repeat(MAX_REVIEWER_CHARS) }));
  await go('#cases');
  await reading;
  await go('#files');
  expect(root.querySelector('.merged')?.textContent).toContain('overview_merged_added30');
});

it('keeps what was read and not added yet, on the page and in the panel', async () => {
  const store = await open();
  await go('#files');
  await fill('#add-text', 'https://d.example/');
  await click('form.card button');
  expect(text()).toContain('intake_rows(1)');
  await go(`#case/${(await store.cases())[0]?.id}`);
  expect(text()).not.toContain('intake_rows');
  await go('#files');
  expect(text()).toContain('intake_rows(1)');
  render(null, root);

  await playPanel();
  await fill('#add-text', 'https://d.example/');
  await click('form.card button');
  await click('.queue .row');
  expect(text()).not.toContain('intake_rows');
  await click('[data-act="queue"]');
  expect(text()).toContain('intake_rows(1)');
});
