import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import { concat } from '#lib/core/bytes.ts';
import type { Address } from '#lib/core/types.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { judge } from '#lib/verdict/judge.ts';
import { readChunk } from '#lib/watchlist/compile.ts';
import { writeContainer } from '#lib/watchlist/container.ts';
import { syntheticAddress } from '../../bench/synthetic.ts';
import { CSV_SOURCE, encode } from '../../support/csv-lists.ts';
import { listRecord } from '../../support/records.ts';
import { createWatched } from '../../support/watched.ts';

const BOAT = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const OTHER = '0x52908400098527886E0F7030069857D2E4169EE7';

async function compile(csv: string) {
  const read = await readList(encode(csv), CSV_SOURCE, null, { bulk: true });
  if (!read.ok) throw new Error(read.error.message);
  return read.value.list;
}
const idsOf = async (csv: string) =>
  (await compile(csv)).chunks
    .flatMap(readChunk)
    .map(({ value, claims }) => [value, claims.map(({ id }) => id)]);

describe('a CSV in bulk', () => {
  it('takes at most 12 bytes an address on the wire, beside the text of what is said', async () => {
    const items = 40_000;
    const lines = Array.from(
      { length: items },
      (_, n) => `${syntheticAddress(n)},Subject ${Math.floor(n / 20)}\n`,
    );
    const list = await compile(`value,subject\n${lines.join('')}`);
    expect([list.entries, list.rows]).toEqual([items, items / 20]);
    const bytes = gzipSync(await writeContainer(list)).length - gzipSync(concat(list.chunks)).length;
    expect(bytes / items).toBeLessThanOrEqual(12);
  });

  it('keeps the ids that its publisher gave, and no numbers of lines', async () => {
    expect(await idsOf(`value,source_id\n${BOAT},A-7\n${OTHER},\n`)).toEqual([
      ['', ['A-7']],
      ['', ['listed']],
    ]);
  });

  it('says once what two lines say of one address', async () => {
    expect(await idsOf(`value,subject\n${BOAT},X\n${BOAT},X\n${BOAT},Y\n`)).toEqual([
      ['', ['listed', 'listed 2']],
    ]);
  });

  it('tells of both orders against one address that differ in what does not bear on the verdict', async () => {
    const { store, watchlist } = createWatched();
    const lines = `${BOAT},X,PROG-X,2020-01-01\n${BOAT},X,PROG-Y,2024-05-05\n`;
    await store.apply(listRecord(), await compile(`value,subject,programme,listed\n${lines}`));
    await watchlist.load();
    const boat = parseAddress(BOAT) as Address;
    const { claims } = judge(await watchlist.matchAddress(boat), '2026-11-21', boat);
    expect(claims.map(({ programme, listed }) => [programme, listed])).toEqual([
      ['PROG-X', '2020-01-01'],
      ['PROG-Y', '2024-05-05'],
    ]);
  });

  it('keeps the number of a line that has a row of its own', async () => {
    expect(await idsOf(`value,memo\n${BOAT},7\n`)).toEqual([[BOAT, ['line 2']]]);
  });
});
