import type { IsoDate } from '#lib/core/entry.ts';
import { ok } from '#lib/core/result.ts';
import { createTurn, inTurns } from '#lib/core/turns.ts';
import type { Body } from '../body.ts';
import { OPENSANCTIONS } from '../sources.ts';
import type { Adapter, ReadInfo, Sink, Source } from './adapter.ts';
import { newestDay } from './days.ts';
import { readEntity } from './ftm-entity.ts';
import { jsonLines } from './ftm-lines.ts';
import { createWalletReader } from './ftm-wallets.ts';

/** Every line that could matter says one of these. Most of a list are addresses, papers and relations of people. */
const MAY_MATTER = /"(CryptoWallet|Sanction|topics)"/;
const LICENCE = 'CC BY-NC 4.0';

/** Entities of OpenSanctions (`entities.ftm.json`): one a line, millions of them, of which the wallets are read. */
export const opensanctions: Adapter = {
  format: 'opensanctions-ftm',

  recognises(head) {
    const [line = ''] = new TextDecoder().decode(head).split('\n');
    return (
      /^\uFEFF?\s*\{\s*"/.test(line) &&
      ['id', 'schema', 'datasets', 'properties'].every((key) => line.includes(`"${key}":`))
    );
  },

  async read(body, source, sink) {
    const { sources, seen } = await readEntities(body, sink);
    return ok(infoOf(source, sources, seen));
  },
};

/** Reads a whole file. */
export async function readEntities(
  body: Body,
  sink: Sink,
): Promise<{ sources: string[]; seen: IsoDate | null }> {
  const wallets = createWalletReader();
  for await (const { n, text } of jsonLines(body)) {
    const where = `line ${n}`;
    if (text === null) sink.refuse(where, '', 'too-long');
    else if (text.trim() !== '' && MAY_MATTER.test(text)) {
      const entity = readEntity(text);
      if (entity) wallets.take(entity, where);
      else sink.refuse(where, '', 'no-record');
    }
  }
  return inTurns(wallets.finish(sink), createTurn());
}

/** `seen`: the newest day on which OpenSanctions found one of the wallets at its source. */
export function infoOf(source: Source, sources: string[], seen: IsoDate | null): ReadInfo {
  const dataset = datasetOf(source.name);
  return {
    id: source.id,
    title: dataset ? `${OPENSANCTIONS}: ${dataset}` : OPENSANCTIONS,
    publisher: OPENSANCTIONS,
    licence: LICENCE,
    homepage: `https://www.opensanctions.org/${dataset ? `datasets/${dataset}/` : ''}`,
    upstreams: sources,
    date: newestDay([seen], source.today),
    closed: false,
  };
}

/** The dataset whose file a URL of theirs names. */
export function datasetOf(name: string): string | null {
  const { hostname, pathname } = URL.parse(name) ?? {};
  if (hostname !== 'data.opensanctions.org') return null;
  return /^\/datasets\/latest\/([a-z0-9_]{1,60})\/entities\.ftm\.json$/.exec(pathname ?? '')?.[1] ?? null;
}
