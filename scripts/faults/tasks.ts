import {
  bitFlips,
  DAMAGED_FILES,
  type DamagedFile,
  type FaultCount,
  truncations,
} from '../../test/support/trust-faults.ts';
import { cutOff, flipBits, type Kind } from './damage.ts';
import { formatKinds, largeFormatKinds } from './formats.ts';
import { LARGE, listKinds, SMALL } from './lists.ts';
import { pullerKinds } from './pullers.ts';
import { signedKinds } from './signed.ts';
import { storedKinds } from './stored.ts';

export interface Extent {
  /** Bit flips in each kind of file. */
  flips: number;
  seed: number;
}

/** Bytes between two truncations of a file of a few hundred. */
const METADATA_STEP = 200;

async function* trust(kind: DamagedFile, { flips, seed }: Extent): AsyncGenerator<FaultCount> {
  const file = `signed: ${kind}`;
  yield { ...(await bitFlips(kind, flips, seed)), file };
  yield { ...(await truncations(kind, METADATA_STEP)), file };
}

/** Small files a thousand times, and where 64 KiB are a part of the file, large ones at each of them. */
async function* files(
  { flips, seed }: Extent,
  small: () => Promise<Kind[]>,
  large: (() => Promise<Kind[]>) | null = null,
): AsyncGenerator<FaultCount> {
  for (const kind of await small()) {
    yield await flipBits(kind, flips, seed);
    if (!large) yield await cutOff(kind);
  }
  for (const kind of (await large?.()) ?? []) yield await cutOff(kind);
}

async function* formats(extent: Extent): AsyncGenerator<FaultCount> {
  yield* files(extent, formatKinds);
  for (const kind of await largeFormatKinds()) yield await cutOff(kind);
}

/** Kinds of damage by name; each may run by itself. */
export const TASKS: Record<string, (extent: Extent) => AsyncGenerator<FaultCount>> = {
  ...Object.fromEntries(
    DAMAGED_FILES.map((kind) => [`trust ${kind}`, (extent: Extent) => trust(kind, extent)]),
  ),
  signed: (extent) =>
    files(
      extent,
      () => signedKinds(SMALL),
      () => signedKinds(LARGE),
    ),
  lists: (extent) =>
    files(
      extent,
      () => listKinds(SMALL),
      () => listKinds(LARGE),
    ),
  stored: (extent) => files(extent, storedKinds),
  formats,
  pullers: (extent) => files(extent, pullerKinds),
};
