import { ms, table } from './markdown.ts';
import { HEAP_MB, type OfacBench } from './ofac.ts';

const MB = 1024 * 1024;

/** Reading of OFAC's own file. */
export function ofacSection(ofac: OfacBench | null): string[] {
  if (!ofac) return ["## OFAC's own file", '', 'Skipped: the file, or bunzip2, is not there.', ''];
  const { bytes, heap, entries, refused, inBrowser } = ofac;
  const megabytes = (size: number) => `${(size / MB).toFixed(0)} MB`;
  return [
    "## OFAC's own file",
    '',
    `The advanced XML, ${(bytes / MB).toFixed(0)} MB, from bytes to the stored form in a worker of Node whose heap may be ${HEAP_MB} MB:`,
    `${ms(ofac.ms)} of processor time, ${(bytes / MB / (ofac.ms / 1000)).toFixed(0)} MB a second; at most ${(heap / MB).toFixed(0)} MB of heap; ${entries.toLocaleString('en')} entries, ${refused} left out.`,
    'It says what the bundled list says, of the same values.',
    '',
    'The whole extension in Chromium, whose list of OFAC comes from this machine: what its worker holds, as above.',
    '',
    ...table(
      ['', 'Before', 'At most', 'Time', 'Sizes told meanwhile'],
      [
        [
          "OFAC's own file, fetched, read and applied",
          megabytes(inBrowser.before),
          megabytes(inBrowser.peak),
          ms(inBrowser.ms),
          String(inBrowser.told),
        ],
      ],
    ),
    '',
  ];
}
