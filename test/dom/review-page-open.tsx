/** The page of the review workspace, opened as after a reload or in a second window. */
import { render } from 'preact';
import { WordsProvider } from '#components/i18n.tsx';
import { Page } from '#components/review/overview/Page.tsx';
import type { ReviewCase } from '#lib/core/review.ts';
import { type PageStory, playPage } from '../support/review-page.ts';
import { memoryStore, pageRow, space } from '../support/review-space.ts';
import { PAGES, root, settle, words } from './review-panel-page.tsx';

/** What was asked of the cases stands in the address. */
const ADDRESS = location.href;

/** The page is gone, and nothing in the address tells what was asked of it. */
export function closePage(): void {
  render(null, root);
  history.replaceState(null, '', ADDRESS);
}

/** Draws it in the place of the one that is there. Without a store, somebody has added `PAGES`. */
export async function openPage(story: PageStory = {}, wording = words) {
  render(null, root);
  const store = story.store ?? memoryStore();
  if (!story.store && !story.cases) {
    // One after the other, so that their order is theirs.
    const somebody = space(store, 'Somebody');
    for (const url of PAGES) await somebody.add([pageRow(url)], 'paste');
  }
  const { actions } = await playPage({ ...story, store });
  render(
    <WordsProvider value={wording}>
      <Page actions={actions} />
    </WordsProvider>,
    root,
  );
  // Keys are heard once it is drawn.
  await new Promise((done) => requestAnimationFrame(done));
  await settle();
  const states = async () =>
    Object.fromEntries((await store.cases()).map(({ host, state, reason }) => [host[0], [state, reason]]));
  const caseOf = async (url: string) => (await store.cases()).find((one) => one.url === url) as ReviewCase;
  return { actions, store, states, caseOf };
}
