import { caseId } from '#lib/review/case-id.ts';
import type { Size } from '../../../scripts/browser/driver.ts';
import { seedFile, seedUrl } from '../../support/review-seed.ts';
import { nameReviewer } from '../harness.ts';
import { come, type Moment } from './moment.ts';

const APPEAL = 'https://hope-bridge.example/donate';
const PANEL: Size = { width: 400, height: 760 };
const REVIEW: Size = { width: 960, height: 900 };

/** What moderators do. */
export const REVIEWING: readonly Moment[] = [
  {
    id: 'review-panel',
    title: 'Reviewing: a case beside its page',
    test: 'review',
    async reach({ driver, open, own }) {
      await nameReviewer(driver, 'Ada');
      const page = await open(APPEAL);
      const panel = await own(`sidepanel.html?tab=${page.tabId}`, 'Review this page', PANEL);
      await panel.evaluate(() => document.querySelector<HTMLElement>('button.primary')?.click(), null);
      await come(
        () => panel.evaluate(() => document.querySelector('.said')?.textContent ?? '', null),
        (said) => said.includes('Places on the page'),
      );
      return panel;
    },
  },
  {
    id: 'review-case',
    title: 'Reviewing: what a case shares with others',
    test: 'review-page',
    async reach({ driver, own }) {
      await nameReviewer(driver, 'Ada');
      const page = await own('review.html', 'Search the cases', REVIEW);
      await page.evaluate(() => {
        location.hash = '#files';
      }, null);
      await come(
        () => page.evaluate(() => document.querySelector('#merge-file') !== null, null),
        (isThere) => isThere,
      );
      await page.evaluate(
        (text: string) => {
          const input = document.querySelector<HTMLInputElement>('#merge-file');
          const files = new DataTransfer();
          files.items.add(new File([text], 'workspace.json', { type: 'application/json' }));
          if (input) input.files = files.files;
          input?.dispatchEvent(new Event('change', { bubbles: true }));
        },
        seedFile({ cases: 300 }),
      );
      await come(
        () => page.evaluate(() => document.querySelector('.merged') !== null, null),
        (isMerged) => isMerged,
      );
      await page.evaluate(
        (id: string) => {
          location.hash = `#case/${id}`;
        },
        caseId(seedUrl(0)),
      );
      await come(
        () => page.evaluate(() => document.querySelector('.graph') !== null, null),
        (isDrawn) => isDrawn,
      );
      return page;
    },
  },
];
