import type { Driver, DriverPage, Size } from '../../../scripts/browser/driver.ts';
import type { Box } from '../attacks/picture.ts';
import { findParts, type Part } from '../attacks/seen.ts';
import { copy, look, press } from '../guard-card.ts';
import { tracesIn } from '../harness.ts';
import { come, type Moment, type Reached } from './moment.ts';
import { POPUPS } from './popups.ts';
import { REVIEWING } from './reviewing.ts';

const APPEAL = 'https://hope-bridge.example/donate';
const WAYS = 'https://lantern-row.example/';
/** The appeal whole: Firefox draws no bar to scroll by, and leaves a white strip where it would be. */
export const PAGE: Size = { width: 720, height: 680 };
const OWN: Size = { width: 720, height: 1_060 };

export const MOMENTS: readonly Moment[] = [
  {
    id: 'card',
    title: 'A listed address has its mark, and the mark its card',
    test: 'marks',
    async reach({ driver, open }) {
      const page = await open(APPEAL);
      const pin = await part(driver, page, 'pin');
      await page.clickAt({ x: pin.left + pin.width / 2, y: pin.top + pin.height / 2 });
      await part(driver, page, 'card');
      return page;
    },
  },
  {
    id: 'banner',
    title: 'A seized site says so itself',
    test: 'marks',
    async reach({ driver, open }) {
      const page = await open('https://facemaskcenter.com/');
      await part(driver, page, 'banner');
      return page;
    },
  },
  {
    id: 'channel',
    title: 'So does a listed channel',
    test: 'marks',
    list: `kind,value,subject,authority,tier\nhandle,t.me/riverbank_winter_aid,Riverbank Winter Aid,Example Register,official\n`,
    async reach({ driver, open }) {
      const page = await open('https://t.me/s/riverbank_winter_aid');
      await part(driver, page, 'banner');
      return page;
    },
  },
  {
    id: 'copy',
    title: 'Copying a listed address is stopped',
    test: 'guard',
    reach: (reached) => stopped(reached, APPEAL, (page) => copy(page, 'code'), 'about to copy'),
  },
  {
    id: 'button',
    title: 'So is a button that carries it',
    test: 'guard',
    reach: (reached) => stopped(reached, WAYS, (page) => press(page, '#copy-it'), 'The button'),
  },
  {
    id: 'pay',
    title: 'Following a payment link is stopped',
    test: 'guard',
    reach: (reached) => stopped(reached, APPEAL, (page) => press(page, '.pay'), 'opens a wallet'),
  },
  {
    id: 'wallet',
    title: 'So is a link to a wallet that pays by the web',
    test: 'guard',
    reach: (reached) => stopped(reached, WAYS, (page) => press(page, '#wallet'), 'opens a wallet'),
  },
  {
    id: 'form',
    title: 'So is sending a form that holds a listed address',
    test: 'guard',
    reach: (reached) => stopped(reached, WAYS, (page) => press(page, '#give'), 'The form'),
  },
  {
    id: 'script',
    title: 'What a script put on the clipboard is followed by the card',
    test: 'guard',
    reach: (reached) => stopped(reached, WAYS, (page) => press(page, '#hurry'), 'on your clipboard now'),
  },
  {
    id: 'late',
    title: 'So is what was copied before anything was known of it',
    test: 'guard',
    reach: (reached) => stopped(reached, WAYS, (page) => press(page, '#usdt'), 'on your clipboard now'),
  },
  {
    id: 'linked',
    title: 'An address made from the same key is asked about more softly',
    test: 'guard',
    reach: (reached) =>
      stopped(reached, 'https://kind-harbour.example/', (page) => copy(page, 'code'), 'is linked to one'),
  },
  {
    id: 'toast',
    title: 'A news article is copied from with a quiet word only',
    test: 'guard',
    async reach({ driver, open }) {
      const page = await open('https://evening-ledger.example/2025/sanctions-wallets');
      await copy(page, 'code');
      await come(
        () => look(driver, page),
        ({ toast }) => Boolean(toast?.includes('OFAC')),
      );
      return page;
    },
  },
  ...POPUPS,
  {
    id: 'onboarding',
    title: 'The introduction, before any page may be read',
    test: 'first-run',
    store: true,
    reach: ({ own }) => own('onboarding.html', 'Let Almsguard read pages', OWN),
  },
  {
    id: 'demo',
    title: 'The page to try it on',
    test: 'first-run',
    store: true,
    async reach({ own }) {
      const page = await own('demo.html', 'Winter Hands', PAGE);
      // No extension is let into its own pages to look: what stands over this one is told by its place alone.
      await come(
        () => tracesIn(page),
        ({ length }) => length === 1,
      );
      return page;
    },
  },
  {
    id: 'options',
    title: 'The options',
    test: 'options',
    reach: ({ own }) => own('options.html', 'OFAC', OWN),
  },
  // Last: from here on somebody reviews, and the popup says so.
  ...REVIEWING,
];

async function stopped(
  { driver, open }: Reached,
  url: string,
  act: (page: DriverPage) => Promise<void>,
  says: string,
): Promise<DriverPage> {
  const page = await open(url);
  await part(driver, page, 'pin');
  await act(page);
  await card(driver, page, says);
  return page;
}

async function card(driver: Driver, page: DriverPage, says: string): Promise<void> {
  await come(
    () => look(driver, page),
    ({ card }) => Boolean(card?.includes(says)),
  );
}

async function part(driver: Driver, page: DriverPage, name: Part): Promise<Box> {
  const parts = await come(
    () => findParts(driver, page),
    (found) => found[name] !== null,
  );
  return parts[name] as Box;
}
