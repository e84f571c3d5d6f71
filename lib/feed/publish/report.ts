import type { Entry } from '#lib/core/entry.ts';
import { readChunk } from '#lib/watchlist/compile.ts';
import { PERSONAL, type PersonalCounts, type PersonalKind } from '../formats/personal.ts';
import type { BuiltList } from './build.ts';
import { type Compared, countChanges, describeChanges } from './changes.ts';

/** Changes of each kind that are shown; `diff` shows all. */
const CHANGES = 100;

/** One line a list, and every refusal: what the command prints. */
export function summarise(built: BuiltList[]): string {
  const lines: string[] = [];
  for (const { info, list, records, refused, bytes, personal } of built) {
    const size = (bytes.length / 1024).toFixed(0);
    lines.push(
      `${info.id}  ${info.date}  ${list.entries} entries from ${records} records, ${refused.length} left out, ${size} kB`,
    );
    for (const [kind, count] of personalOf(personal))
      lines.push(`  personal data left out: ${count} ${kind}`);
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

/** What the build before, which stood in the same place, did not hold; ends the report, for it is about two builds. */
export function describeSince(built: readonly BuiltList[], compared: Compared | null): string {
  const gone = (compared?.gone ?? []).map(
    (id) => `The list ${code(id)} was there before and is none any more.`,
  );
  const parts = built.flatMap(({ info: { id, title } }) => [`### ${title}`, ...changesOf(id, compared)]);
  return `\n${['## What this build changed', ...gone, ...parts].join('\n\n')}\n`;
}

function describeList({ info, list, refused, sources, row, personal }: BuiltList): string {
  const entries = list.chunks.flatMap(readChunk);
  const parts = [
    `## ${info.title}`,
    `Version \`${info.version}\`, file \`${row.file}\`, SHA-256 \`${row.sha256}\`.`,
    table(['Kind', 'Chain', 'Entries'], countKinds(entries)),
    table(
      ['Source file', 'Edition, by its own word', 'SHA-256'],
      sources.map(({ path, sha256, edition }) => [`\`${path}\``, edition ?? '', `\`${sha256}\``]),
    ),
    ...(sources.length > 0 ? describePersonal(personal) : []),
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

/** What changed of a list since an earlier build, for a report. */
export function changesOf(id: string, compared: Compared | null): string[] {
  if (!compared) return ['There is no build before it to be compared with.'];
  const changes = compared.changes.get(id);
  if (!changes) return ['A list that was not there before.'];
  const since = `Since version ${code(compared.versions.get(id) ?? '')}: ${countChanges(changes)}.`;
  const [, ...lines] = describeChanges(id, changes, CHANGES).trimEnd().split('\n');
  // Every line begins with spaces and a sign, so that none can end the block.
  return lines.length > 0 ? [since, ['```text', ...lines, '```'].join('\n')] : [since];
}

/** How much of each kind stayed behind. */
export function describePersonal(personal: PersonalCounts | null): string[] {
  if (!personal) return ['Personal data: not counted in these files.'];
  const rows = personalOf(personal).map(([kind, count]) => [kind, String(count)]);
  return ['Personal data that the source holds and the list does not:', table(['Kind', 'Pieces'], rows)];
}

export function personalOf(personal: PersonalCounts | null | undefined): [string, number][] {
  return Object.entries(personal ?? {}).map(([kind, count]) => [PERSONAL[kind as PersonalKind], count]);
}

/**
 * What a source or its publisher wrote, in a pull request too: as code it is no link, no picture and no mention. It must
 * not end the code, a cell or a line.
 */
export function code(text: string): string {
  return `\`${text.replace(/[`|\p{Cc}]/gu, ' ').trim() || '?'}\``;
}
