import { browserTitle, ms, table } from './markdown.ts';
import { CASES, PICTURE_BYTES, PICTURES, type ReviewFigures } from './review.ts';

export function reviewSection(figures: readonly ReviewFigures[]): string[] {
  return [
    '## The review workspace',
    '',
    `${CASES.toLocaleString('en')} cases and ${PICTURES.toLocaleString('en')} pictures of ${PICTURE_BYTES / 1000} kB, in the extension's own page. Opening counts from the start of the`,
    'navigation to the frame in which the list stands, and to that in which all cases are counted; where the page was not open',
    'since very many cases came, it has to read all of them first. Searching counts from the key to the frame with what was',
    `found; merging is a file of another reviewer with ${CASES.toLocaleString('en')} cases, into nothing and into as many that were decided`,
    'differently.',
    '',
    ...table(
      [
        '',
        'Opens, no case',
        'Opens',
        'Slowest',
        'All counted',
        'Opens, all read first',
        'Search',
        'Merge into nothing',
        'Merge',
      ],
      figures.map(({ browser, empty, open, anew, search, first, merge }) => [
        browserTitle(browser),
        ms(empty),
        ms(open.list),
        ms(open.slowest),
        ms(open.whole),
        ms(anew.list),
        ms(search),
        ms(first),
        ms(merge),
      ]),
    ),
    '',
  ];
}
