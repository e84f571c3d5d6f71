import { afterEach, expect, it } from 'vitest';
import { memoryStore, pageRow, space } from '../support/review-space.ts';
import { closePage, openPage } from './review-page-open.tsx';
import { fill, root, settle, type } from './review-panel-page.tsx';

afterEach(closePage);

/** The page as it begins with the first of three cases, until `see`. */
async function begin() {
  const store = memoryStore();
  const somebody = space(store, 'Somebody');
  for (const host of ['a', 'b', 'c']) await somebody.add([pageRow(`https://${host}.example/`)], 'paste');
  let see = () => {};
  const seen = new Promise<void>((done) => {
    see = done;
  });
  const rows = (await store.cases()).slice(0, 1);
  await openPage({ store, beginning: { rows, seen } });
  return async () => {
    see();
    await settle();
  };
}

const busy = () => root.querySelector('.part')?.getAttribute('aria-busy');
const count = () => root.querySelector('#case-count')?.textContent;
const hosts = () =>
  [...root.querySelectorAll('.cases tbody th .soft:not(.short)')].map((one) => one.textContent);

it('shows the first rows before all cases are read, and tells no number that may be wrong', async () => {
  const see = await begin();
  expect(hosts()).toEqual(['a.example']);
  await new Promise((done) => setTimeout(done, 300));
  expect(count()).toBe('');
  expect(root.querySelector('.told')).toBeNull();
  await see();
  expect(hosts()).toEqual(['a.example', 'b.example', 'c.example']);
  expect(count()).toBe('overview_count(3)');
});

it('searches among the first rows, and says that they are not all', async () => {
  const see = await begin();
  const table = () => root.querySelector('table');
  expect([table()?.getAttribute('aria-rowcount'), busy()]).toEqual(['-1', 'true']);
  await fill('#case-search', 'c.example');
  expect(hosts()).toEqual([]);
  await see();
  expect(hosts()).toEqual(['c.example']);
  expect([table()?.getAttribute('aria-rowcount'), busy()]).toEqual(['2', 'false']);
});

it('goes on from one of the first rows into the whole list', async () => {
  const see = await begin();
  location.hash = root.querySelector<HTMLAnchorElement>('.cases tbody a')?.hash ?? '';
  await settle();
  await see();
  const title = () => root.querySelector('.detail h2')?.textContent;
  expect(title()).toBe('a.example/');
  await type('j');
  expect(title()).toBe('b.example/');
});

it('answers keys, and opens other parts, once all cases are read', async () => {
  const see = await begin();
  await type('j');
  expect(location.hash).toBe('');
  location.hash = '#files';
  await settle();
  expect(busy()).toBe('true');
  expect(root.querySelector('#merge-file')).toBeNull();
  await see();
  expect(busy()).toBe('false');
  expect(root.querySelector('#merge-file')).not.toBeNull();
});
