import { useRef, useState } from 'preact/hooks';
import { MAX_REVIEWER_CHARS } from '#lib/core/review-limits.ts';
import { useWords } from '../i18n.tsx';

/** The first thing that is asked: who acts stands beside every act, and nothing is written without it. */
export function Name({ onName }: { onName(name: string): void }) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [isMissing, setMissing] = useState(false);
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        const name = input.current?.value.trim() ?? '';
        setMissing(name === '');
        if (name) onName(name);
        else input.current?.focus();
      }}
    >
      <h2>{t('review_name_title')}</h2>
      <p>{t('review_name_lead')}</p>
      <label for="review-name">{t('review_name_label')}</label>
      <input
        id="review-name"
        ref={input}
        type="text"
        dir="auto"
        autocomplete="nickname"
        maxLength={MAX_REVIEWER_CHARS}
        aria-describedby="review-name-hint review-name-problem"
        aria-invalid={isMissing}
      />
      <p class="soft" id="review-name-hint">
        {t('review_name_hint')}
      </p>
      <p id="review-name-problem" class="problem" role="alert">
        {isMissing && t('review_problem_no_reviewer')}
      </p>
      <button type="submit" class="primary">
        {t('review_name_begin')}
      </button>
    </form>
  );
}
