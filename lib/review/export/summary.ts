import type { ListChange, ReviewCase } from '#lib/core/review.ts';

/**
 * What was decided of a case, for people and programs of other teams: field by field, in the codes of lib/core/review.ts,
 * because whoever reads it may speak any language. Names of reviewers are not in it, only how many there were.
 */
export function summaryOf({
  url,
  state,
  reason,
  decidedAt,
  decidedBy,
  rivals,
  note,
  seen,
  changed,
}: ReviewCase): string {
  const others = seen?.items.filter(({ kind }) => kind !== 'address' && kind !== 'host') ?? [];
  const lists = new Set(seen?.items.flatMap((item) => item.lists));
  const fields: [string, string][] = [
    ['page', url],
    ['decision', state],
    ['reason', reason ?? ''],
    ['decided', decidedAt ?? ''],
    ['reviewers', decidedBy.length > 0 ? String(decidedBy.length) : ''],
    ['differing', rivals.map((rival) => rival.state).join(', ')],
    ['level', seen ? `${seen.level} (${seen.date})` : ''],
    ['lists', [...lists].join(', ')],
    ['changed', changed ? `${changed.before} > ${changed.after} (${changed.at})` : ''],
    ...(changed?.what ?? []).map((change): [string, string] => ['since', tellChange(change)]),
    ['indicators', seen?.indicators.join(', ') ?? ''],
    ...others.map(({ kind, text }): [string, string] => [kind, text]),
    ['note', note],
  ];
  return fields
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

/** What a list says of a thing since the decision, in the codes of lib/core/review.ts: whose data, and of when. */
export function tellChange({ text, entry, list, says }: ListChange): string {
  const told = says === 'near' ? `near ${entry}` : says;
  return `${text}: ${told} (${[list.title, list.date].filter(Boolean).join(', ')})`;
}
