import { LANGUAGES } from '#lib/core/languages.ts';
import type { BrowserName } from '../../scripts/browser/find.ts';
import { BROWSERS } from '../e2e/harness.ts';
import { LOOKS, type Look } from './looks.ts';
import { openBrowser } from './tab.ts';
import { everyScene, inEach } from './walk.ts';

/** What came of looking at every state in one language and theme. */
interface Checked {
  browser: BrowserName;
  look: Look;
  states: number;
  /** What is wrong, by state. */
  found: Record<string, string[]>;
}

const THEMES = ['light', 'dark'] as const;
/** One for each direction of writing. */
const SEEN_WIDE = [...new Set(LOOKS.map(({ lang }) => lang))];

/**
 * Each language in both themes where room is scarce; wide, where colours are looked at, those of the gallery's own looks:
 * colours go by the theme alone.
 */
const EVERY_LOOK: readonly Look[] = [
  ...LANGUAGES.flatMap((lang) => THEMES.map((theme) => ({ theme, lang, isWide: false }))),
  ...SEEN_WIDE.flatMap((lang) => THEMES.map((theme) => ({ theme, lang, isWide: true }))),
];

/** Looks at every state in every language and theme, in both browsers at once. `tell` gets a line for each look. */
export async function checkAll(url: string, tell: (line: string) => void): Promise<Checked[]> {
  const all = await Promise.all(BROWSERS.map((browser) => checkIn(browser, url, tell)));
  return all.flat();
}

async function checkIn(name: BrowserName, url: string, tell: (line: string) => void): Promise<Checked[]> {
  const browser = await openBrowser(name, url);
  const checked: Checked[] = [];
  try {
    for (const look of EVERY_LOOK) {
      // A tab for each: what a thousand states leave behind in one does not slow down the next.
      const tab = await browser.open();
      const scenes = await everyScene(tab);
      const found = await inEach(tab, look, scenes, tab.faults);
      await tab.close();
      const one = { browser: name, look, states: scenes.length, found };
      checked.push(one);
      tell(lineOf(one));
    }
  } finally {
    await browser.close();
  }
  return checked;
}

function lineOf({ browser, look: { lang, theme, isWide }, states, found }: Checked): string {
  const columns = [browser.padEnd(8), lang.padEnd(5), theme.padEnd(5), isWide ? 'wide  ' : 'narrow'];
  const problems = Object.entries(found).map(([scene, what]) => `  ${scene}\n    ${what.join('\n    ')}\n`);
  return `${columns.join('  ')}  ${states} states  ${problems.length} with findings\n${problems.join('')}`;
}
