import {
  hash,
  publish,
  putRoot,
  type Repo,
  targetPath,
  testRing,
  testWorld,
  type World,
} from './trust-feed.ts';

/** Deterministic, so that a failure can be seen again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface FaultCount {
  /** Which file was damaged. */
  file: string;
  fault: 'bit flip' | 'truncation';
  /** Bytes of the sound file. */
  size: number;
  tried: number;
  refused: number;
  /** Damage outside of what is signed, such as in a signature that was not needed: what was applied is what was signed. */
  harmless: number;
  /** Read as something else, every record accounted for: only what nobody signed can be. */
  other: number;
  /** After the damage was mended, the next update brought the newest version. */
  recovered: number;
  /** What broke the promise, said so that it can be seen again; has to be empty. */
  broken: string[];
}

export const NO_FAULTS = { tried: 0, refused: 0, harmless: 0, other: 0, recovered: 0 };

const PATH = 'lists/first.almslist';
const OLD = 'one';
const NEW = 'two, and a little more text to damage';
const FILES = {
  root: '2.root.json',
  timestamp: 'timestamp.json',
  snapshot: '2.snapshot.json',
  targets: '2.targets.json',
  target: targetPath(PATH, NEW),
};
export type DamagedFile = keyof typeof FILES;
export const DAMAGED_FILES = Object.keys(FILES) as DamagedFile[];

/** Seeded bit flips in one kind of file, each met by a client that holds version 1 and is offered version 2. */
export async function bitFlips(kind: DamagedFile, count: number, seed: number): Promise<FaultCount> {
  const random = seeded(seed);
  const sound = feed();
  const size = sound.get(FILES[kind])?.length ?? 0;
  return damage(kind, 'bit flip', sound, function* () {
    for (let i = 0; i < count; i++) {
      const at = Math.floor(random() * size);
      const bit = Math.floor(random() * 8);
      yield [
        `seed ${seed}, flip ${i}: bit ${bit} of byte ${at}`,
        (bytes) => {
          bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
          return bytes;
        },
      ];
    }
  });
}

/** The file cut off after every `step` bytes. */
export async function truncations(kind: DamagedFile, step: number): Promise<FaultCount> {
  const sound = feed();
  const size = sound.get(FILES[kind])?.length ?? 0;
  return damage(kind, 'truncation', sound, function* () {
    for (let length = 0; length < size; length += step) {
      yield [`the first ${length} bytes`, (bytes) => bytes.subarray(0, length)];
    }
  });
}

type Damage = [what: string, apply: (bytes: Uint8Array) => Uint8Array];

async function damage(
  kind: DamagedFile,
  fault: FaultCount['fault'],
  sound: Repo,
  damages: () => Generator<Damage>,
): Promise<FaultCount> {
  const path = FILES[kind];
  const size = sound.get(path)?.length ?? 0;
  const count: FaultCount = { ...NO_FAULTS, file: kind, fault, size, broken: [] };
  const start = await atVersionOne();
  /** By what the client kept: from the same files and the same server comes the same. */
  const known = new Map<string, Promise<string>>();
  const afterwards = (world: World) => {
    const kept = hash(Buffer.concat(Object.values(world.store.files)));
    const before = known.get(kept) ?? readText(world);
    known.set(kept, before);
    return before;
  };
  for (const [what, apply] of damages()) {
    count.tried++;
    const world = testWorld();
    world.store.files = start;
    for (const [name, bytes] of sound) world.repo.set(name, bytes);
    world.repo.set(path, apply(Uint8Array.from(sound.get(path) ?? [])));
    const outcome = await readText(world);
    if (outcome === 'refused') count.refused++;
    else if (outcome === NEW || outcome === OLD) count.harmless++;
    else count.broken.push(`${what}: ${outcome}`);

    world.repo.set(path, sound.get(path) ?? new Uint8Array());
    const after = await afterwards(world);
    if (after === NEW) count.recovered++;
    else count.broken.push(`${what}: after it was mended: ${after}`);
  }
  return count;
}

/** The text of the one list, as a client would have it; anything that is thrown is told as such. */
async function readText(world: World): Promise<string> {
  try {
    const updated = await world.update();
    if (!updated.ok) return 'refused';
    const opened = await updated.value.open(PATH);
    return opened.ok ? new TextDecoder().decode(opened.value) : 'refused';
  } catch (error) {
    return `thrown: ${String(error)}`;
  }
}

/** Version 2 of everything, with a third of the root's signatures more than it takes. */
function feed(): Repo {
  const { repo } = testWorld();
  putRoot(repo, testRing(), 2, testRing().root.keys);
  publish(repo, { targets: 2, snapshot: 2, timestamp: 2, lists: { [PATH]: NEW } });
  return repo;
}

async function atVersionOne(): Promise<World['store']['files']> {
  const world = testWorld();
  publish(world.repo, { targets: 1, snapshot: 1, timestamp: 1, lists: { [PATH]: OLD } });
  await world.update();
  return world.store.files;
}
