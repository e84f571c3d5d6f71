import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright';
import { concat } from '#lib/core/bytes.ts';
import { diffLists } from '#lib/feed/delta-diff.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';
import { writeContainer } from '#lib/watchlist/container.ts';
import type { CompactFigures } from '../../test/bench/compact-page.ts';
import { syntheticAddresses, syntheticHosts } from '../../test/bench/synthetic.ts';

const ITEMS = 1_000_000;
/** Addresses that the delta takes out and brings in, together. */
const CHANGED = 10_000;

/** Packed bytes of one list, and those of them that are the text of what is said. */
interface Wire {
  file: string;
  bytes: number;
  text: number;
}

export interface CompactBench extends CompactFigures {
  items: number;
  changed: number;
  wire: { addresses: Wire; hosts: Wire; delta: Wire };
}

/** A million addresses and a million hosts in bulk, and a delta of ten thousand. */
export async function benchCompact(page: Page, dir: string, base: string): Promise<CompactBench> {
  await page.goto(`${base}/test/bench/page.html`);
  await page.addScriptTag({ type: 'module', url: '/test/bench/compact-page.ts' });
  await page.waitForFunction(() => 'benchCompact' in globalThis);
  const write = (name: string, bytes: Uint8Array, chunks: readonly Uint8Array[]): Wire => {
    const packed = gzipSync(bytes);
    const file = join(dir, name);
    writeFileSync(file, packed);
    return { file, bytes: packed.length, text: gzipSync(concat(chunks)).length };
  };
  const writeList = async (list: CompiledList) =>
    write(`${list.info.id}.almslist.gz`, await writeContainer(list), list.chunks);
  const old = syntheticAddresses(ITEMS);
  const wire = {
    addresses: await writeList(old),
    hosts: await writeList(syntheticHosts(ITEMS)),
    delta: write('synthetic.almsdiff.gz', await diffLists(old, syntheticAddresses(ITEMS, CHANGED / 2)), []),
  };
  const served = ({ file }: Wire) => `/${file.slice(process.cwd().length + 1)}`;
  const asked = {
    addresses: served(wire.addresses),
    hosts: served(wire.hosts),
    delta: served(wire.delta),
    items: ITEMS,
    changed: CHANGED,
  };
  const figures = await page.evaluate(
    (urls) =>
      (globalThis as unknown as { benchCompact(asked: typeof urls): Promise<CompactFigures> }).benchCompact(
        urls,
      ),
    asked,
  );
  return { ...figures, items: ITEMS, changed: CHANGED, wire };
}
