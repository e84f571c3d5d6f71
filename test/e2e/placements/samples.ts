import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChainName } from '#lib/core/chains.ts';
import { BITCOIN_ROWS } from './rows-bitcoin.ts';
import { OTHER_ROWS } from './rows-others.ts';
import type { SampleRow } from './sample-row.ts';

const VECTORS = join(import.meta.dirname, '..', '..', 'vectors');

export interface Sample extends Omit<SampleRow, 'from'> {
  id: string;
  text: string;
  chain: ChainName;
  canonical: string;
}

interface Vector {
  text: string;
  chain: ChainName;
  canonical: string;
}

/** What the vectors say of the address is what the report has to say. */
export const SAMPLES: readonly Sample[] = Object.entries({ ...BITCOIN_ROWS, ...OTHER_ROWS }).map(
  ([
    id,
    {
      from: [file, start],
      ...row
    },
  ]) => {
    const { valid } = JSON.parse(readFileSync(join(VECTORS, `${file}.json`), 'utf8')) as { valid: Vector[] };
    const vector = valid.find(({ text }) => text.startsWith(start));
    if (!vector) throw new Error(`no vector begins with ${start} in ${file}.json`);
    const { text, chain, canonical } = vector;
    return { ...row, id, text, chain, canonical };
  },
);
