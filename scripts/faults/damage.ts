import { type FaultCount, NO_FAULTS, seeded } from '../../test/support/trust-faults.ts';

/** Bytes between two truncations of a file: 64 KiB, and an eighth of a file that is smaller. */
export const STEP = 64 * 1024;
const PARTS = 8;

/** What a client made of a damaged file. */
type Came = 'refused' | 'harmless' | 'other';

/** One kind of file, and a client that meets it. */
export interface Kind {
  file: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** Throws where a promise is broken. */
  meet(damaged: Uint8Array<ArrayBuffer>): Promise<Came>;
  /** Whether the sound file is read as it is meant, by the client that met the damaged one last. */
  recovers(): Promise<boolean>;
}

export async function flipBits(kind: Kind, flips: number, seed: number): Promise<FaultCount> {
  const random = seeded(seed);
  return damageEach(kind, 'bit flip', flips, (bytes) => {
    const at = Math.floor(random() * bytes.length);
    const bit = Math.floor(random() * 8);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
    return [`seed ${seed}: bit ${bit} of byte ${at}`, bytes];
  });
}

/** Cut off at every 64 KiB of a large file, and at every eighth of a small one. */
export async function cutOff(kind: Kind): Promise<FaultCount> {
  const step = Math.min(STEP, Math.ceil(kind.bytes.length / PARTS));
  return damageEach(kind, 'truncation', Math.ceil(kind.bytes.length / step), (bytes, i) => [
    `the first ${i * step} bytes`,
    bytes.slice(0, i * step),
  ]);
}

async function damageEach(
  kind: Kind,
  fault: FaultCount['fault'],
  times: number,
  damage: (bytes: Uint8Array<ArrayBuffer>, i: number) => [what: string, bytes: Uint8Array<ArrayBuffer>],
): Promise<FaultCount> {
  const { file, bytes } = kind;
  const count: FaultCount = { ...NO_FAULTS, file, fault, size: bytes.length, broken: [] };
  for (let i = 0; i < times; i++) {
    const [what, damaged] = damage(bytes.slice(), i);
    count.tried++;
    try {
      count[await kind.meet(damaged)]++;
      if (await kind.recovers()) count.recovered++;
      else count.broken.push(`${what}: the sound file was not read afterwards`);
    } catch (error) {
      count.broken.push(`${what}: ${String(error)}`);
    }
  }
  return count;
}
