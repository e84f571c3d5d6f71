import type { Entry } from '#lib/core/entry.ts';
import { readChunk } from '#lib/watchlist/compile.ts';
import type { BuiltList } from './build.ts';

/** One line a list, and every refusal: what the command prints. */
export function summarise(built: BuiltList[]): string {
  const lines: string[] = [];
  for (const { info, list, records, refused, bytes } of built) {
    const size = (bytes.length / 1024).toFixed(0);
    lines.push(
      `${info.id}  ${info.date}  ${list.entries} entries from ${records} records, ${refused.length} left out, ${size} kB`,
    );
    for (const { where, value, reason } of refused) lines.push(`  left out: ${reason}  ${value}  (${where})`);
  }
  return `${lines.join('\n')}\n`;
}

/** docs/WATCHLIST.md: what the bundled snapshot holds, where it comes from and what was left out. */
export function describeSnapshot(built: BuiltList[]): string {
  const head = `# The bundled watchlist

Written by \`npm run feed -- build\`; do not edit. The form of the files is described in [FEED-FORMAT.md](FEED-FORMAT.md).

From each source only these fields are read: published names of the subject (not the weak aliases), programme, legal basis, dates of
listing and removal, digital currency addresses, websites, record ids. Everything else stays behind, among it dates and places of birth,
nationalities, passport and other document numbers, home addresses, e-mail addresses and telephone numbers.

| List | Date | Entries | Source records | Left out | Licence |
|---|---|---|---|---|---|
${built.map(({ info, list, records, refused }) => `| ${info.title} (\`${info.id}\`) | ${info.date} | ${list.entries} | ${records + refused.length} | ${refused.length} | ${info.licence} |`).join('\n')}
`;
  return [head, ...built.map(describeList)].join('\n');
}

function describeList({ info, list, refused, sources, row }: BuiltList): string {
  const entries = list.chunks.flatMap(readChunk);
  const parts = [
    `## ${info.title}`,
    `Version \`${info.version}\`, file \`${row.file}\`, SHA-256 \`${row.sha256}\`.`,
    table(['Kind', 'Chain', 'Entries'], countKinds(entries)),
    table(
      ['Source file', 'SHA-256'],
      sources.map(({ path, sha256 }) => [`\`${path}\``, `\`${sha256}\``]),
    ),
  ];
  if (refused.length > 0) {
    parts.push(
      'Left out:',
      table(
        ['Reason', 'Value', 'Record'],
        refused.map(({ reason, value, where }) => [reason, `\`${value}\``, `\`${where}\``]),
      ),
    );
  }
  return `${parts.join('\n\n')}\n`;
}

export function countKinds(entries: Entry[]): string[][] {
  const counts = new Map<string, number>();
  for (const { kind, chain } of entries) {
    const key = `${kind} ${chain ?? ''}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, count]) => [...key.split(' '), String(count)]);
}

export function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
