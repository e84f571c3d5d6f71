import { GAPS, gapAt } from './expected.ts';
import type { Placement } from './placement.ts';
import type { Sample } from './samples.ts';

/** Otherwise than it should: in the words of the places where it was found. */
export type Cell = 'found' | 'missing' | `as ${string}`;

const FOUND = '\u2713';
const INTRO = `# Placements

Written by the end-to-end tests (\`npx vitest run --project e2e test/e2e/placements.test.ts --update\`); do not edit.

Every address below was put on a page in every way below, in Chromium and in Firefox, and the extension's report was
compared: the address as its vectors have it (test/vectors), how it stood, whether it was hidden, disguised or in a
shadow tree, and in which frame. ${FOUND} is found in both browsers, C in Chromium only, F in Firefox only; a number is a known
gap, explained at the end; nothing is what nobody can do with that form. What arrives late has to be found without
being asked for, except for values and shadow roots of elements that were there before: those are read when the page
rests, on an act, and when the popup asks. What takes few at a time, such as a look at the screen, is tried with eight addresses.
`;

/** docs/PLACEMENTS.md: a table for each group, an address a row, a placement a column. */
export function renderTable(
  groups: Record<string, Placement[]>,
  samples: readonly Sample[],
  cellsOf: (placement: Placement, sample: Sample) => (Cell | null)[],
): string {
  const cell = (placement: Placement, sample: Sample): string => {
    const [chromium, firefox] = cellsOf(placement, sample);
    if (chromium === 'found') return firefox === 'found' ? FOUND : 'C';
    if (firefox === 'found') return 'F';
    const gap = gapAt(placement, sample);
    return chromium === null ? '' : gap ? String(GAPS.indexOf(gap) + 1) : '?';
  };
  const tables = Object.entries(groups).map(([name, placements]) =>
    [
      `## ${name}\n`,
      row(['', ...placements.map(({ title }) => title)]),
      row(['---', ...placements.map(() => ':-:')]),
      ...samples.map((sample) => row([sample.name, ...placements.map((one) => cell(one, sample))])),
      '',
    ].join('\n'),
  );
  const gaps = GAPS.map(({ why }, i) => `${i + 1}. ${why}`).join('\n');
  return [INTRO, ...tables, `## Gaps\n\n${gaps}\n`].join('\n');
}

function row(cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}
