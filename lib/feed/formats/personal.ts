/** Kinds of personal data that lists of parties hold and no entry says, with the words of reports for publishers. */
export const PERSONAL = {
  account: 'accounts at exchanges',
  address: 'postal addresses',
  birth: 'dates and places of birth',
  contact: 'e-mail addresses and telephone numbers',
  document: 'numbers of documents and registrations',
  name: 'names and aliases',
  nationality: 'nationalities and citizenships',
  trait: 'genders and titles',
} as const;
export type PersonalKind = keyof typeof PERSONAL;

/** Pieces of each kind that a file holds; a kind that its format never tells is absent. */
export type PersonalCounts = Partial<Record<PersonalKind, number>>;

/** Counts what is left behind, for whoever publishes a list must know it, and hands nothing of it on. */
export function createPersonal(...kinds: PersonalKind[]) {
  const counts: PersonalCounts = Object.fromEntries(kinds.toSorted().map((kind) => [kind, 0]));
  return {
    counts,
    add(kind: PersonalKind | undefined, pieces = 1): void {
      if (kind) counts[kind] = (counts[kind] ?? 0) + pieces;
    },
  };
}
export type Personal = ReturnType<typeof createPersonal>;
