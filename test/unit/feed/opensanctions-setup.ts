import type { Body } from '#lib/feed/body.ts';
import type { Source } from '#lib/feed/formats/adapter.ts';
import { opensanctions } from '#lib/feed/formats/opensanctions.ts';
import { gatherer } from '../../support/gatherer.ts';

export const SOURCE: Source = {
  id: 'os',
  name: 'https://data.opensanctions.org/datasets/latest/sanctions/entities.ftm.json',
  today: '2026-11-21',
};
/** Named by ASO 18/26, and by OFAC (Lazarus Group, 2022). */
export const TRON = 'TWB9xgNG9nmJuwW4etsQEb9RRnrnVnoNnJ';
export const EVM = '0x098B716B8Aaf21512996dC57EB0615e2383E2f96';

export type Properties = Record<string, string[]>;
export const entity = (id: string, schema: string, properties: Properties, over: object = {}) => ({
  id,
  caption: id,
  schema,
  referents: [],
  datasets: ['us_ofac_sdn'],
  first_seen: '2023-04-20T10:00:00',
  last_seen: '2026-11-20T18:00:00',
  last_change: '2025-01-01T00:00:00',
  properties,
  target: true,
  ...over,
});
export const wallet = (id: string, properties: Properties, over: object = {}) =>
  entity(id, 'CryptoWallet', { publicKey: [EVM], ...properties }, over);

export const linesOf = (entities: readonly unknown[]) =>
  new TextEncoder().encode(
    entities.map((one) => `${typeof one === 'string' ? one : JSON.stringify(one)}\n`).join(''),
  );

/** In pieces that break lines and letters. */
export async function* inPieces(bytes: Uint8Array): Body {
  for (let at = 0; at < bytes.length; at += 61) yield bytes.subarray(at, at + 61);
}

export async function readAll(...entities: unknown[]) {
  const { sink, entries, refused } = gatherer();
  const info = await opensanctions.read(inPieces(linesOf(entities)), SOURCE, sink);
  return { entries, refused, info, claim: entries[0]?.claims[0] };
}
