import type { Entry } from '#lib/core/entry.ts';
import { type Body, FeedFault } from '#lib/feed/body.ts';
import { createPull } from '#lib/feed/pull/registry.ts';
import { knownOf, NOTHING, type Stored, storedOf } from '../../support/stored.ts';

export const HOST = 'https://data.opensanctions.org';
export const LIST = `${HOST}/datasets/latest/il_mod_crypto/entities.ftm.json`;
export const INDEX = `${HOST}/datasets/latest/il_mod_crypto/index.json`;
export const AT = `${HOST}/artifacts/il_mod_crypto`;
export const OLD = '20261118060000-abc';
export const MIDDLE = '20261119060000-zzz';
export const NEW = '20261120060000-aaa';
export const DELTAS = `${AT}/${NEW}/delta.json`;

/** Named by ASO 18/26, ASO 1/26 and ASO 44/21. */
export const ONE = 'TWB9xgNG9nmJuwW4etsQEb9RRnrnVnoNnJ';
export const TWO = 'TMNnHgsfnZjz5ugnUosbkMqAUGdyRR9Gk3';
export const THREE = '1Lm9BCDUKoBUk888DCXewM5p8bJyr83cEp';

export const entity = (id: string, schema: string, properties: Record<string, string[]>, caption = id) => ({
  id,
  caption,
  schema,
  datasets: ['il_mod_crypto'],
  first_seen: '2026-01-01T00:00:00',
  last_seen: '2026-11-20T00:00:00',
  properties,
});
export const wallet = (id: string, key: string, properties: Record<string, string[]> = {}) =>
  entity(id, 'CryptoWallet', { publicKey: [key], topics: ['crime.terror'], ...properties });
export const group = (id: string, caption = 'Some Group', topics = ['sanction']) =>
  entity(id, 'Organization', { topics }, caption);
export const lines = (...all: unknown[]) => all.map((one) => `${JSON.stringify(one)}\n`).join('');
export const change = (op: string, one: object) => ({ op, entity: one });

export const index = (version: string, over: object = {}) => ({
  name: 'il_mod_crypto',
  version,
  delta_url: `${AT}/${version}/delta.json`,
  resources: [
    { name: 'names.txt', url: `${AT}/${version}/names.txt` },
    { name: 'entities.ftm.json', url: `${AT}/${version}/entities.ftm.json` },
  ],
  ...over,
});
export const deltaUrl = (version: string) => `${AT}/${version}/entities.delta.json`;
export const deltaIndex = (...versions: string[]) => ({
  versions: Object.fromEntries(versions.map((version) => [version, deltaUrl(version)])),
});

/** A server of files by URL; what it does not have is a fault, as `fetchFeed` throws one. */
export function createServer(files: Record<string, unknown>) {
  const asked: string[] = [];
  async function* get(url: string): Body {
    asked.push(url);
    const file = files[url];
    if (file === undefined) throw new FeedFault('http-error', 'The server answered 404.');
    const bytes = new TextEncoder().encode(typeof file === 'string' ? file : JSON.stringify(file));
    for (let at = 0; at < bytes.length; at += 113) yield bytes.subarray(at, at + 113);
  }
  return { asked, get };
}

export async function pull(files: Record<string, unknown>, stored: Stored = NOTHING) {
  const server = createServer(files);
  const source = { id: 'os', name: LIST, today: '2026-11-21' };
  const result = await createPull(server.get)({
    url: LIST,
    source,
    known: knownOf(stored),
  });
  return { asked: server.asked, result };
}

export async function pullWhole(version: string, ...entities: unknown[]): Promise<Stored> {
  const { result } = await pull({
    [INDEX]: index(version),
    [`${AT}/${version}/entities.ftm.json`]: lines(...entities),
  });
  if (!result.ok) throw new Error(result.error.message);
  return storedOf(result.value);
}

/** What a new version makes of the stored one, with its changes at hand and the whole file, too. */
export async function update(stored: Stored, changes: unknown[], whole: unknown[] = []) {
  const { asked, result } = await pull(
    {
      [INDEX]: index(NEW),
      [DELTAS]: deltaIndex(NEW, OLD),
      [deltaUrl(NEW)]: lines(...changes),
      [`${AT}/${NEW}/entities.ftm.json`]: lines(...whole),
    },
    stored,
  );
  if (!result.ok) throw new Error(result.error.message);
  const { entries, cursor } = storedOf(result.value);
  return { isWhole: asked.includes(`${AT}/${NEW}/entities.ftm.json`), entries, cursor, result: result.value };
}
export const byId = (all: ReturnType<typeof entity>[]) => new Map(all.map((one) => [one.id, one]));
export const claimsOf = (all: Entry[]) =>
  all.flatMap(({ value, claims }) => claims.map((claim) => JSON.stringify([value, claim])));
export const values = (entries: Entry[]) => entries.map(({ value }) => value).sort();
