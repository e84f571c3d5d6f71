import { csvRecords } from '#lib/core/csv-records.ts';
import { type Fields, fieldsOf, listOf, textOf } from './json-fields.ts';
import { type Order, orderId } from './nbctf-order.ts';
import type { Personal, PersonalKind } from './personal.ts';

/** One row of any of the tables that the orders come in. */
export interface OrderRow {
  where: string;
  /** `null` where the row names none, or one that cannot be read. */
  order: Order | null;
  /** What stands where an address should. */
  cell: string;
  /** It names an account at an exchange, whose number is not even looked at. */
  isAccount: boolean;
  /** The exchange that holds what the row names. */
  platform: string;
  /** The day on which the listing was touched last. */
  updated: string;
}

/** Names under which the columns of the transcribed orders have stood. */
const ADDRESS_COLUMNS = ['wallet_address', 'account/wallet_id'];
/** Columns that are about people and are counted only, in either table. */
const PERSONAL_COLUMNS: readonly [column: string, kind: PersonalKind][] = [
  ['account_id', 'account'],
  ['name', 'name'],
  ['alias', 'name'],
  ['full name', 'name'],
  ['dob', 'birth'],
  ['d.o.b (dd/mm/yyyy)', 'birth'],
  ['id_no', 'document'],
  ['id no', 'document'],
  ['passport no', 'document'],
  ['email', 'contact'],
  ['phone', 'contact'],
];
/** The table of the bureau's own page, where an order stands only in the first of its rows. */
const PAGE_COLUMNS = ['order id', 'virtual currency address / user id'] as const;

type Columns = ReadonlyMap<string, number>;

/** The columns of a file that begins like one of the tables. */
export function columnsOf(text: string): { line: number; columns: Columns } | null {
  const first = csvRecords(text, ',').next().value;
  if (!first || 'reason' in first) return null;
  const columns = new Map(first.fields.map((name, n) => [name.replace(/^\uFEFF/, '').toLowerCase(), n]));
  const isTranscript = columns.has('order_id') && ADDRESS_COLUMNS.some((name) => columns.has(name));
  return isTranscript || isPage(columns) ? { line: first.line, columns } : null;
}

const isPage = (columns: Columns) => PAGE_COLUMNS.every((name) => columns.has(name));

/** Rows of a CSV; a line that cannot be split into fields is a row that holds nothing. */
export function* csvRows(
  text: string,
  line: number,
  columns: Columns,
  left: Personal,
): Generator<OrderRow, void> {
  let heading: string | null = null;
  for (const record of csvRecords(text, ',')) {
    if (record.line <= line) continue;
    const where = `line ${record.line}`;
    const fields = 'reason' in record ? [] : record.fields;
    const field = (name: string) => fields[columns.get(name) ?? -1] ?? '';
    for (const [column, kind] of PERSONAL_COLUMNS) if (field(column) !== '') left.add(kind);
    if (!isPage(columns)) {
      yield transcribed(field, where);
      continue;
    }
    const named = orderId(fields[0] ?? '');
    heading = named ?? heading;
    const cell = field(PAGE_COLUMNS[1]);
    if (named && cell === '') continue;
    // A line break inside a cell of the page has put a second spelling of it on a line of its own.
    const alone = fields.length === 1 ? (fields[0] ?? '') : '';
    yield { ...EMPTY, where, order: heading ? plainOrder(heading) : null, cell: cell || alone };
  }
}

function transcribed(field: (name: string) => string, where: string): OrderRow {
  const cell = ADDRESS_COLUMNS.map(field).find(Boolean) ?? '';
  const id = orderId(field('order_id'));
  const links = ['order_url', 'annex_url', 'forfeiture_order_url'].map(field);
  const order = id && {
    id,
    start: field('start_date'),
    end: field('end_date'),
    forfeiture: field('forfeiture_order_url'),
    links: links.filter(Boolean),
  };
  return {
    where,
    order: order || null,
    cell,
    isAccount: cell === '' && field('account_id') !== '',
    platform: field('platform'),
    updated: field('last_updated'),
  };
}

/** Rows of `{wallets, releases}`: each wallet names its order, and the releases tell what is in force. */
export function jsonRows(json: unknown): OrderRow[] | null {
  const { wallets, releases } = fieldsOf(json) ?? {};
  if (!Array.isArray(wallets) || !Array.isArray(releases)) return null;
  const known = new Map<string, Fields>();
  for (const item of releases) {
    const release = fieldsOf(item);
    const id = orderId(textOf(release?.order) ?? '');
    // An amendment repeats the number of its order and tells nothing of its validity.
    if (release && id && release.amendment !== true) known.set(id, release);
  }
  return listOf(wallets).map((item, n) => {
    const wallet = fieldsOf(item) ?? {};
    const id = orderId(textOf(wallet.order) ?? '');
    const release = known.get(id ?? '') ?? {};
    const text = (name: string) => textOf(release[name]) ?? '';
    const order = id && { ...plainOrder(id), end: text('validUntil'), forfeiture: text('forfeitureOrder') };
    return {
      ...EMPTY,
      where: `wallet ${n + 1}`,
      order: order || null,
      cell: textOf(wallet.address) ?? '',
      platform: textOf(wallet.platform) ?? '',
      updated: text('lastUpdated'),
    };
  });
}

const EMPTY = { isAccount: false, platform: '', updated: '' };

function plainOrder(id: string): Order {
  return { id, start: '', end: '', forfeiture: '', links: [] };
}
