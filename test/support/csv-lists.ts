import { bodyOf } from '#lib/feed/body.ts';
import type { Source } from '#lib/feed/formats/adapter.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { readChunk } from '#lib/watchlist/compile.ts';

/** A list of one's own, as it is imported from a file. */
export const CSV_SOURCE: Source = { id: 'own', name: 'own-list.csv', today: '2026-11-21' };

/** The body of a file that holds this text. */
export const encode = (text: string) => bodyOf(new TextEncoder().encode(text));

/** The whole way from the text of a list to its entries; throws where the list as a whole is refused. */
export async function readCsv(text: string) {
  const result = await readList(encode(text), CSV_SOURCE);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  const { list, refused } = result.value;
  return { list, refused, entries: list.chunks.flatMap(readChunk) };
}
