import { STALE_DAYS } from '#lib/core/limits.ts';
import { ask, type Size } from '../../../scripts/browser/driver.ts';
import { holdLists } from './hold-lists.ts';
import type { Moment } from './moment.ts';

const APPEAL = 'https://hope-bridge.example/donate';
const CHARITY = 'https://orchard-school.example/give';
const PAUSED = 'parish-roof.example';
const HEAD = 'kind,value,chain,subject,authority,tier';
/** A page of the extension's own, which no extension reads. */
const OWN: Size = { width: 720, height: 680 };

/** What the popup tells. */
export const POPUPS: readonly Moment[] = [
  {
    id: 'popup-listed',
    title: 'The popup: on a list',
    test: 'popup',
    reach: async ({ open, popup }) => popup(await open(APPEAL), 'Gaza Now'),
  },
  {
    id: 'popup-evidence',
    title: 'The popup: how it is known',
    test: 'popup',
    async reach({ open, popup }) {
      const opened = await popup(await open(APPEAL), 'Gaza Now');
      await opened.evaluate(() => {
        document.querySelector('.trail')?.scrollIntoView({ block: 'center' });
      }, null);
      return opened;
    },
  },
  {
    id: 'popup-linked',
    title: 'The popup: linked to a list',
    test: 'popup',
    reach: async ({ open, popup }) => popup(await open('https://kind-harbour.example/'), 'the same key'),
  },
  {
    id: 'popup-lookalike',
    title: 'The popup: looks like another',
    test: 'comparisons',
    list: `${HEAD}\nverified,0x5aaeb6053fa1b2c3d4e5f60718293ae7ef1beaed,ethereum,Orchard School,Example Register,\n`,
    reach: async ({ open, popup }) => popup(await open(CHARITY), 'looks like'),
  },
  {
    id: 'popup-caution',
    title: 'The popup: worth a second look',
    test: 'town',
    reach: async ({ open, popup }) => popup(await open('https://quiet-hands.example/'), 'second look'),
  },
  {
    id: 'popup-history',
    title: 'The popup: no longer listed',
    test: 'popup',
    reach: async ({ open, popup }) => popup(await open('https://mixer-history.example/'), '2025'),
  },
  {
    id: 'popup-verified',
    title: 'The popup: published by the charity',
    test: 'comparisons',
    list: `${HEAD}\nverified,0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed,ethereum,Orchard School,Example Register,\n`,
    reach: async ({ open, popup }) => popup(await open(CHARITY), 'Example Register'),
  },
  {
    id: 'popup-none',
    title: 'The popup: nothing found',
    test: 'popup',
    reach: async ({ open, popup }) => popup(await open(CHARITY), 'none on the lists'),
  },
  {
    id: 'popup-stale',
    title: 'The popup: lists that are old',
    test: 'popup',
    daysLater: 2 * STALE_DAYS,
    reach: async ({ open, popup }) => popup(await open(CHARITY), 'older than they should be'),
  },
  {
    id: 'popup-not-ready',
    title: 'The popup: lists that are not there yet',
    test: 'popup',
    only: 'chromium',
    async reach({ driver, open, own, popup }) {
      const page = await open(CHARITY);
      await holdLists(await own('options.html', 'OFAC', OWN));
      await driver.endBackground();
      return popup(page, 'still being loaded');
    },
  },
  {
    id: 'popup-unreadable',
    title: 'The popup: a page that cannot be read',
    test: 'popup',
    reach: async ({ own, popup }) => popup(await own('options.html', 'OFAC', OWN), 'cannot be read'),
  },
  {
    id: 'popup-paused',
    title: 'The popup: paused on a site',
    test: 'popup',
    async reach({ driver, open, popup }) {
      const page = await open(`https://${PAUSED}/`);
      await ask(driver, { type: 'site.pause', host: PAUSED, on: true });
      return popup(page, 'paused');
    },
  },
];
