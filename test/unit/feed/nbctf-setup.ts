import { bodyOf } from '#lib/feed/body.ts';
import type { Source } from '#lib/feed/formats/adapter.ts';
import { nbctf } from '#lib/feed/formats/nbctf.ts';
import { gatherer } from '../../support/gatherer.ts';

export const SOURCE: Source = { id: 'nbctf', name: 'seizures.csv', today: '2026-11-21' };
export const encode = (text: string) => new TextEncoder().encode(text);

export async function readOrders(text: string) {
  const { sink, entries, refused } = gatherer();
  const info = await nbctf.read(bodyOf(encode(text)), SOURCE, sink);
  return { entries, refused, info };
}

/** Named by ASO 18/26, ASO 1/26 and ASO 44/21. */
export const TRON = 'TWB9xgNG9nmJuwW4etsQEb9RRnrnVnoNnJ';
export const OTHER_TRON = 'TMNnHgsfnZjz5ugnUosbkMqAUGdyRR9Gk3';
export const BITCOIN = '1Lm9BCDUKoBUk888DCXewM5p8bJyr83cEp';
/** Binance's deposit wallet on BNB Beacon Chain, and its account on XRPL. */
export const BINANCE = 'bnb136ns6lfw4zs5hg4n85vdthaad7hq5m4gtkgf23';
export const TAGGED = 'rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh';

export const COLUMNS =
  'schema,order_id,start_date,end_date,last_updated,name,alias,id_no,dob,email,phone,wallet_address,account_id,platform,currency,order_url,forfeiture_order_url,annex_url';
/** A row of the transcribed orders, from its filled cells. */
export function row(cells: Record<string, string>) {
  const all: Record<string, string> = { schema: 'Wallet', order_id: 'ASO 18/26', ...cells };
  return COLUMNS.split(',')
    .map((name) => all[name] ?? '')
    .join(',');
}
export const table = (...rows: Record<string, string>[]) => [COLUMNS, ...rows.map(row), ''].join('\n');
/** Invented, in the columns in which the real ones stand. */
export const PERSON = {
  schema: 'Person',
  name: 'JANE EXAMPLE',
  alias: 'J. E.',
  id_no: '912345678',
  dob: '1990-01-02',
  email: 'jane@mail.example',
  phone: '+972 50 123 4567',
};
