import type { Driver, DriverPage } from '../../scripts/browser/driver.ts';
import { closeAtEnd, press, until } from './harness.ts';

const SIZE = { width: 380, height: 800 };

const FORMS = {
  address: { field: '#add-url', button: 'form:has(#add-url) button' },
  file: { field: '#add-file', button: 'form:has(#add-file) button' },
};

/** The options' two ways to add a list. */
export type Way = keyof typeof FORMS;

export interface AddForm {
  /** Fills a field in, an address or a file of this machine, and presses its button. */
  give(way: Way, what: string): Promise<void>;
  /** Presses the button alone. */
  press(way: Way): Promise<void>;
  /** What is told last, as soon as it has these words in it. */
  told(wanted: string): Promise<string>;
  /** What the card of the list says of it, its details among it. */
  cardOf(title: string): Promise<string>;
}

/** Of a page that goes when the test is over. */
export async function openAddForm(driver: Driver): Promise<AddForm> {
  const page = closeAtEnd(await driver.openExtensionPage('options.html', SIZE));
  const form: AddForm = {
    async give(way, what) {
      const { field } = FORMS[way];
      await until(() => page.evaluate((wanted) => document.querySelector(wanted) !== null, field), Boolean);
      if (way === 'file') await page.chooseFile(field, what);
      else await type(page, field, what);
      await form.press(way);
    },
    press: (way) => press(page, FORMS[way].button),
    told: (wanted) =>
      until(
        () => page.evaluate(() => document.querySelector('main > .status')?.textContent ?? '', null),
        (text) => text.includes(wanted),
      ),
    cardOf: (title) => until(() => page.evaluate(readCard, title), Boolean),
  };
  return form;
}

/** As somebody who pastes it over what stands there. */
async function type(page: DriverPage, field: string, text: string): Promise<void> {
  await page.evaluate(
    ([selector, pasted]) => {
      document.querySelector<HTMLInputElement>(selector)?.select();
      document.execCommand('insertText', false, pasted);
    },
    [field, text] as const,
  );
}

/** Runs in the page. */
function readCard(title: string): string {
  const cards = [...document.querySelectorAll<HTMLElement>('article.list')];
  const card = cards.find((one) => one.querySelector('h3')?.textContent === title);
  for (const details of card?.querySelectorAll('details') ?? []) details.open = true;
  return card?.innerText ?? '';
}
