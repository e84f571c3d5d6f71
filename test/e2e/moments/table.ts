import { BROWSERS } from '../harness.ts';
import type { Moment } from './moment.ts';

const TITLES = { chromium: 'Chromium', firefox: 'Firefox' };
const WIDTH_PX = 360;
const INTRO = `# What a person sees, and when

Written by \`npm run gallery -- --moments\`; do not edit.

Each moment in both browsers, one of them in Chromium alone, on pages of the demo town (\`npm start\`) and of the extension
itself, with the lists that come with it, for the channel, the look-alike and the published address with an invented one
beside them; judged for the day of OFAC's, or later where they are old; the note that says so is left out. None of the
charities exists; the listed addresses do. The test named beside a moment holds what it rests on. Every state of every
view, in both themes and directions of writing, is in the gallery (\`npm run gallery\`).
`;

/** Name of a picture in docs/pictures. */
export const pictureOf = (browser: (typeof BROWSERS)[number], { id }: Pick<Moment, 'id'>) =>
  `${browser}-${id}.png`;

export const isTaken = (browser: (typeof BROWSERS)[number], { only }: Pick<Moment, 'only'>) =>
  only === undefined || only === browser;

/** docs/MOMENTS.md: a moment a row, a browser a column. */
export function renderMoments(moments: readonly Moment[]): string {
  return [
    INTRO,
    row(['Moment', ...BROWSERS.map((name) => TITLES[name])]),
    row(['---', ...BROWSERS.map(() => '---')]),
    ...moments.map((moment) => {
      const test = `[${moment.test}](../test/e2e/${moment.test}.test.ts)`;
      const pictures = BROWSERS.map((name) => {
        if (!isTaken(name, moment)) return '–';
        const alt = `${moment.title}, in ${TITLES[name]}`;
        return `<img src="pictures/${pictureOf(name, moment)}" width="${WIDTH_PX}" alt="${alt}">`;
      });
      return row([`${moment.title} (${test})`, ...pictures]);
    }),
    '',
  ].join('\n');
}

function row(cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}
