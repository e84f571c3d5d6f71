import { readChunk } from '#lib/watchlist/compile.ts';
import type { OwnList } from './own-lists.ts';
import { countKinds, table } from './report.ts';

/** Records shown of each reason: enough to see what is wrong with a file. */
const EXAMPLES = 5;

/** One line a list, and one for each reason for which records were left out: what the command prints. */
export function summariseOwn(built: readonly OwnList[]): string {
  const lines = built.flatMap(({ file, format, list, bytes, ...one }) => [
    `${list.info.id}  ${list.info.date}  ${list.entries} entries from ${file} (${format}), ${list.refused} left out, ${(bytes.length / 1024).toFixed(0)} kB`,
    ...byReason(one).map(([reason, records]) => `  left out: ${records.length} ${reason}`),
  ]);
  return `${lines.join('\n')}\n`;
}

/** What editors read before they sign. */
export function describeOwn(built: readonly OwnList[]): string {
  return `# The lists\n\n${built.map(describe).join('\n')}`;
}

function describe({ file, format, list, row, refused, sha256 }: OwnList): string {
  const { info } = list;
  const parts = [
    `## ${inline(info.title)}`,
    `Version \`${info.version}\` of ${info.date}, by ${inline(info.publisher)}; licence: ${inline(info.licence)}.`,
    `From \`${inline(file)}\` (${format}), SHA-256 \`${sha256}\`. File \`${row.file}\`, SHA-256 \`${row.sha256}\`.`,
    `${list.entries} entries, ${list.refused} records left out.`,
    table(['Kind', 'Chain', 'Rows'], countKinds(list.chunks.flatMap(readChunk))),
  ];
  if (refused.length > 0) {
    const rows = byReason({ refused }).map(([reason, records]) => [
      inline(reason),
      String(records.length),
      records
        .slice(0, EXAMPLES)
        .map(({ value, where }) => `\`${inline(value)}\` (${inline(where)})`)
        .join(', '),
    ]);
    parts.push('Left out:', table(['Reason', 'Records', 'The first of them'], rows));
  }
  if (list.refused > refused.length)
    parts.push(`And ${list.refused - refused.length} more that are not shown.`);
  return `${parts.join('\n\n')}\n`;
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

/** Words of a source in a table: they must not end a cell or a line, or become markup. */
function inline(text: string): string {
  return text.replace(/[`|<>\p{Cc}]/gu, ' ').trim();
}
