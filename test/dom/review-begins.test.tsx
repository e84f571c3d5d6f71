import { render } from 'preact';
import { afterEach, expect, it } from 'vitest';
import { WordsProvider } from '#components/i18n.tsx';
import { Page } from '#components/review/overview/Page.tsx';
import { playPage } from '../support/review-page.ts';
import { memoryStore, pageRow, space } from '../support/review-space.ts';
import { root, settle, type, words } from './review-panel-page.tsx';

afterEach(() => {
  render(null, root);
  location.hash = '';
});

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
  const { actions } = await playPage({ store, beginning: { rows, seen } });
  render(
    <WordsProvider value={words}>
      <Page actions={actions} />
    </WordsProvider>,
    root,
  );
  await settle();
  return async () => {
    see();
    await settle();
  };
}

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

it('answers keys, and opens other parts, once all cases are read', async () => {
  const see = await begin();
  await type('j');
  expect(location.hash).toBe('');
  location.hash = '#files';
  await settle();
  expect(root.querySelector('.part')?.getAttribute('aria-busy')).toBe('true');
  expect(root.querySelector('#merge-file')).toBeNull();
  await see();
  expect(root.querySelector('.part')?.getAttribute('aria-busy')).toBe('false');
  expect(root.querySelector('#merge-file')).not.toBeNull();
});
