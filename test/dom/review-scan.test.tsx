/** What a case says whose page was scanned elsewhere and opened by nobody here. */
import { render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { caseId } from '#lib/review/case-id.ts';
import { seen } from '../support/review-acts.ts';
import { item, memoryStore, pageRow, space } from '../support/review-space.ts';
import { closePage, openPage } from './review-page-open.tsx';
import { root } from './review-panel-page.tsx';

const URL = 'https://scanned.example/';
const ID = caseId(URL);

beforeEach(() => {
  location.hash = '';
});
afterEach(closePage);

async function scanned() {
  const store = memoryStore();
  const ada = space(store, 'Ada');
  const looked = seen({ finalUrl: URL, title: 'Give', items: [item('1BoatSLRHtKNngkdXEeobR76b53LETtpyT')] });
  await ada.add([{ ...pageRow(URL), seen: { ...looked, from: 'scan' } }], 'scan');
  return { store, open: () => ada.see(ID, looked) };
}
const says = (key: string) => expect.stringContaining(key);

it('says in the list, in the case and in its history that a file says so, until the page is opened', async () => {
  const { store, open } = await scanned();
  await openPage({ store });
  expect(root.querySelector('.cases tbody')?.textContent).toEqual(says('review_from_scan_short'));
  root.querySelector<HTMLElement>('.cases tbody a')?.click();
  await vi.waitFor(() => expect(root.querySelector('.detail .history')).not.toBe(null));
  const found = () => root.querySelector('[aria-labelledby="found-title"]')?.textContent;
  const history = () => root.querySelector('.history')?.textContent;
  expect(found()).toEqual(says('review_from_scan'));
  expect(history()).toEqual(says('overview_act_seen_scan'));

  await open();
  render(null, root);
  await openPage({ store });
  await vi.waitFor(() => expect(found()).toEqual(says('print_found')));
  expect(found()).not.toEqual(says('review_from_scan'));
  expect(history()).toMatch(/overview_act_seen\(/);
});

it('says of a file how many pages come with what a scan found', async () => {
  const line = (url: string, more: object) =>
    JSON.stringify({ url, title: '', scannedAt: '2026-11-21T10:00:00Z', ...more });
  const text = [line(URL, { level: 'none', page: [], addresses: [] }), line('https://b.example/', {})].join(
    '\n',
  );
  location.hash = '#files';
  await openPage({ store: memoryStore() });
  const area = await vi.waitFor(() => {
    const there = root.querySelector<HTMLTextAreaElement>('#add-text');
    if (!there) throw new Error('Not drawn yet');
    return there;
  });
  area.value = text;
  area.form?.requestSubmit();
  await vi.waitFor(() => expect(root.textContent).toEqual(says('intake_rows')));
  expect(root.textContent).toMatch(/intake_rows\(2\)intake_found\(1\)/);
});
