/** Changes that might be those of another publication, or of another number: what would be wrong is read whole. */
import { describe, expect, it } from 'vitest';
import { changed, changesOf, HISTORY, published, pull, storedWhole, update } from './ofac-changes-setup.ts';
import {
  changedEntity,
  company,
  deltaFile,
  featureElement,
  features,
  wallet,
  wholeEntity,
} from './ofac-delta-files.ts';
import { BITCOIN, EVM, TRON } from './ofac-files.ts';

const ONE = company(10, [wallet(1, BITCOIN), wallet(2, EVM, 'ETH')]);
const TWO = company(20, [wallet(3, TRON, 'TRX')]);
const valuesOf = ({ entries }: { entries: readonly { value: string }[] }) =>
  entries.map(({ value }) => value).sort();

describe('changes of OFAC that leave a doubt', () => {
  it('are not taken where two publications have one day: their files could not be told apart', async () => {
    const file = deltaFile([wholeEntity('add', TWO)], { date: '2026-09-03' });
    const { asked } = await pull(
      {
        [HISTORY]: published(
          [500, '2026-09-01T10:00:00'],
          [501, '2026-09-03T10:00:00'],
          [502, '2026-09-03T12:00:00'],
        ),
        [changesOf(501)]: file,
        [changesOf(502)]: file,
      },
      await storedWhole([ONE]),
    );
    expect(asked).not.toContain(changesOf(501));
  });

  it('are not taken where the file is of the day beside', async () => {
    const { asked } = await pull(
      {
        [HISTORY]: published([500, '2026-09-01T10:00:00'], [501, '2026-09-03T10:00:00']),
        [changesOf(501)]: deltaFile([wholeEntity('add', TWO)], { date: '2026-09-04' }),
      },
      await storedWhole([ONE]),
    );
    expect(asked.at(-1)).toContain('SDN_ADVANCED');
  });

  it('are not taken where an address goes under another number than it came with', async () => {
    const gone = changedEntity(10, features(featureElement(wallet(99, BITCOIN), 'remove')));
    const after = await changed(await storedWhole([ONE]), [gone], [company(10, [wallet(2, EVM, 'ETH')])]);
    expect(after.isWhole).toBe(true);
    expect(valuesOf(after)).toEqual([EVM]);
  });

  it('are not taken where one number stands on two values', async () => {
    const mixed = company(20, [wallet(3, TRON, 'TRX'), wallet(3, BITCOIN)]);
    const after = await changed(await storedWhole([ONE]), [wholeEntity('add', mixed)], [ONE, TWO]);
    expect(after.isWhole).toBe(true);
  });

  it('list again what one publication took off and the next one put back', async () => {
    const cell = wallet(1, BITCOIN);
    const off = changedEntity(10, features(featureElement(cell, 'remove')));
    const on = changedEntity(10, features(featureElement(cell, 'add')));
    const after = await update(
      await storedWhole([ONE]),
      [deltaFile([off], { date: '2026-09-03' }), deltaFile([on], { date: '2026-09-04' })],
      [ONE],
    );
    expect(after.isWhole).toBe(false);
    expect(valuesOf(after)).toEqual([BITCOIN, EVM].sort());
  });
});
