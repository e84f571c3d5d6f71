/** What hands do in the panel beside the page, and what it shows then. */
import type { DriverPage } from '../../scripts/browser/driver.ts';
import { until } from './harness.ts';

/** A case as the panel's list tells it. */
interface Row {
  title: string;
  states: string[];
}

export function write(panel: DriverPage, selector: string, value: string): Promise<void> {
  return panel.evaluate(
    ([selector, value]: [string, string]) => {
      const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector);
      if (!field) throw new Error(`There is no ${selector}`);
      field.focus();
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    },
    [selector, value] as [string, string],
  );
}

/** Every case, with the list's box for decided ones checked. */
export async function rowsOf(panel: DriverPage): Promise<Row[]> {
  await until(
    () =>
      panel.evaluate(() => {
        const box = document.querySelector<HTMLInputElement>('#queue-title ~ .switch input');
        if (box && !box.checked) box.click();
        return box?.checked ?? false;
      }, null),
    (checked) => checked,
  );
  return panel.evaluate(
    () =>
      [...document.querySelectorAll('.queue .row')].map((row) => ({
        title: row.querySelector('.about > bdi')?.textContent ?? '',
        states: [...row.querySelectorAll('.states span')].map(({ textContent }) => textContent ?? ''),
      })),
    null,
  );
}

/** How much one picture of the evidence differs from the other; `null` where there are no two. */
export function compareProofs(panel: DriverPage) {
  return panel.evaluate(async () => {
    const shown = [...document.querySelectorAll<HTMLImageElement>('.proof img')];
    const [marked, plain] = await Promise.all(
      shown.map(async (picture) => {
        await picture.decode();
        const { naturalWidth: width, naturalHeight: height } = picture;
        const context = new OffscreenCanvas(width, height).getContext('2d');
        context?.drawImage(picture, 0, 0);
        return context?.getImageData(0, 0, width, height);
      }),
    );
    if (!marked || !plain) return null;
    // What compressing alone changes is far less.
    const other = marked.data.filter((value, i) => Math.abs(value - (plain.data[i] ?? 0)) > 60);
    return { width: marked.width, same: marked.data.length === plain.data.length, count: other.length };
  }, null);
}
