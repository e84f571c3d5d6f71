import { describe, expect, it } from 'vitest';
import { MAX_FIELD_CHARS, MAX_XML_KEPT_CHARS } from '#lib/core/limits.ts';
import { bodyOf } from '#lib/feed/body.ts';
import { ofacAdvanced } from '#lib/feed/formats/ofac-advanced.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { readChunk } from '#lib/watchlist/compile.ts';
import {
  advancedFile,
  alias,
  BITCOIN,
  dateOf,
  EVM,
  feature,
  listing,
  party,
  plainFile,
} from './ofac-files.ts';
import { bytes, COMPANY, readAdvanced, SOURCE } from './ofac-setup.ts';

describe('ofac-advanced', () => {
  it.each([
    ['another namespace', advancedFile({ namespace: 'http://www.un.org/sanctions/1.0' }), 'bad-format'],
    ['no namespace', '<Sanctions></Sanctions>', 'bad-format'],
    ['no date', advancedFile({ date: '' }), 'bad-format'],
    ['a date that is none', advancedFile({ date: dateOf('DateOfIssue', '2026-13-01') }), 'bad-format'],
    ['no end', advancedFile().slice(0, -10), 'corrupt'],
    [
      'a document type',
      advancedFile().replace('<Sanctions', '<!DOCTYPE Sanctions []><Sanctions'),
      'bad-format',
    ],
    [
      'a profile without a number',
      advancedFile({ parties: [party('x1', COMPANY, [feature(1, 71, BITCOIN)])] }),
      'corrupt',
    ],
    ['the plain form', plainFile(), 'bad-format'],
    [
      'more of each other than there can be',
      advancedFile({ tables: `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}` }),
      'too-large',
    ],
    [
      'a name of 2 MB',
      advancedFile({
        parties: [party(1, [alias([[53, 'x'.repeat(2_000_000)]])], [feature(1, 71, BITCOIN)])],
      }),
      'too-large',
    ],
  ])('fails with a clear word on a file with %s', async (_, text, code) => {
    expect((await readAdvanced(text)).result).toMatchObject({ ok: false, error: { code } });
  });

  it('what belongs together is kept up to a limit', async () => {
    const websites = Array.from({ length: 400 }, (_, i) => feature(i, 73, 'x'.repeat(MAX_FIELD_CHARS)));
    const count = Math.ceil(MAX_XML_KEPT_CHARS / (400 * MAX_FIELD_CHARS)) + 1;
    const parties = Array.from({ length: count }, (_, i) => party(i + 1, COMPANY, websites));
    const { result } = await readAdvanced(advancedFile({ parties }));
    expect(result).toMatchObject({ ok: false, error: { code: 'too-large' } });
  });

  it('is told from the beginning of a file', () => {
    const recognises = (text: string) => ofacAdvanced.recognises(bytes(text), SOURCE);
    expect(recognises(advancedFile().slice(0, 400))).toBe(true);
    // So that whoever reads it says what is wrong.
    expect(recognises('<Sanctions xmlns="urn:x">')).toBe(true);
    expect(recognises(plainFile())).toBe(false);
    expect(recognises('<SanctionsX/>')).toBe(false);
    expect(recognises('value\nSanctions\n')).toBe(false);
  });

  it('is read like every list', async () => {
    const text = advancedFile({
      parties: [
        party(101, COMPANY, [
          feature(1, 71, BITCOIN),
          feature(2, 72, EVM),
          feature(3, 72, EVM.toLowerCase()),
        ]),
      ],
      entries: [listing(101)],
    });
    const result = await readList(bodyOf(bytes(text)), SOURCE);
    if (!result.ok) throw new Error(result.error.message);
    const { format, list } = result.value;
    expect([format, list.info.id, list.info.date]).toEqual(['ofac-advanced', 'ofac-sdn', '2026-09-03']);
    expect(list.chunks.flatMap(readChunk).map(({ value, claims }) => [value, claims.length])).toEqual([
      [BITCOIN, 1],
      [EVM, 2],
    ]);
    expect(await readList(bodyOf(bytes(advancedFile())), SOURCE)).toMatchObject({
      ok: false,
      error: { code: 'empty' },
    });
  });
});
