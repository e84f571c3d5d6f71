import { createMatcher, fold } from './phrase-match.ts';
import { LANGUAGES } from './phrases/all.ts';

const holdsCourt = createMatcher(LANGUAGES.flatMap(({ court }) => court ?? []));

/** Whether the words are those of a court filing, a sanctions notice or of a report about one. */
export function reportsOfCourts(text: string): boolean {
  return holdsCourt(fold(text));
}
