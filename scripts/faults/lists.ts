import { gzipSync } from 'node:zlib';
import type { Entry } from '#lib/core/entry.ts';
import { bodyOf } from '#lib/feed/body.ts';
import { applyDelta } from '#lib/feed/delta.ts';
import { diffLists } from '#lib/feed/delta-diff.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';
import { writeContainer } from '#lib/watchlist/container.ts';
import { piecesOf } from '#lib/watchlist/list-pieces.ts';
import { sealsOf } from '#lib/watchlist/seal.ts';
import { compiled, entry, listInfo } from '../../test/support/entries.ts';
import { seeded } from '../../test/support/trust-faults.ts';
import type { Kind } from './damage.ts';

/** Hosts of the lists: small enough to be damaged a thousand times, and several hundred KiB, also when it is packed. */
export const SMALL = { before: 2_000, after: 2_050 };
export const LARGE = { before: 3_000, after: 18_000 };

/** Names that do not pack well, as those of real lists. */
export function hosts(count: number): Entry[] {
  const random = seeded(1);
  const letters = () => Math.floor(random() * 36 ** 6).toString(36);
  return Array.from({ length: count }, () => entry(`${letters()}-${letters()}.example`, { kind: 'domain' }));
}

export const listOf = (count: number, version: string): CompiledList =>
  compiled(hosts(count), listInfo({ version }));

/** Lists as files of their own and as changes, packed and not. */
export async function listKinds(size: typeof SMALL): Promise<Kind[]> {
  const old = listOf(size.before, '1');
  const list = listOf(size.after, '2');
  const { content } = await sealsOf(list);
  const contentOf = async (read: CompiledList) => (await sealsOf(read)).content;
  const whole = async (bytes: Uint8Array) => {
    const read = await readList(bodyOf(bytes), { id: 'x', name: 'x', today: '2026-01-01' });
    return read.ok ? contentOf(read.value.list) : null;
  };
  const delta = async (bytes: Uint8Array<ArrayBuffer>) => {
    const next = await applyDelta(await piecesOf(old), bytes);
    return next.ok ? contentOf(next.value) : null;
  };
  const kind = (
    file: string,
    bytes: Uint8Array<ArrayBuffer>,
    read: (bytes: Uint8Array<ArrayBuffer>) => Promise<string | null>,
  ): Kind => ({
    file,
    bytes,
    async meet(damaged) {
      const found = await read(damaged);
      if (found === null) return 'refused';
      // What a list says of itself, such as its title, is vouched for by the signed feed around it alone.
      if (found === content) return 'harmless';
      throw new Error('another list was read');
    },
    recovers: async () => (await read(bytes)) === content,
  });
  const file = await writeContainer(list);
  return [
    kind('list', file, whole),
    kind('list, packed', new Uint8Array(gzipSync(file)), whole),
    kind('changes', await diffLists(old, list), delta),
  ];
}
