import type { CorpusBench, Recall } from './corpus.ts';
import type { Named, Score } from './corpus-score.ts';
import { percent, table } from './markdown.ts';

/** Characters of a string that is told of; invoices are long. */
const MAX_SHOWN = 64;

/** What is found on real pages and what is not, every miss by name. */
export function corpusSection(corpus: CorpusBench | null): string[] {
  if (!corpus)
    return [
      '## Real documents',
      '',
      'Skipped: the collection of real documents is not beside the project.',
      '',
    ];
  const { donation, pages, precision, traps } = corpus;
  return [
    '## Real documents',
    '',
    `${donation.documents} documents that ask for donations and ${pages.documents} ordinary pages, read in Chromium by the content script and`,
    'judged by the background: found is what the popup would list. What stands only in comments is read by nobody and',
    'is not asked; code of the page is read and never run.',
    '',
    ...table(
      ['', 'In text', 'In text, links, attributes, fields and scripts'],
      [
        ['Documents that ask', rate(donation.text), rate(donation.all)],
        ['Ordinary pages', rate(pages.text), rate(pages.all)],
      ],
    ),
    '',
    'By chain, as the collections name them, found of all:',
    '',
    `- documents that ask: ${chains(donation)}`,
    `- ordinary pages: ${chains(pages)}`,
    '',
    ...named('Not found in documents that ask', distinct([...donation.all.missed, ...donation.text.missed])),
    ...named('Not found in ordinary pages', distinct([...pages.all.missed, ...pages.text.missed])),
    '### What is listed and should not be',
    '',
    `${precision.checksummed.length} strings on chains with a checksum and ${precision.unchecked.length} on chains without are listed on ordinary pages and are no`,
    `addresses. ${precision.listed.length} findings on them are called listed. Of ${traps.of} strings that look like addresses and are none, ${traps.missed.length}`,
    'are listed.',
    '',
    ...named('Chains with a checksum', precision.checksummed),
    ...named('Chains without a checksum', precision.unchecked),
    ...named('Called listed', precision.listed),
    ...named('Traps', traps.missed),
    ...named('Addresses that the collection passes over, each looked at', precision.looked),
    '### Donation or mention',
    '',
    ...table(
      ['Of the addresses that are found', 'Taken for what they are'],
      [
        ['asked to be paid for donations', rate(corpus.donations)],
        ['examples, demonstrations, contracts in the same documents', rate(corpus.mentions.documents)],
        ['on ordinary pages', rate(corpus.mentions.pages)],
      ],
    ),
    '',
    ...named('Donations taken for mentions', corpus.donations.missed),
    ...named('Mentions taken for donations', [
      ...corpus.mentions.documents.missed,
      ...corpus.mentions.pages.missed,
    ]),
    ...vectors(corpus),
  ];
}

function vectors({ vectors }: CorpusBench): string[] {
  const { chains, notAsked, unknown } = vectors;
  const agree = chains.reduce((sum, row) => sum + row.agree, 0);
  const of = chains.reduce((sum, row) => sum + row.of, 0);
  return [
    '### Vectors',
    '',
    `${agree} of ${of} strict vectors agree: ${chains.map((row) => `${row.chain} ${row.agree}/${row.of}`).join(', ')}.`,
    `${unknown} more are of coins that have no codec. Not asked:`,
    '',
    ...notAsked.map(({ why, rows }) => `- ${rows}: ${why}`),
    '',
    ...chains.flatMap(({ chain, disagree }) => disagree.map((text) => `- ${chain}: \`${text}\` disagrees`)),
  ];
}

function rate({ found, of }: Score): string {
  return `${found} of ${of} (${percent(found, of)})`;
}

function chains({ chains }: Recall): string {
  return chains.map(({ chain, found, of }) => `${chain} ${found}/${of}`).join(', ');
}

function named(title: string, all: readonly Named[]): string[] {
  if (all.length === 0) return [];
  const lines = all.map(({ file, text, what, why }) => {
    const shown = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}\u2026` : text;
    return `- \`${shown}\` (${what}), ${file}${why && `: ${why}`}`;
  });
  return [`<details><summary>${title}: ${all.length}</summary>`, '', ...lines, '', '</details>', ''];
}

function distinct(all: readonly Named[]): Named[] {
  return [...new Map(all.map((one) => [`${one.file} ${one.text}`, one])).values()];
}
