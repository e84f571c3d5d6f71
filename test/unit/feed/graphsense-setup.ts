import { attempt, bodyOf } from '#lib/feed/body.ts';
import type { Source } from '#lib/feed/formats/adapter.ts';
import { graphsense } from '#lib/feed/formats/graphsense.ts';
import { gatherer } from '../../support/gatherer.ts';

export const SOURCE: Source = { id: 'pack', name: 'pack.yaml', today: '2026-11-21' };
/** Named in the forfeiture complaint of United States v. 155 Virtual Currency Assets (2020). */
export const BITCOIN = '1421chCK32pV32Tw5MQbiUiKWKvnmj7d91';
/** The Internet Archive's, from its own donation page. */
export const ARCHIVE = '1Archive1n2C579dMsAu3iC6tWzuQJz8dN';
/** The token contract of USDT: any address that parses will do. */
export const TRON = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t';

export const encode = (text: string) => new TextEncoder().encode(text);

/** What the adapter makes of a pack, before the compiler has a say. */
export async function readPack(text: string, source = SOURCE) {
  const { sink, entries, refused } = gatherer();
  const info = await attempt(() => graphsense.read(bodyOf(encode(text)), source, sink));
  return { entries, refused, info };
}

export const HEADER = 'title: A pack\ncreator: Some Team\n';

/** One tag, with fields of the header before it. */
export async function readOne(fields: string, header = '') {
  const { entries, refused } = await readPack(
    `${HEADER}${header}tags:\n- ${fields.trim().replaceAll('\n', '\n  ')}\n`,
  );
  return { claim: entries[0]?.claims[0], entry: entries[0], reasons: refused.map(({ reason }) => reason) };
}
