import type { Attack } from './attacks.ts';
import type { Seen } from './seen.ts';

const COLUMNS: Record<keyof Seen, string> = {
  banner: 'banner',
  pin: 'glyph',
  line: 'line',
  card: 'card of a mark',
  guard: 'question before an act',
};
const SHOWN = '\u2713';
const INTRO = `# Attacks on the warning

Written by \`npm run attacks\`; do not edit. \`npm test\` tries all of them in Chromium, and some in Firefox.

A page that is listed itself, asks for money and shows a listed address does each of the following, in Chromium and in
Firefox. What a person still sees two and a half seconds later is told by the pixels of a screenshot, and by what a click
there would meet. ${SHOWN} is seen in both browsers, C in Chromium only, F in Firefox only, – in neither. The toolbar tells
the truth in every row; where nothing else is left the page has fought for it more than five times in five seconds.
`;
const LIMITS = `## What is not stopped

- A page may draw whatever it likes on itself, words that claim to be ours among them. The toolbar is not the page’s.
- What a page hides together with the address, for instance with all of itself, is not seen; neither is the address.
- A modal dialog inside a shadow tree of the page makes everything outside of it dead to clicks, what we show included.
  The glyphs are seen and not answered until it closes.
- A popover inside a closed shadow tree that lets clicks through can be drawn over what we show without being noticed.
- A view transition shows a picture of the page in place of the page for as long as it runs.
`;

/** docs/ATTACKS.md: an attack a row, what is shown over a page a column. */
export function renderTable(
  attacks: readonly Attack[],
  seenBy: (attack: Attack) => readonly (Seen | undefined)[],
): string {
  const names = Object.keys(COLUMNS) as (keyof Seen)[];
  const cell = (attack: Attack, name: keyof Seen): string => {
    const [chromium, firefox] = seenBy(attack).map((seen) => seen?.[name]);
    if (chromium) return firefox ? SHOWN : 'C';
    return firefox ? 'F' : '–';
  };
  return [
    INTRO,
    row(['The page’s attack', ...names.map((name) => COLUMNS[name]), 'toolbar']),
    row(['---', ...names.map(() => ':-:'), ':-:']),
    ...attacks.map((attack) => row([attack.title, ...names.map((name) => cell(attack, name)), SHOWN])),
    '',
    LIMITS,
  ].join('\n');
}

function row(cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}
