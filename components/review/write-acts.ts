import type { Outcome } from '#lib/core/review-panel.ts';
import type { Words } from '../i18n.tsx';

interface Writes {
  note(id: string, text: string): Promise<Outcome<boolean>>;
  tag(id: string, adds: readonly string[], removes: readonly string[]): Promise<Outcome<boolean>>;
}

/** What is written on a case in either view, and the sentence that says so once it is kept. */
export function writeActs(
  actions: Writes,
  t: Words['t'],
  write: (
    id: string,
    work: () => Promise<Outcome<boolean>>,
    tell: (isNew: boolean) => string,
  ) => Promise<boolean>,
) {
  const tagged = (isNew: boolean) => t(isNew ? 'review_tag_added' : 'review_tag_there');
  return {
    note: (id: string, text: string) =>
      write(
        id,
        () => actions.note(id, text),
        () => t('review_note_kept'),
      ),
    tag: (id: string, adds: readonly string[], removes: readonly string[]) =>
      write(
        id,
        () => actions.tag(id, adds, removes),
        adds.length > 0 ? tagged : () => t('review_tag_removed'),
      ),
  };
}
