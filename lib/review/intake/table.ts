import { csvRecords } from '#lib/core/csv-records.ts';
import { SNIFF_BYTES } from '#lib/core/limits.ts';
import type { Result } from '#lib/core/result.ts';
import type { IntakeReason } from '#lib/core/review-intake.ts';
import { MAX_TABLE_SAMPLE } from '#lib/core/review-limits.ts';
import { type Columns, columnsOf } from './columns.ts';
import type { Gatherer } from './gatherer.ts';
import { pageAddress } from './page-address.ts';
import { subjectAddress } from './subject.ts';

export interface Table {
  delimiter: string;
  /** Line of the header; 0 where there is none. */
  headerLine: number;
  columns: Columns;
}

const DELIMITERS = [',', ';', '\t', '|'];
/** Share of the records that have as many fields as the first, and of those whose cell in one column is an address. */
const MIN_SHARE = 0.8;
/** What Ozone writes where it knows nothing. */
const EMPTY: ReadonlySet<string> = new Set(['', 'Unknown', 'None', 'null']);

/** How a text is a table of pages, by its header or by what stands in its columns; `null` where it is none. */
export function findTable(text: string): Table | null {
  const samples = DELIMITERS.map((delimiter) => ({ delimiter, records: sample(text, delimiter) }));
  for (const { delimiter, records } of samples) {
    const [first] = records;
    const columns = first && !first.fields.some(isPage) ? columnsOf(first.fields) : null;
    if (first && columns) return { delimiter, headerLine: first.line, columns };
  }
  for (const { delimiter, records } of samples) {
    const columns = columnsByContent(records.map(({ fields }) => fields));
    if (columns) return { delimiter, headerLine: 0, columns };
  }
  return null;
}

/** One page a record: the first of its columns that names one. */
export function readTable(text: string, { delimiter, headerLine, columns }: Table, gatherer: Gatherer): void {
  for (const record of csvRecords(text, delimiter)) {
    const { line } = record;
    if (line <= headerLine) continue;
    if ('reason' in record) gatherer.refuse(line, record.text, record.reason);
    else readRecord(line, record.fields, columns, gatherer);
  }
}

function readRecord(line: number, fields: readonly string[], columns: Columns, gatherer: Gatherer): void {
  const cell = (at: number) => (EMPTY.has(fields[at] ?? '') ? '' : (fields[at] ?? ''));
  const read = columns.pages
    .map(({ at, isHandle }) => ({ value: cell(at), isHandle }))
    .filter(({ value }) => value !== '')
    .map(({ value, isHandle }) => ({ value, page: pageOf(value, isHandle) }));
  const found = read.find(({ page }) => page.ok) ?? read[0];
  if (!found) gatherer.refuse(line, fields.join(' '), 'no-address');
  else if (!found.page.ok) gatherer.refuse(line, found.value, found.page.error.code);
  else {
    const title = columns.titles.map(cell).find(Boolean) ?? '';
    const note = noteOf(columns.notes.map(({ at, name }) => ({ name, value: cell(at) })));
    gatherer.page(line, found.page.value, { title, note });
  }
}

function pageOf(cell: string, isHandle: boolean): Result<string, IntakeReason> {
  const subject = subjectAddress(cell, isHandle);
  return subject.ok ? pageAddress(subject.value) : subject;
}

/** One column speaks for itself, several by their names. */
function noteOf(told: readonly { name: string; value: string }[]): string {
  const notes = told.filter(({ value }) => value !== '');
  const [only] = notes;
  if (only && notes.length === 1) return only.value;
  return notes.map(({ name, value }) => (name ? `${name}: ${value}` : value)).join('\n');
}

function sample(text: string, delimiter: string): { line: number; fields: string[] }[] {
  const records: { line: number; fields: string[] }[] = [];
  for (const record of csvRecords(text.slice(0, SNIFF_BYTES), delimiter)) {
    if ('fields' in record) records.push(record);
    if (records.length === MAX_TABLE_SAMPLE) break;
  }
  return records;
}

/** Where one column holds pages, and no other does: in a text several may stand side by side. */
function columnsByContent(records: readonly string[][]): Columns | null {
  const width = records[0]?.length ?? 0;
  const regular = records.filter(({ length }) => length === width);
  if (width < 2 || regular.length < 2 || regular.length < records.length * MIN_SHARE) return null;
  const holding = Array.from({ length: width }, (_, at) => at).filter((at) =>
    regular.some((fields) => isPage(fields[at] ?? '')),
  );
  const [at] = holding;
  if (at === undefined || holding.length > 1) return null;
  if (regular.filter((fields) => isPage(fields[at] ?? '')).length < regular.length * MIN_SHARE) return null;
  const others = Array.from({ length: width }, (_, other) => other).filter((other) => other !== at);
  return {
    pages: [{ at, isHandle: false }],
    titles: [],
    notes: others.map((other) => ({ at: other, name: '' })),
    isReports: false,
  };
}

function isPage(cell: string): boolean {
  return pageOf(cell, false).ok;
}
