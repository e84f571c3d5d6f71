import type { Placement } from './placement.ts';
import type { Sample } from './samples.ts';

/** What is known not to be found, and why. */
export interface Gap {
  why: string;
  /** By address, the placements. */
  missing: Record<string, string[]>;
}

const SHORT_VALUES = [
  'title',
  'alt',
  'aria-label',
  'data-clipboard-text',
  'data',
  'input',
  'hidden-input',
  'textarea',
  'value',
  'late-attribute',
];
const CODES = ['qr-data', 'qr-img', 'qr-picture', 'qr-canvas', 'qr-svg'];
const SHADOWS = [
  'declared-shadow',
  'open-shadow',
  'closed-shadow',
  'nested-shadow',
  'late-open-host',
  'late-closed-host',
  'late-shadow',
];
const LINKS = ['link', 'late-link'];
const BROKEN = [
  'groups',
  'signs',
  'lines',
  'half-lines',
  'br',
  'blocks',
  'hidden-between',
  'twin-blocks',
  'late-part',
];
const PROGRAMS = ['onclick', 'qr-service', 'script', 'json'];

/** Everything else has to be found; a gap that closed has to go from here. */
export const GAPS: readonly Gap[] = [
  {
    why: 'Links, attributes and fields of fewer than 25 characters are not read: names can be shorter.',
    missing: { nearName: [...SHORT_VALUES, 'uri'], lnAddress: SHORT_VALUES, ens: [...SHORT_VALUES, 'uri'] },
  },
  {
    why: 'In the path of a link, a name with a dot is a file.',
    missing: { nearName: LINKS, lnAddress: LINKS, ens: LINKS },
  },
  {
    why: 'What is spelled like mail counts only where the word Lightning stands in the same text, attribute or tree.',
    missing: { lnAddress: [...SHADOWS, ...CODES, ...PROGRAMS] },
  },
  {
    why: '64 hexadecimal digits are a digest unless the word NEAR stands by itself in the same text, attribute or tree.',
    missing: {
      near: [
        'base64',
        ...[...SHORT_VALUES, ...SHADOWS, ...CODES, ...PROGRAMS, ...LINKS],
        ...['explorer', 'glued', 'glued-elements'],
      ],
    },
  },
  {
    why: 'Without a checksum, a part of a web address may be anything: only explorers, payment links and pictures of codes count.',
    missing: { sol: LINKS, tonRaw: LINKS },
  },
  {
    why: 'Without a checksum, groups and lines cannot be told from words that follow each other.',
    missing: { sol: [...BROKEN, 'base64'], near: ['signs'] },
  },
  {
    why: 'Forms with signs between their letters are read in one piece, with nothing glued to them.',
    missing: {
      ton: [...BROKEN, 'base64', 'reversed', 'glued', 'glued-elements'],
      tonRaw: [...BROKEN, 'base64', 'reversed', 'glued'],
      nano: [...BROKEN, 'base64', 'reversed'],
    },
  },
  { why: 'At most 40 groups are joined.', missing: { bolt11: ['groups', 'signs'] } },
];

export function gapAt(placement: Placement, sample: Sample): Gap | undefined {
  return GAPS.find(({ missing }) => missing[sample.id]?.includes(placement.id));
}
