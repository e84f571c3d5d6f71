import { gzipSync } from 'node:zlib';
import { bodyOf } from '#lib/feed/body.ts';
import { applyDelta } from '#lib/feed/delta.ts';
import { diffLists } from '#lib/feed/delta-diff.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';
import { writeContainer } from '#lib/watchlist/container.ts';
import { sealsOf } from '#lib/watchlist/seal.ts';
import { compiled, entry, listInfo } from '../../test/support/entries.ts';
import { type FaultCount, seeded } from '../../test/support/trust-faults.ts';

/** Hosts of the list that is damaged. */
const SIZE = 2_000;

const listOf = (size: number, version: string) =>
  compiled(
    Array.from({ length: size }, (_, i) => entry(`host${i}.example`, { kind: 'domain' })),
    listInfo({ version }),
  );

/** One kind of file and what a client makes of it: the list's content hash, or `null` when it is refused. */
interface Kind {
  file: string;
  bytes: Uint8Array<ArrayBuffer>;
  read(bytes: Uint8Array<ArrayBuffer>): Promise<string | null>;
  content: string;
}

/** Lists as files of their own and as changes, packed and not. */
export async function listKinds(): Promise<Kind[]> {
  const old = listOf(SIZE, '1');
  const list = listOf(SIZE + 50, '2');
  const { content } = await sealsOf(list);
  const contentOf = async (read: CompiledList) => (await sealsOf(read)).content;
  const whole = async (bytes: Uint8Array<ArrayBuffer>) => {
    const read = await readList(bodyOf(bytes), { id: 'x', name: 'x', today: '2026-01-01' });
    return read.ok ? contentOf(read.value.list) : null;
  };
  const file = await writeContainer(list);
  return [
    { file: 'list', bytes: file, read: whole, content },
    { file: 'list, packed', bytes: new Uint8Array(gzipSync(file)), read: whole, content },
    {
      file: 'changes',
      bytes: await diffLists(old, list),
      async read(bytes) {
        const next = await applyDelta(old, bytes);
        return next.ok ? contentOf(next.value) : null;
      },
      content,
    },
  ];
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

export async function cutOff(kind: Kind, step: number): Promise<FaultCount> {
  return damageEach(kind, 'truncation', Math.ceil(kind.bytes.length / step), (bytes, i) => [
    `the first ${i * step} bytes`,
    bytes.slice(0, i * step),
  ]);
}

async function damageEach(
  { file, bytes, read, content }: Kind,
  fault: FaultCount['fault'],
  times: number,
  damage: (bytes: Uint8Array<ArrayBuffer>, i: number) => [what: string, bytes: Uint8Array<ArrayBuffer>],
): Promise<FaultCount> {
  const count: FaultCount = { file, fault, tried: 0, refused: 0, harmless: 0, recovered: 0, broken: [] };
  for (let i = 0; i < times; i++) {
    const [what, damaged] = damage(bytes.slice(), i);
    count.tried++;
    try {
      const found = await read(damaged);
      if (found === null) count.refused++;
      // What a list says of itself, such as its title, is vouched for by the signed feed around it alone.
      else if (found === content) count.harmless++;
      else count.broken.push(`${what}: another list was read`);
      if ((await read(bytes)) === content) count.recovered++;
      else count.broken.push(`${what}: the sound file was refused afterwards`);
    } catch (error) {
      count.broken.push(`${what}: thrown: ${String(error)}`);
    }
  }
  return count;
}
