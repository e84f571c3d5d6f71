/** Damage to every kind of file of a signed feed: how often it was refused, and that nothing unsigned was applied. */
import { bitFlips, DAMAGED_FILES, type FaultCount, truncations } from '../../test/support/trust-faults.ts';

export interface Extent {
  /** Bit flips in each kind of file. */
  flips: number;
  seed: number;
  /** Bytes between two truncations. */
  step: number;
}

export async function* trustFaults({ flips, seed, step }: Extent): AsyncGenerator<FaultCount> {
  for (const kind of DAMAGED_FILES) {
    yield { ...(await bitFlips(kind, flips, seed)), file: `signed: ${kind}` };
    yield { ...(await truncations(kind, step)), file: `signed: ${kind}` };
  }
}
