/** The code of the page's other parts may be gone: the extension was updated while the page stood open. */
import { render } from 'preact';
import { afterEach, expect, it, vi } from 'vitest';
import { openPage } from './review-page-open.tsx';
import { root, settle, text } from './review-panel-page.tsx';

vi.mock('../../components/review/overview/Detail.tsx', () => {
  throw new Error('gone');
});

afterEach(() => {
  render(null, root);
  location.hash = '';
});

it('shows its list without them, and says so where one of them is asked for', async () => {
  location.hash = '#cases';
  await openPage({ loaded: false, cases: [] });
  expect(text()).toContain('overview_empty');
  location.hash = '#files';
  await settle();
  await expect.poll(text).toContain('headline_error');
  expect(root.querySelector('button')?.textContent).toBe('retry');
});
