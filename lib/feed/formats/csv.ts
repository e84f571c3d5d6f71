import { csvRecords } from '#lib/core/csv-records.ts';
import type { Detail } from '#lib/core/problem-details.ts';
import { fail, ok } from '#lib/core/result.ts';
import type { Steps } from '#lib/core/steps.ts';
import { createTurn, inTurns } from '#lib/core/turns.ts';
import { bodyText } from '../body.ts';
import type { Adapter, Sink } from './adapter.ts';
import { clean } from './clean.ts';
import { communityInfo, publisherOf } from './community-list.ts';
import { COLUMNS, readRow } from './csv-row.ts';

const DELIMITERS = [',', ';', '\t'];

/** What a file needs to be taken for one. */
export const NO_COLUMNS: Detail = { code: 'columns', params: { column: 'value' } };

/** A list of one's own as CSV: a header line that names at least `value`, then one entry a line. */
export const csv: Adapter = {
  format: 'csv',

  recognises: (head) => findHeader(new TextDecoder().decode(head)) !== null,

  async read(body, source, sink) {
    const text = await bodyText(body);
    const header = findHeader(text);
    if (!header)
      return fail('bad-header', 'The first line has to name the columns, among them "value", each once.', {
        detail: NO_COLUMNS,
      });
    const { publisher } = publisherOf(source);
    const turn = createTurn();
    await inTurns(readRecords(text, header, publisher, sink), turn);
    // Who is named in a column proves no source: such a list corroborates nothing.
    return ok(communityInfo(source));
  },
};

function* readRecords(
  text: string,
  { line, delimiter, columns }: Header,
  publisher: string,
  sink: Sink,
): Steps<void> {
  const valueAt = columns.indexOf('value');
  for (const record of csvRecords(text, delimiter)) {
    yield;
    if (record.line <= line) continue;
    const where = `line ${record.line}`;
    if ('reason' in record) {
      sink.refuse(where, clean(record.text), record.reason);
      continue;
    }
    const row = readRow(record.fields, columns, where, publisher);
    if ('reason' in row) sink.refuse(where, clean(record.fields[valueAt] ?? ''), row.reason);
    else sink.entry(row.entry);
  }
}

interface Header {
  line: number;
  delimiter: string;
  columns: string[];
}

/** The first record, where it names `value` and no column twice. */
function findHeader(text: string): Header | null {
  for (const delimiter of DELIMITERS) {
    const first = csvRecords(text, delimiter).next().value;
    if (!first || 'reason' in first) continue;
    const columns = first.fields.map((name) => name.replace(/^\uFEFF/, '').toLowerCase());
    const known = columns.filter((name) => (COLUMNS as readonly string[]).includes(name));
    if (known.includes('value') && new Set(known).size === known.length && isMeant(columns, known))
      return { line: first.line, delimiter, columns };
  }
  return null;
}

/** `value` alone names the list; among columns of somebody else's it may be anything, a MISP export's links included. */
function isMeant(columns: readonly string[], known: readonly string[]): boolean {
  return columns.length === 1 || (known.length > 1 && !columns.includes('to_ids'));
}
