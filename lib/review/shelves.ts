import { groupBy } from '#lib/core/group-by.ts';
import type { ReviewCase } from '#lib/core/review.ts';

/**
 * Cases as they are kept: most on a few large shelves, for the browser takes four times as long to hand out ten thousand
 * records; those that were changed since, loose beside them, so that an act writes one case and not a shelf. Now and then
 * somebody puts the loose ones away.
 */
export interface Shelf {
  /** `s` and how the ids on it begin; of a loose case `c` and its id, which may be any text: it never names a shelf. */
  id: string;
  /** JSON: an array of cases; of a loose one that is gone an empty one. */
  cases: string;
}

/** What is needed of the store that they stand in, within one transaction. */
interface Shelves {
  getAll(): Promise<Shelf[]>;
  put(record: Shelf): Promise<unknown>;
  clear(): Promise<void>;
}

/** Cases that one act may leave loose; of more, all are shelved anew. */
const MAX_LOOSE_AT_ONCE = 200;
/** Loose cases that are worth putting away. */
export const MAX_LOOSE = 400;
const SHELF = 's';
const LOOSE = 'c';
/** What the keys of loose cases come before, and those of shelves after. */
export const AFTER_LOOSE = SHELF;

export function shelfOf(id: string): string {
  return SHELF + id.slice(0, 1);
}

export function looseOf(id: string): string {
  return LOOSE + id;
}

/** Every case, a loose one in the place of what stands on its shelf; in no particular order. */
export function casesIn(records: readonly Shelf[]): ReviewCase[] {
  const isLoose = ({ id }: Shelf) => id.startsWith(LOOSE);
  const loose = records.filter(isLoose);
  const changed = new Set(loose.map(({ id }) => id.slice(LOOSE.length)));
  const shelved = records.filter((record) => !isLoose(record)).flatMap(read);
  return [
    ...(changed.size > 0 ? shelved.filter(({ id }) => !changed.has(id)) : shelved),
    ...loose.flatMap(read),
  ];
}

/** One case, out of the record that it is in. */
export function caseIn(record: Shelf | undefined, id: string): ReviewCase | null {
  return read(record).find((one) => one.id === id) ?? null;
}

/** Puts in what has become of these cases; `now` are those of them that there still are. */
export async function putCases(
  shelves: Shelves,
  touched: ReadonlySet<string>,
  now: readonly ReviewCase[],
): Promise<void> {
  if (touched.size > MAX_LOOSE_AT_ONCE) {
    const others = casesIn(await shelves.getAll()).filter(({ id }) => !touched.has(id));
    return shelve(shelves, [...others, ...now]);
  }
  const there = groupBy(now, ({ id }) => id);
  await Promise.all([...touched].map(async (id) => shelves.put(record(looseOf(id), there.get(id) ?? []))));
}

/** These cases and no others, none of them loose. */
export async function shelve(shelves: Shelves, cases: readonly ReviewCase[]): Promise<void> {
  await shelves.clear();
  const filled = groupBy(cases, ({ id }) => shelfOf(id));
  await Promise.all([...filled].map(async ([id, some]) => shelves.put(record(id, some))));
}

function record(id: string, cases: readonly ReviewCase[]): Shelf {
  return { id, cases: JSON.stringify(cases) };
}

function read(shelf: Shelf | undefined): ReviewCase[] {
  return shelf ? (JSON.parse(shelf.cases) as ReviewCase[]) : [];
}
