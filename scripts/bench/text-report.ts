import type { CorpusBench } from './corpus.ts';
import { ms, percent, table } from './markdown.ts';
import type { TextBench } from './text.ts';
import { CHARS, type Growth } from './text-growth.ts';

const MB = 1024 * 1024;

/** Figures that came with the collection: what these reach on all of it, of which about a third was kept out here. */
const PUBLISHED: readonly [
  name: string,
  inText: string,
  everywhere: string,
  falseStrings: string,
  speed: string,
][] = [
  ['multicoin-address-validator', '96.7 %', '88.6 %', '17', '68 ms/MB'],
  ['@ensdomains/address-encoder', '95.1 %', '87.1 %', '45', '100 ms/MB'],
  ['the usual regular expressions', '93.0 %', '84.4 %', '114', '9.5 ms/MB'],
];

/** Matching of text in Node, beside what others do. */
export function textSection(text: TextBench | null, corpus: CorpusBench | null | undefined): string[] {
  if (!text)
    return [
      '## Text matching',
      '',
      'Skipped: the collection of real documents is not beside the project.',
      '',
    ];
  const own = text.peers.find(({ peer }) => peer === 'almsguard');
  return [
    '## Text matching',
    '',
    `Addresses of all chains in the text of ${text.documents} real documents (${(text.bytes / MB).toFixed(1)} MB as UTF-8), in Node, each in an isolate of its`,
    'own: milliseconds of processor time a megabyte, the first time over and warm. Others are told how to find words;',
    'their answers are compared with the same lists of what is there.',
    '',
    ...table(
      ['', 'First', 'Warm', 'Against ours', 'Found in text', 'False strings on ordinary pages'],
      text.peers.map(({ peer, first, warm, found, of, falseStrings }) => [
        peer === 'almsguard' ? 'Almsguard, by form alone' : peer,
        ms(first),
        ms(warm),
        `${(warm / (own?.warm ?? warm)).toFixed(1)} ×`,
        percent(found, of),
        String(falseStrings),
      ]),
    ),
    '',
    ...(corpus
      ? [
          `As the popup lists them, with the words beside them: ${percent(corpus.donation.text.found, corpus.donation.text.of)} in text, ${corpus.precision.checksummed.length + corpus.precision.unchecked.length} false strings.`,
          '',
        ]
      : []),
    'Published beside the collection, for all of it and on another machine:',
    '',
    ...table(
      ['', 'Found in text', 'In text and attributes', 'False strings', 'Speed'],
      PUBLISHED.map((row) => [...row]),
    ),
    '',
  ];
}

/** How time grows with text that is made to be expensive. */
export function growthSection(growth: readonly Growth[]): string[] {
  return [
    '### Text made to be expensive',
    '',
    `${CHARS / 1e6} million characters, both searches of a page's text, milliseconds of processor time; and how many times the`,
    'half of it takes.',
    '',
    ...table(
      ['', 'Time', 'Against the half'],
      growth.map(({ name, ms: time, ratio }) => [name, ms(time), `${ratio.toFixed(2)} ×`]),
    ),
    '',
  ];
}
