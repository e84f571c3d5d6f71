import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { DriverPage } from '../../scripts/browser/driver.ts';

const TOWN = join(import.meta.dirname, '..', 'pages', 'town');
/** Pages of the demo town that show a listed place or address, or are one. In the others there is nothing to mark. */
const MARKED = [
  'evening-ledger.example/2025/sanctions-wallets',
  'facemaskcenter.com/',
  'hope-bridge.example/donate',
  'kind-harbour.example/',
  'lantern-row.example/',
  'live-appeal.example/',
  'pay-widget.example/embed',
  'quick-aid.example/',
  't.me/s/riverbank_winter_aid',
  'www.facebook.com/riverbankwinteraid',
];

/** Every clean page of the town; one of them holds a frame that is none. */
export const CLEAN_PAGES = globSync('**/*.html', { cwd: TOWN })
  .map((file) => file.replaceAll('\\', '/').replace(/(?:index)?\.html$/, ''))
  .filter((page) => !MARKED.includes(page))
  .sort()
  .map((page) => `https://${page}`);

/** On no list. */
export const IN_TREES = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';

/** As a page may: an open and a closed shadow tree, with an address. */
export async function addTrees(page: DriverPage): Promise<void> {
  await page.evaluate((address: string) => {
    const kept: ShadowRoot[] = [];
    for (const mode of ['open', 'closed'] as const) {
      const root = document.body.appendChild(document.createElement('div')).attachShadow({ mode });
      root.innerHTML = `<style>p { color: #222 }</style><p>${address}</p>`;
      kept.push(root);
    }
    Object.assign(window, { kept });
  }, IN_TREES);
}

/** All that a page can know of itself: its tree and those in the shadow, its styles, its names. */
export function shapeOf(page: DriverPage) {
  return page.evaluate(() => {
    const { kept } = window as unknown as { kept: ShadowRoot[] };
    return {
      document: document.documentElement.outerHTML,
      beside: document.childNodes.length,
      trees: kept.map(({ innerHTML }) => innerHTML),
      sheets: [...document.styleSheets].map(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText)),
      adopted: [document, ...kept].map(({ adoptedStyleSheets }) => adoptedStyleSheets.length),
      highlights: CSS.highlights.size,
      names: Object.getOwnPropertyNames(window).sort(),
      top: document.querySelectorAll(':popover-open, :modal').length,
    };
  }, null);
}
