import type { CitedList } from './checked.ts';
import type { Entry } from './entry.ts';
import type { MatchHow, Report } from './report.ts';
import type { Placement } from './review.ts';

/** An entry of a list on which a finding rests, as the list had it. */
export interface UsedEntry {
  list: string;
  how: MatchHow;
  entry: Entry;
}

/** What the background knows of a tab, all of one moment. */
export interface EvidenceFacts {
  report: Report;
  /** The text around each place of a finding: the page alone knows it. */
  placements: Placement[];
  lists: CitedList[];
  entries: UsedEntry[];
}
