import { describe, expect, it } from 'vitest';
import type { ChainName } from '#lib/core/chains.ts';
import type { How, Place } from '#lib/core/types.ts';
import { findMismatches, type Standing } from '#lib/verdict/mismatch.ts';

type At = [how: How, blocks: number[], flags?: Place['flags'], label?: string];

/** An address by a short name, with the places where it stands. */
function stands(name: string, places: At[], more: Partial<Standing> = {}): Standing {
  const chain: ChainName = more.chain ?? 'bitcoin';
  return {
    identity: `${chain}:${name}`,
    keys: [`hash160:${name}`],
    chain,
    canonical: name,
    places: places.map(([how, blocks, flags = [], label]) => ({
      how,
      blocks,
      flags,
      near: '',
      within: [],
      ...(label && { label }),
    })),
    ...more,
  };
}

const differing = (...standing: Standing[]) =>
  findMismatches(standing).map(({ code, printed, other }) => [code, printed.canonical, other.canonical]);

const PRINTED = stands('printed', [['text', [1, 9]]]);

describe('another address than the one that is printed', () => {
  it.each([
    ['a code', 'qr', 'qr-differs'],
    ['a copy button', 'attribute', 'copy-differs'],
    ['what the page put on the clipboard', 'copied', 'copy-differs'],
    ['a link to pay', 'uri', 'link-differs'],
  ] as const)('in %s', (_, how, code) => {
    expect(differing(PRINTED, stands('other', [[how, [1, 9]]]))).toEqual([[code, 'printed', 'other']]);
  });

  it.each(['text', 'split', 'input'] as const)('that is printed as %s', (how) => {
    const found = differing(stands('printed', [[how, [1]]]), stands('other', [['qr', [1]]]));
    expect(found).toEqual([['qr-differs', 'printed', 'other']]);
  });

  it('is known of what was copied, whatever else the button holds and was copied before', () => {
    const printed = stands('printed', [
      ['text', [1, 9]],
      ['attribute', [1, 9]],
      ['copied', [1, 9]],
    ]);
    const found = differing(printed, stands('other', [['copied', [1, 9]]]));
    expect(found).toEqual([['copy-differs', 'printed', 'other']]);
  });

  it.each(['data-clipboard-text', 'data-copy', 'copyAddress', 'writeText', 'onclick'])(
    'is told of what a button copies, whatever else the button holds: %s',
    (label) => {
      const printed = stands('printed', [
        ['text', [1, 9]],
        ['attribute', [1, 9], [], 'data-a'],
      ]);
      const other = stands('other', [['attribute', [1, 9], [], label]]);
      const third = stands('third', [['attribute', [1, 9], [], 'title']]);
      const told = [['copy-differs', 'printed', 'other']];
      expect(differing(printed, other)).toEqual(told);
      expect(differing(PRINTED, other, third)).toEqual(told);
      expect(differing(printed, other, third)).toEqual(told);
    },
  );

  it('is found through the parts around both', () => {
    const found = differing(stands('printed', [['text', [1, 2, 9]]]), stands('other', [['qr', [5, 6, 9]]]));
    expect(found).toEqual([['qr-differs', 'printed', 'other']]);
  });

  it('is told once, however often it stands there', () => {
    const other = stands('other', [
      ['qr', [1, 9]],
      ['qr', [1, 9]],
    ]);
    expect(differing(PRINTED, other)).toEqual([['qr-differs', 'printed', 'other']]);
  });

  it('is told of one card in a row of cards', () => {
    const a = stands('a', [
      ['text', [1, 9]],
      ['qr', [1, 9]],
    ]);
    const b = stands('b', [['text', [2, 9]]]);
    const c = stands('c', [['qr', [2, 9]]]);
    expect(differing(a, b, c)).toEqual([['qr-differs', 'b', 'c']]);
  });
});

