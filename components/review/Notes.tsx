import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { ReviewCase } from '#lib/core/review.ts';
import { MAX_NOTE_CHARS, MAX_TAG_CHARS } from '#lib/core/review-limits.ts';
import { useWords } from '../i18n.tsx';

interface Props {
  one: ReviewCase;
  noteRef: RefObject<HTMLTextAreaElement | null>;
  tagRef: RefObject<HTMLInputElement | null>;
  onNote(text: string): void;
  onTag(add: readonly string[], remove: readonly string[]): void;
}

/** What people write about a case. A note is kept as soon as it is left. */
export function Notes({ one, noteRef, tagRef, onNote, onTag }: Props) {
  const { t } = useWords();
  const { id, note, tags } = one;
  const title = useRef<HTMLHeadingElement>(null);
  const last = useRef(note);
  last.current = note;
  /** Leaving by a key and losing the focus come together, or only one of them where the window is not in front. */
  const keep = (text: string) => {
    if (text.trim() === last.current) return;
    last.current = text.trim();
    onNote(text);
  };
  return (
    <section class="notes">
      <label for="case-note">{t('print_note')}</label>
      <textarea
        // What was undone, or came from elsewhere, takes the place of what stood here.
        key={`${id} ${note}`}
        id="case-note"
        ref={noteRef}
        rows={3}
        dir="auto"
        maxLength={MAX_NOTE_CHARS}
        defaultValue={note}
        onBlur={({ currentTarget }) => keep(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && !(event.key === 'Enter' && (event.ctrlKey || event.metaKey))) return;
          event.preventDefault();
          keep(event.currentTarget.value);
          event.currentTarget.blur();
        }}
        aria-describedby="case-note-hint"
      />
      <p class="soft" id="case-note-hint">
        {t('review_note_hint')}
      </p>
      <h3 ref={title} tabIndex={-1}>
        {t('print_tags')}
      </h3>
      {tags.length > 0 && (
        <ul class="tags">
          {tags.map((tag) => (
            <li key={tag}>
              <bdi>{tag}</bdi>
              <button
                type="button"
                class="remove"
                aria-label={t('review_tag_remove', [tag])}
                onClick={() => {
                  onTag([], [tag]);
                  title.current?.focus();
                }}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        class="line"
        onSubmit={(event) => {
          event.preventDefault();
          const tag = tagRef.current?.value.trim() ?? '';
          if (tag === '' || !tagRef.current) return;
          tagRef.current.value = '';
          onTag([tag], []);
        }}
      >
        <label for="case-tag">{t('review_tag_label')}</label>
        <input
          id="case-tag"
          ref={tagRef}
          type="text"
          dir="auto"
          autocomplete="off"
          maxLength={MAX_TAG_CHARS}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
        <button type="submit">{t('review_tag_add')}</button>
      </form>
    </section>
  );
}
