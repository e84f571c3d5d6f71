import { readChunk } from '#lib/watchlist/compile.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';
import type { Compared } from './changes.ts';
import type { OwnList } from './own-lists.ts';
import { changesOf, code, countKinds, describePersonal, personalOf, table } from './report.ts';

/** Records shown of each reason: enough to see what is wrong with a file. */
const EXAMPLES = 5;

const LEFT_OUT =
  'Left out (of each record where it stood, and its value where that is a host or has the form of an address):';

/** What a build stands beside. */
export interface Beside {
  /** `null` where there is no earlier build. */
  compared: Compared | null;
  /** The lists of every device that it was held against. */
  vouching: readonly CompiledList[];
}

/** One line a list, and one for each reason for which records were left out: what the command prints. */
export function summariseOwn(built: readonly OwnList[]): string {
  const lines = built.flatMap(({ file, format, list, bytes, ...one }) => [
    `${list.info.id}  ${list.info.date}  ${list.entries} entries from ${file} (${format}), ${list.refused} left out, ${(bytes.length / 1024).toFixed(0)} kB`,
    ...byReason(one).map(([reason, records]) => `  left out: ${records.length} ${reason}`),
    ...personalOf(one.personal).map(([kind, count]) => `  personal data left out: ${count} ${kind}`),
  ]);
  return `${lines.join('\n')}\n`;
}

/** What editors read before they sign. */
export function describeOwn(built: readonly OwnList[], { compared, vouching }: Beside): string {
  const gone = (compared?.gone ?? []).map(
    (id) => `The list ${code(id)} was there before and is none any more.`,
  );
  const asked = vouching.map(({ info }) => `${code(info.id)} (${code(info.version)})`);
  const parts = [
    '# The lists',
    ...gone,
    `Conflicts: none. Held against ${[...asked, 'what these lists vouch for themselves'].join(', ')}.`,
    ...built.map((one) => describe(one, compared)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function describe(one: OwnList, compared: Compared | null): string {
  const { file, format, list, row, refused, sha256, edition } = one;
  const { info } = list;
  const parts = [
    `## ${code(info.title)}`,
    `Version \`${info.version}\` of ${info.date}, by ${code(info.publisher)}; licence: ${code(info.licence)}.`,
    `From ${code(file)} (${format}${edition ? `, by its own word ${code(edition)}` : ''}), SHA-256 \`${sha256}\`. File \`${row.file}\`, SHA-256 \`${row.sha256}\`.`,
    `${list.entries} entries, ${list.refused} records left out.`,
    table(['Kind', 'Chain', 'Rows'], countKinds(list.chunks.flatMap(readChunk))),
    ...changesOf(info.id, compared),
    ...describePersonalOf(one),
  ];
  if (refused.length > 0) {
    const rows = byReason({ refused }).map(([reason, records]) => [
      reason,
      String(records.length),
      records
        .slice(0, EXAMPLES)
        .map(({ value, where }) => (value ? `${code(value)} (${code(where)})` : code(where)))
        .join(', '),
    ]);
    parts.push(LEFT_OUT, table(['Reason', 'Records', 'The first of them'], rows));
  }
  if (list.refused > refused.length)
    parts.push(`And ${list.refused - refused.length} more that are not shown.`);
  return parts.join('\n\n');
}

function describePersonalOf({ personal, format }: OwnList): string[] {
  if (personal) return describePersonal(personal);
  return [
    `Personal data: not counted in a file of the form ${format}. The list holds what its entries say and, of records left out, no more than a report shows.`,
  ];
}

/** The most frequent reason first. */
function byReason({ refused }: Pick<OwnList, 'refused'>): [string, OwnList['refused']][] {
  const groups = new Map<string, OwnList['refused']>();
  for (const refusal of refused) {
    const group = groups.get(refusal.reason);
    if (group) group.push(refusal);
    else groups.set(refusal.reason, [refusal]);
  }
  return [...groups].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
}
