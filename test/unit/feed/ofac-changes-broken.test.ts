import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_OFAC_DELTA_BYTES, MAX_XML_DEPTH } from '#lib/core/limits.ts';
import { changed, expectWhole, storedWhole, told, update, wholeOf } from './ofac-changes-setup.ts';
import { company, deltaFile, wallet, website, wholeEntity } from './ofac-delta-files.ts';
import { BITCOIN, BITCOIN_2, EVM, TRON } from './ofac-files.ts';

const ONE = company(10, [wallet(1, BITCOIN), wallet(2, EVM, 'ETH'), website(4, 'one.example.com')]);
const AFTER = [company(10, [wallet(1, BITCOIN)]), company(60, [wallet(6, TRON, 'TRX')])];
const NEW = company(20, [wallet(5, BITCOIN_2)]);

describe("OFAC's changes: files that are broken, or no such files", () => {
  const NOTHING = deltaFile([], { date: '2026-09-04' });
  const row = (action: string) => ({
    date: '2026-09-04',
    tables: `<referenceValues><referenceValue refId="1" action="${action}"><value>X</value></referenceValue></referenceValues>`,
  });
  it.each<[string, string]>([
    ['a known name that became another', deltaFile([], row('update'))],
    [
      'a known currency that became another',
      NOTHING.replace(
        '<featureTypes />',
        '<featureTypes><featureType action="update">X</featureType></featureTypes>',
      ),
    ],
    ['a file of no day', NOTHING.replace('2026-09-04', 'today')],
    ['a file of another day', NOTHING.replace('2026-09-04', '2026-09-02')],
    ['a file of another kind', NOTHING.replaceAll('DeltaFile/1.0', 'DeltaFile/2.0')],
    ['a web page', '<html><body>maintenance</body></html>'],
    ['a file that ends early', NOTHING.slice(0, -10)],
    ['nothing at all', ''],
    ['a document type', NOTHING.replace('<sanctionsData', '<!DOCTYPE x><sanctionsData')],
    [
      'elements in one another',
      NOTHING.replace(
        '<entities>',
        `<entities>${'<entity>'.repeat(MAX_XML_DEPTH)}${'</entity>'.repeat(MAX_XML_DEPTH)}`,
      ),
    ],
    [
      'a file out of all proportion',
      NOTHING.replace('<entities>', `<entities>${' '.repeat(MAX_OFAC_DELTA_BYTES)}`),
    ],
  ])('%s', async (_, delta) => {
    await expectWhole(ONE, AFTER, [delta]);
  });

  it('files that are out of all proportion together', async () => {
    const half = (date: string) =>
      deltaFile([], { date }).replace('<entities>', `<entities>${' '.repeat(MAX_OFAC_DELTA_BYTES / 2)}`);
    await expectWhole(ONE, AFTER, [half('2026-09-03'), half('2026-09-04')]);
  });

  it('one of several files that is missing, or broken', async () => {
    const stored = await storedWhole([ONE]);
    const first = deltaFile([wholeEntity('remove', ONE)], { date: '2026-09-03' });
    const { isWhole, entries } = await update(stored, [first, first.slice(0, -5)], AFTER);
    expect(isWhole).toBe(true);
    // Of what the first said nothing is left over.
    expect(told(entries)).toEqual(await wholeOf(AFTER));
  });

  it('a new name in a table says nothing of parties', async () => {
    const { isWhole, entries } = await update(await storedWhole([ONE]), [deltaFile([], row('add'))], []);
    expect(isWhole).toBe(false);
    expect(told(entries)).toEqual(await wholeOf([ONE]));
  });

  it('no words in the file do more than that', async () => {
    const name = fc.constantFrom(
      'entity',
      'features',
      'feature',
      'type',
      'value',
      'names',
      'name',
      '__proto__',
    );
    const attribute = fc.constantFrom(
      '',
      ' action="add"',
      ' action="remove"',
      ' action="update"',
      ' id="10"',
      ' id="10" action="add"',
      ' id="10" action="remove"',
      ' __proto__="x"',
      ' constructor="y"',
    );
    const text = fc.constantFrom(
      '',
      BITCOIN,
      'Digital Currency Address - XBT',
      'SDN List',
      '\u0000',
      '&amp;',
      '&x;',
    );
    const { element } = fc.letrec<{ element: string }>((tie) => ({
      element: fc.oneof(
        { maxDepth: 5 },
        text,
        fc
          .tuple(name, attribute, fc.array(tie('element'), { maxLength: 3 }))
          .map(([tag, more, inner]) => `<${tag}${more}>${inner.join('')}</${tag}>`),
      ),
    }));
    const stored = await storedWhole([ONE]);
    await fc.assert(
      fc.asyncProperty(fc.array(element, { maxLength: 4 }), async (elements) => {
        const { isWhole, entries } = await changed(stored, elements, AFTER);
        if (isWhole) expect(told(entries)).toEqual(await wholeOf(AFTER));
        else expect(await wholeOf([ONE])).toEqual(expect.arrayContaining(told(entries)));
      }),
    );
  });

  it('nor do any bytes', async () => {
    const stored = await storedWhole([ONE, company(30, [wallet(7, TRON, 'TRX')])]);
    const sound = deltaFile([wholeEntity('add', NEW), wholeEntity('remove', ONE)], { date: '2026-09-04' });
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: sound.length }),
        fc.nat({ max: 40 }),
        fc.string({ maxLength: 20 }),
        async (at, length, instead) => {
          const { entries } = await update(
            stored,
            [sound.slice(0, at) + instead + sound.slice(at + length)],
            AFTER,
          );
          expect(entries.map(({ value }) => value)).toContain(TRON);
        },
      ),
    );
  });
});
