import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import type { SliceFigures } from '../../test/bench/slices-page.ts';
import { bundle } from './bundle.ts';
import { ms, table } from './markdown.ts';
import { openSavedPages } from './saved-page.ts';
import { ADVERSARIES } from './text-growth.ts';

export interface SliceRow extends SliceFigures {
  page: string;
}

export interface SliceBench {
  /** Saved pages, those that kept the page longest first. */
  pages: SliceRow[];
  hostile: SliceRow[];
}

const SHARED_PAGES = '../shared/data/pages';
const OWN_PAGES = 'test/pages/town';
/** Characters of each hostile text, and of the one that is made of all of them. */
const CHARS = 2_000_000;
const ALL_CHARS = 20_000_000;
const LEVELS = 10_000;
const WORST = 5;

/** Code that makes a hostile page out of an empty one; nothing of it is shown, for laying it out would take longer. */
const SHAPES: readonly [name: string, code: string][] = [
  [
    `${LEVELS.toLocaleString('en')} levels`,
    `let at = root; for (let i = 0; i < ${LEVELS}; i++) at = at.appendChild(document.createElement('div'));`,
  ],
  [
    '1,900 levels with five long attributes each',
    `let at = root; for (let i = 0; i < 1_900; i++) {
      at = at.appendChild(document.createElement('div'));
      for (const name of 'abcde') at.setAttribute('data-' + name, i + 'q'.repeat(30));
    }`,
  ],
  [
    '1,900 elements with forty long attributes each',
    `const names = Array.from({ length: 40 }, (_, i) => 'data-' + i + '="' + 'q'.repeat(30) + '"').join(' ');
    root.innerHTML = ('<b ' + names + '></b>').repeat(1_900);`,
  ],
  [
    '100,000 texts in one element',
    "for (let i = 0; i < 1e5; i++) root.append(document.createTextNode('word ' + i), document.createElement('i'));",
  ],
  [
    '100,000 elements with a long attribute each',
    "root.innerHTML = Array.from({ length: 1e5 }, (_, i) => '<b title=\"' + i + 'q'.repeat(30) + '\"></b>').join('');",
  ],
  [
    'a script of 5 MB',
    "root.innerHTML = '<script type=x>' + 'const a=\"bc1q\"; '.repeat(3e5) + '</' + 'script>';",
  ],
];

/**
 * How long the page has to wait at a time while it is read: the first reading, a second one as for the popup, and the
 * look around, in every saved page and in pages made to be expensive.
 */
export async function benchSlices(browser: Browser): Promise<SliceBench> {
  const script = await bundle('test/bench/slices-page.ts');
  const tab = await openSavedPages(browser);
  const measure = async (page: string, html: string, code = ''): Promise<SliceRow> => ({
    page,
    ...(await tab.ask<SliceFigures>(html, `${script};{${code}}`, 'benchSlices')),
  });
  const folder = existsSync(SHARED_PAGES) ? SHARED_PAGES : OWN_PAGES;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .sort();
  const pages: SliceRow[] = [];
  for (const name of files) pages.push(await measure(name, readFileSync(join(folder, name), 'utf8')));
  const hostile: SliceRow[] = [];
  const texts = ADVERSARIES.map(([name, make]) => [name, make(CHARS)] as const);
  const all = texts.map(([, text]) => text).join('\n');
  const mixed = [
    `${ALL_CHARS / 1e6} MB of all of them`,
    all.repeat(ALL_CHARS / all.length + 1).slice(0, ALL_CHARS),
  ] as const;
  for (const [name, text] of [...texts, mixed])
    hostile.push(await measure(name, `<div hidden>${text}</div>`));
  for (const [name, code] of SHAPES) {
    hostile.push(
      await measure(name, '<div hidden></div>', `const root = document.querySelector('div'); ${code}`),
    );
  }
  await tab.close();
  return { pages: pages.toSorted((a, b) => b.longest - a.longest), hostile };
}

export function slicesSection({ pages, hostile }: SliceBench): string[] {
  const sum = (of: (row: SliceRow) => number) => pages.reduce((total, row) => total + of(row), 0);
  const row = ({ page, longest, over, slices, total, unread }: SliceRow) => [
    page,
    ms(longest),
    `${over} of ${slices}`,
    ms(total),
    [...new Set(unread)].join(', '),
  ];
  return [
    '## How long a page has to wait at a time',
    '',
    `The first reading, a second one and the look around. Of ${sum(({ slices }) => slices)} slices in ${pages.length} saved pages,`,
    `${sum(({ over }) => over)} were longer than they may be. What counts is the work between two rests; loading, drawing and`,
    "collecting garbage are the browser's own, and fall into it now and then.",
    '',
    ...table(
      ['Page', 'Longest', 'Too long', 'All work', 'Not read'],
      [...pages.slice(0, WORST), ...hostile].map(row),
    ),
    '',
  ];
}
