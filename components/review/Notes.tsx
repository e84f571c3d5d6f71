import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { ReviewCase } from '#lib/core/review.ts';
import { MAX_NOTE_CHARS, MAX_TAG_CHARS } from '#lib/core/review-limits.ts';
import type { Drafts } from '#lib/core/review-panel.ts';
import { useWords } from '../i18n.tsx';

interface Props {
  one: ReviewCase;
  drafts: Drafts;
  noteRef: RefObject<HTMLTextAreaElement | null>;
  tagRef: RefObject<HTMLInputElement | null>;
  /** `true` once it is kept. */
  onNote(text: string): Promise<boolean>;
  onTag(add: readonly string[], remove: readonly string[]): void;
}

/** What people write about a case. */
export function Notes({ one, drafts, noteRef, tagRef, onNote, onTag }: Props) {
  const { t } = useWords();
  const title = useRef<HTMLHeadingElement>(null);
  return (
    <section class="notes">
      <Note key={one.id} {...{ one, drafts, noteRef, onNote }} />
      <h3 ref={title} tabIndex={-1}>
        {t('print_tags')}
      </h3>
      {one.tags.length > 0 && (
        <ul class="tags">
          {one.tags.map((tag) => (
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

/**
 * A note is kept as soon as it is left. Until then each letter is a draft, which is there again when the view is: it was
 * closed, or the disk was full.
 */
function Note({ one: { id, note }, drafts, noteRef, onNote }: Omit<Props, 'tagRef' | 'onTag'>) {
  const { t } = useWords();
  /** What differs from the note that is kept. */
  const [typed, setTyped] = useState(() => drafts.read(id));
  const [now, setNow] = useState<'writing' | 'keeping' | null>(null);
  const newest = useRef(typed);
  /** Leaving by a key and losing the focus come together, or only one of them where the window is not in front. */
  const asked = useRef<string | null>(null);

  function change(text: string | null): void {
    newest.current = text;
    drafts.write(id, text);
    setTyped(text);
  }

  async function keep(): Promise<void> {
    const text = newest.current;
    setNow(null);
    if (text === null || asked.current === text) return;
    if (text.trim() === note) return change(null);
    asked.current = text;
    setNow('keeping');
    const isKept = await onNote(text);
    asked.current = null;
    setNow(null);
    // What was written in the meantime stays.
    if (isKept && newest.current === text) change(null);
  }

  return (
    <>
      <label for="case-note">{t('print_note')}</label>
      <textarea
        id="case-note"
        ref={noteRef}
        rows={3}
        dir="auto"
        maxLength={MAX_NOTE_CHARS}
        value={typed ?? note}
        onFocus={() => setNow('writing')}
        onInput={({ currentTarget }) => change(currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && !(event.key === 'Enter' && (event.ctrlKey || event.metaKey))) return;
          event.preventDefault();
          keep();
          event.currentTarget.blur();
        }}
        aria-describedby="case-note-hint"
      />
      <p class="soft" id="case-note-hint">
        {t('review_note_hint')}
      </p>
      {now === null && typed !== null && typed.trim() !== note && (
        <p class="note buttons">
          {t('review_note_draft')}
          <button type="button" onClick={keep}>
            {t('review_note_keep')}
          </button>
        </p>
      )}
    </>
  );
}