describe('nothing is said', () => {
  const other = (how: How, blocks = [1, 9]) => stands('other', [[how, blocks]]);

  it.each([
    [
      'the code shows what is printed',
      [
        stands('printed', [
          ['text', [1]],
          ['qr', [1]],
        ]),
      ],
    ],
    [
      'the code’s address is printed as well',
      [
        PRINTED,
        stands('other', [
          ['qr', [1, 9]],
          ['text', [1, 9]],
        ]),
      ],
    ],
    ['several addresses are printed there', [PRINTED, stands('second', [['text', [1, 9]]]), other('qr')]],
    [
      'a button holds what is printed and another one',
      [
        stands('printed', [
          ['text', [1]],
          ['attribute', [1]],
        ]),
        other('attribute', [1]),
      ],
    ],
    [
      'a button copies what is printed, and another one stands in what it is called',
      [
        stands('printed', [
          ['text', [1]],
          ['attribute', [1], [], 'data-clipboard-text'],
        ]),
        stands('other', [['attribute', [1], [], 'title']]),
        stands('third', [['attribute', [1], [], 'data-a']]),
      ],
    ],
    [
      'buttons copy what is printed, and another one',
      [
        stands('printed', [
          ['text', [1]],
          ['attribute', [1], [], 'onclick'],
        ]),
        stands('other', [['attribute', [1], [], 'data-clipboard-text']]),
      ],
    ],
    ['several codes stand there', [PRINTED, other('qr'), stands('third', [['qr', [1, 9]]])]],
    ['they stand in different parts', [PRINTED, other('qr', [7, 8])]],
    ['they are of different chains', [PRINTED, stands('other', [['qr', [1]]], { chain: 'litecoin' })]],
    ['one key makes both', [PRINTED, stands('other', [['qr', [1]]], { keys: ['hash160:printed'] })]],
    ['the printed one is hidden', [stands('printed', [['text', [1], ['hidden']]]), other('qr')]],
    ['the code is hidden', [PRINTED, stands('other', [['qr', [1], ['hidden']]])]],
    ['it is a link to a page about it', [PRINTED, other('explorer'), stands('x', [['link', [1]]])]],
    ['it is only in a script', [PRINTED, other('script')]],
    ['nothing is printed', [other('qr'), stands('third', [['attribute', [1]]])]],
    [
      'invoices are new each time',
      [
        stands('a', [['text', [1]]], { chain: 'lightning' }),
        stands('b', [['qr', [1]]], { chain: 'lightning' }),
      ],
    ],
  ] as [string, Standing[]][])('when %s', (_, standing) => {
    expect(differing(...standing)).toEqual([]);
  });

  it('where it is not known in which part they stand', () => {
    const [printed, other] = [stands('printed', [['text', []]]), stands('other', [['qr', []]])];
    const bare = [printed, other].map((one) => ({
      ...one,
      places: one.places.map(({ blocks: _, ...place }) => place),
    }));
    expect(findMismatches(bare)).toEqual([]);
  });

  it('of another card’s code in a card that has none', () => {
    const a = stands('a', [['text', [1, 9]]]);
    const b = stands('b', [['text', [2, 9]]]);
    const code = stands('c', [['qr', [9]]]);
    expect(differing(a, b, code)).toEqual([]);
  });
});

describe('the work', () => {
  /** Every look at an address or at a place of one, on a page where all stand in all parts. */
  function looksAt(count: number): number {
    let looks = 0;
    const watched = <T extends object>(object: T): T =>
      new Proxy(object, {
        get(target, name) {
          looks++;
          return Reflect.get(target, name);
        },
      });
    const standing = Array.from({ length: count }, (_, i) => {
      const one = stands(`a${i}`, Array(20).fill(['attribute', [1, 2, 3, 4, 5]]));
      return watched({ ...one, places: one.places.map(watched) });
    });
    expect(findMismatches(standing)).toEqual([]);
    return looks;
  }

  it('grows with the number of addresses, and no faster', () => {
    expect(looksAt(80)).toBeLessThanOrEqual(8 * looksAt(10));
  });
});
