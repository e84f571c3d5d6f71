import type { IsoDate } from '#lib/core/entry.ts';
import { fail, ok } from '#lib/core/result.ts';
import { bodyText } from '../body.ts';
import { NBCTF } from '../sources.ts';
import type { Adapter, Sink } from './adapter.ts';
import { newestDay } from './days.ts';
import { parseJson } from './json.ts';
import { outlineOf } from './json-outline.ts';
import { flagsOf, readCell } from './nbctf-cell.ts';
import { claimOf, readDay } from './nbctf-order.ts';
import { columnsOf, csvRows, jsonRows, type OrderRow } from './nbctf-rows.ts';
import { createPersonal, type Personal, type PersonalKind } from './personal.ts';

/**
 * Seizure orders that Israel's National Bureau for Counter Terror Financing publishes, in the tables that others made
 * of its page. Nothing of the people whom the orders name is kept, refusals included.
 */
export const nbctf: Adapter = {
  format: 'nbctf-orders',

  recognises(head) {
    const outline = outlineOf(head);
    if (!outline) return columnsOf(new TextDecoder().decode(head)) !== null;
    const text = new TextDecoder().decode(head);
    return (
      outline.type === 'object' &&
      /"(wallets|releases)"\s*:\s*\[/.test(text) &&
      /"order"\s*:\s*"ASO /.test(text)
    );
  },

  async read(body, source, sink) {
    const text = await bodyText(body);
    const table = columnsOf(text);
    const left = createPersonal('account', ...(table ? PERSONAL_OF_TABLES : []));
    const rows = table ? csvRows(text, table.line, table.columns, left) : jsonRows(parseJson(text));
    if (!rows) return fail('bad-format', 'The file holds no table of seizure orders.');
    return ok({
      id: source.id,
      title: 'Israeli seizure orders against terror financing (NBCTF)',
      publisher: NBCTF,
      licence: 'not stated (material of the Israeli government)',
      homepage: 'https://nbctf.mod.gov.il/he/MinisterSanctions/PropertyPerceptions/Pages/Blockchain.aspx',
      upstreams: [NBCTF],
      date: readRows(rows, source.today, sink, left),
      closed: false,
      personal: left.counts,
    });
  },
};

/** What the tables have columns of; the other form holds wallets only. */
const PERSONAL_OF_TABLES: readonly PersonalKind[] = ['birth', 'contact', 'document', 'name'];

/** Returns the day of the newest listing. */
function readRows(rows: Iterable<OrderRow>, today: IsoDate, sink: Sink, left: Personal): IsoDate {
  const seen = new Set<string>();
  const days: (IsoDate | null)[] = [];
  for (const row of rows) {
    const { where, order, updated } = row;
    const changed = readDay(updated);
    days.push(changed);
    if (row.isAccount) {
      sink.refuse(where, '', 'exchange-account');
      continue;
    }
    for (const part of readCell(row.cell)) {
      const key = `${order?.id} ${part.value}`;
      if ('reason' in part && part.reason === 'exchange-account') left.add('account');
      if ('reason' in part) sink.refuse(where, part.value, part.reason);
      else if (!order) sink.refuse(where, part.value, 'no-order');
      else if (seen.has(key)) sink.refuse(where, part.value, 'duplicate');
      else {
        seen.add(key);
        sink.entry({
          ...part,
          flags: flagsOf(part, row.platform),
          claims: [claimOf(order, changed)],
          where,
        });
      }
    }
  }
  return newestDay(days, today);
}
