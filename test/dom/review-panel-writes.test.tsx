/** What a reviewer writes beside a case: its note and its tags. */
import { render } from 'preact';
import { expect, it } from 'vitest';
import { caseId } from '#lib/review/case-id.ts';
import { WIF } from '../support/review-cases.ts';
import { memoryDrafts } from '../support/review-panel.ts';
import { space } from '../support/review-space.ts';
import { alert, click, fill, PAGES, play, root, said, settle, type } from './review-panel-page.tsx';

it('says nothing of a note that is left as it was', async () => {
  const { store } = await play();
  await type('j', 'w', 'Escape');
  expect(said()).not.toContain('review_note_kept');
  expect((await store.log()).some(({ act }) => act.type === 'note')).toBe(false);
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

it('keeps what is being written when the panel closes, when the disk is full, and when the note changes elsewhere', async () => {
  const drafts = memoryDrafts();
  const { store, caseOf } = await play({ drafts });
  const field = () => root.querySelector<HTMLTextAreaElement>('#case-note')?.value;
  await type('j', 'w');
  await fill('#case-note', 'Half a sentence');
  // As when the browser goes: nobody is left to keep it.
  store.fail = 'before';
  render(null, root);
  await settle();
  store.fail = 'no';
  await play({ store, drafts, pages: [] });
  await type('j');
  expect(field()).toBe('Half a sentence');
  expect(root.querySelector('.notes .note')?.textContent).toContain('review_note_draft');
  store.fail = 'disk-full';
  await click('.notes .note button');
  expect(alert()).toContain('review_problem_disk_full');
  await click('.trouble button', 1);
  await type('j', 'k');
  expect(field()).toBe('Half a sentence');
  store.fail = 'no';
  await space(store, 'Bea').note((await caseOf('https://a.example/')).id, 'Seen by Bea');
  await settle();
  expect(field()).toBe('Half a sentence');
  await click('.notes .note button');
  expect((await caseOf('https://a.example/')).note).toBe('Half a sentence');
  await type('j', 'k');
  expect(field()).toBe('Half a sentence');
  expect(root.querySelector('.notes .note')).toBe(null);
});

it('hides a key that somebody pastes into a note before it is kept anywhere', async () => {
  const drafts = memoryDrafts();
  await play({ drafts });
  await type('j', 'w');
  await fill('#case-note', `Paid with ${WIF}`);
  const [one] = PAGES.map((url) => drafts.getItem(`review.note.${caseId(url)}`)).filter(Boolean);
  expect(one).toContain('Paid with');
  expect(one).not.toContain(WIF);
});
