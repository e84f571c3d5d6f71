/** The side panel on a page of its own, and hands that press its keys. */
import { render } from 'preact';
import { afterEach } from 'vitest';
import { createWords, WordsProvider } from '#components/i18n.tsx';
import { Panel } from '#components/review/Panel.tsx';
import type { ReviewCase } from '#lib/core/review.ts';
import type { PanelActions } from '#lib/core/review-panel.ts';
import { type PanelStory, playPanel } from '../support/review-panel.ts';
import { memoryStore, pageRow, space } from '../support/review-space.ts';

export const PAGES = ['https://a.example/', 'https://b.example/', 'https://c.example/'];

/** Words are their keys, with what is put into them. */
export const words = createWords(
  (key, params) => (params ? `${key}(${Object.values(params).join(', ')})` : key),
  'en',
);
export const root = document.body.appendChild(document.createElement('div'));

afterEach(() => {
  render(null, root);
});

/** Draws a panel in the place of the one that is there. */
export function mount(actions: PanelActions): void {
  render(
    <WordsProvider value={words}>
      <Panel actions={actions} />
    </WordsProvider>,
    root,
  );
}

export async function play({ pages = PAGES, ...story }: PanelStory & { pages?: string[] } = {}) {
  const store = story.store ?? memoryStore();
  // One after the other, so that their order is theirs.
  const somebody = space(store, 'Somebody');
  for (const url of pages) await somebody.add([pageRow(url)], 'paste');
  const played = await playPanel({ ...story, store });
  mount(played.actions);
  // Keys are heard once it is drawn.
  await new Promise((done) => requestAnimationFrame(done));
  await settle();
  const states = async () =>
    Object.fromEntries((await store.cases()).map(({ host, state, reason }) => [host[0], [state, reason]]));
  const caseOf = async (url: string) => (await store.cases()).find((one) => one.url === url) as ReviewCase;
  return { ...played, states, caseOf };
}

export const text = () => root.textContent ?? '';
export const said = () => root.querySelector('.said')?.textContent ?? '';
export const alert = () => root.querySelector('[role="alert"]')?.textContent ?? '';

/** What is under way settles within a few turns. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 8; i++) await new Promise((done) => setTimeout(done, 5));
}

export async function type(...keys: string[]): Promise<void> {
  for (const key of keys) {
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await settle();
  }
}

export async function click(selector: string, index = 0): Promise<void> {
  const found = root.querySelectorAll<HTMLElement>(selector)[index];
  if (!found) throw new Error(`There is no ${selector}`);
  found.click();
  await settle();
}

export async function fill(selector: string, value: string): Promise<void> {
  const field = root.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector);
  if (!field) throw new Error(`There is no ${selector}`);
  field.focus();
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
}
