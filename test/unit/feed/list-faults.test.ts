import { describe, expect, it } from 'vitest';
import { cutOff, flipBits, type Kind, STEP } from '../../../scripts/faults/damage.ts';
import { formatKinds } from '../../../scripts/faults/formats.ts';
import { LARGE, listKinds, SMALL } from '../../../scripts/faults/lists.ts';
import { pullerKinds } from '../../../scripts/faults/pullers.ts';
import { signedKinds } from '../../../scripts/faults/signed.ts';
import { storedKinds } from '../../../scripts/faults/stored.ts';

const FLIPS = 20;
const named = (kinds: Kind[]) => kinds.map((kind) => [kind.file, kind] as const);
const all = (count: number) => ({ tried: count, recovered: count, broken: [] });

/** A sample of what `npm run faults` does. */
describe('damage to the file of a list', async () => {
  it.each(named(await listKinds(SMALL)))('is noticed: %s', async (_, kind) => {
    const flipped = await flipBits(kind, FLIPS, 7);
    expect(flipped).toMatchObject({ ...all(FLIPS), other: 0 });
    expect(flipped.refused).toBeGreaterThan(FLIPS / 2);
    expect(await cutOff(kind)).toMatchObject({ ...all(8), refused: 8 });
  });

  it('is noticed at every 64 KiB of a large one', async () => {
    const [list] = await listKinds(LARGE);
    const cuts = Math.ceil((list?.bytes.length ?? 0) / STEP);
    expect(cuts).toBeGreaterThan(8);
    expect(await cutOff(list as Kind)).toMatchObject({ ...all(cuts), refused: cuts });
  });
});

describe('damage to a list of a signed feed', async () => {
  const kinds = await signedKinds(SMALL);
  it.each(named(kinds))('never brings another one: %s', async (file, kind) => {
    // Damaged changes are passed over, and the list comes whole.
    const came = file === 'signed: changes' ? 'harmless' : 'refused';
    expect(await flipBits(kind, FLIPS, 7)).toMatchObject({ ...all(FLIPS), [came]: FLIPS });
    expect(await cutOff(kind)).toMatchObject({ ...all(8), [came]: 8 });
  });
});

describe('damage to what is stored', async () => {
  it.each(named(await storedKinds()))('lets the version before judge: %s', async (_, kind) => {
    expect(await flipBits(kind, FLIPS, 7)).toMatchObject({ ...all(FLIPS), refused: FLIPS });
    expect(await cutOff(kind)).toMatchObject({ ...all(8), refused: 8 });
  });
});

describe('damage to a file that nobody signed', async () => {
  it.each(named(await formatKinds()))(
    'loses no record unseen, nor the version before: %s',
    async (_, kind) => {
      expect(await flipBits(kind, FLIPS, 7)).toMatchObject(all(FLIPS));
      expect(await cutOff(kind)).toMatchObject(all(8));
    },
  );
});

describe('damage to a file of a list that comes in pieces or by what changed', async () => {
  it.each(named(await pullerKinds()))('loses no list, and the next sound one comes: %s', async (_, kind) => {
    expect(await flipBits(kind, FLIPS, 7)).toMatchObject(all(FLIPS));
    expect(await cutOff(kind)).toMatchObject(all(8));
  });
});
