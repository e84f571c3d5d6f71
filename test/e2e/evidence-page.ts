/** What hands do on the page of the evidence, and what they get from it. */
import { expect } from 'vitest';
import { fromBase64, toBase64 } from '#lib/core/bytes.ts';
import type { Bundle } from '#lib/review/bundle/bundle.ts';
import { openBundle } from '#lib/review/bundle/open.ts';
import { DEFAULT_SIZE, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import { closeAtEnd, until } from './harness.ts';

/** As other pages: a tab is pictured as large as its window. */
export const SIZE = DEFAULT_SIZE;

export type Bytes = Uint8Array<ArrayBuffer>;

/** What the page says once it says all of this. */
export function textWith(page: DriverPage, ...wanted: RegExp[]): Promise<string> {
  return until(
    () => page.evaluate(() => document.body.innerText, null),
    (now) => wanted.every((one) => one.test(now)),
    60_000,
  );
}

/** What a person gets who presses the button in the popup. */
export async function save(driver: Driver, tabId: number): Promise<{ page: DriverPage; bytes: Bytes }> {
  const page = closeAtEnd(await driver.openExtensionPage(`evidence.html?tab=${tabId}`, SIZE));
  // Firefox lets nobody fetch it by its address from here. Saving takes longer than this.
  await page.evaluate(() => {
    const { createObjectURL } = URL;
    URL.createObjectURL = (blob: Blob) => {
      if (blob.type === 'application/zip') (window as { kept?: Blob }).kept = blob;
      return createObjectURL(blob);
    };
  }, null);
  expect(await textWith(page, /The page is saved|was not saved/)).toContain('The page is saved');
  const base64 = await page.evaluate(async () => {
    const reader = new FileReader();
    reader.readAsDataURL((window as { kept?: Blob }).kept ?? new Blob());
    await new Promise((done) => reader.addEventListener('load', done));
    return String(reader.result).split(',')[1] ?? '';
  }, null);
  return { page, bytes: fromBase64(base64) };
}

export function opened(bytes: Bytes): Bundle {
  const bundle = openBundle(bytes);
  if (!bundle.ok) throw new Error(bundle.error.code);
  return bundle.value;
}

/** Chooses files, as a person would. */
export async function bring(page: DriverPage, ...files: Bytes[]): Promise<void> {
  await page.evaluate(
    (contents: string[]) => {
      const transfer = new DataTransfer();
      contents.forEach((base64, i) => {
        const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
        transfer.items.add(new File([bytes], `bundle-${i}.zip`, { type: 'application/zip' }));
      });
      const input = document.querySelector<HTMLInputElement>('#bundle-files');
      if (!input) throw new Error('There is no place for files');
      input.files = transfer.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    files.map((bytes) => toBase64(bytes)),
  );
}
