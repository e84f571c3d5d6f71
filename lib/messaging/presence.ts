import { type Choices, isPaused, type OptionalMark, pausableHost } from '#lib/core/choices.ts';
import type { Level, Mark, Report } from '#lib/core/report.ts';

/** The choice that decides over the marks of a level; the mark of what is listed is always drawn. */
const MARK_OF: Partial<Record<Level, OptionalMark>> = {
  derived: 'linked',
  'same-key': 'linked',
  lookalike: 'lookalike',
  verified: 'verified',
};

/** What is known of a tab beside what its frames reported. */
export interface Around {
  /** The tab's address, as far as the browser tells it. */
  url: string;
  /** Whether the browser lets the extension read that address; asked only where the answer tells why nothing was read. */
  mayRead(url: string): Promise<boolean>;
  choices: Choices;
}

/** The report as the person's choices leave it: nothing of a paused site, and why a page was not read. */
export async function asChosen(report: Report, { url, mayRead, choices }: Around): Promise<Report> {
  if (isPaused(url, choices)) {
    const nothing = { page: [], addresses: [], widgets: [], unread: [] };
    return { ...report, ...nothing, state: 'paused', url, title: '', level: 'none', context: 'mention' };
  }
  // Where the browser does not even tell the address, it may be a page like any other.
  const mayBeWeb = url === '' || pausableHost(url) !== null;
  if (report.state !== 'unreadable' || !mayBeWeb) return report;
  const isRead = choices.mode !== 'click' && (await mayRead(url));
  return isRead ? report : { ...report, state: 'no-permission', url };
}

/** Whether marks and the badge appear for a page: with the mode `donations` only where it asks for money. */
export function mayShow({ context }: Pick<Report, 'context'>, { mode }: Pick<Choices, 'mode'>): boolean {
  return mode !== 'donations' || context === 'donation';
}

/** The marks of a page, those that the person does not want to see named as such. `away`: level and subject of what was put away. */
export function chosenMarks(
  marks: Mark[],
  report: Pick<Report, 'context'>,
  choices: Choices,
  away: readonly string[],
): Mark[] {
  if (!mayShow(report, choices)) return [];
  return marks.map((mark) => {
    const optional = MARK_OF[mark.level];
    const isChosen = optional === undefined || choices.marks.includes(optional);
    const isDrawn = isChosen && !(mark.text === null && away.includes(`${mark.level} ${mark.about}`));
    return isDrawn ? mark : { ...mark, undrawn: true };
  });
}
