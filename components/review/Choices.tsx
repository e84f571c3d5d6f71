import { useRef, useState } from 'preact/hooks';
import { keyOf } from '#lib/core/reason-text.ts';
import { BROWSING_LEVELS, type ReviewChoices } from '#lib/core/review-choices.ts';
import { MAX_REVIEWER_CHARS } from '#lib/core/review-limits.ts';
import { useWords } from '../i18n.tsx';

interface Props {
  choices: ReviewChoices;
  onChange(change: Partial<Omit<ReviewChoices, 'reasons'>>): void;
  /** What is wrong with a file; `null` where it is in use. */
  onReasons(file: File | null): Promise<string | null>;
}

/** What a reviewer may set: their name, the reasons of their team, and whether browsing fills the queue. */
export function Choices({ choices: { reviewer, browsing }, onChange, onReasons }: Props) {
  const { t } = useWords();
  const file = useRef<HTMLInputElement>(null);
  const [told, setTold] = useState<string | null>(null);
  const take = async (chosen: File | null) => {
    const wrong = await onReasons(chosen);
    setTold(wrong === null ? t('review_reasons_taken') : t('review_reasons_wrong', [wrong]));
    if (file.current) file.current.value = '';
  };
  return (
    <details>
      <summary>{t('review_choices')}</summary>
      <div class="card">
        <label for="choices-name">{t('review_name_label')}</label>
        <input
          id="choices-name"
          type="text"
          dir="auto"
          autocomplete="nickname"
          maxLength={MAX_REVIEWER_CHARS}
          defaultValue={reviewer}
          aria-describedby="choices-name-hint"
          onChange={({ currentTarget }) => {
            const name = currentTarget.value.trim();
            if (name) onChange({ reviewer: name });
            else currentTarget.value = reviewer;
          }}
        />
        <p class="soft" id="choices-name-hint">
          {t('review_name_hint')}
        </p>
        <label for="choices-browsing">{t('review_browsing')}</label>
        <select
          id="choices-browsing"
          value={browsing ?? ''}
          aria-describedby="choices-browsing-hint"
          onChange={({ currentTarget }) =>
            onChange({ browsing: BROWSING_LEVELS.find((level) => level === currentTarget.value) ?? null })
          }
        >
          <option value="">{t('review_browsing_none')}</option>
          {BROWSING_LEVELS.map((level) => (
            <option key={level} value={level}>
              {t('review_browsing_from', [t(keyOf('level', level))])}
            </option>
          ))}
        </select>
        <p class="soft" id="choices-browsing-hint">
          {t('review_browsing_hint')}
        </p>
        <label for="choices-reasons">{t('review_reasons')}</label>
        <input
          id="choices-reasons"
          ref={file}
          type="file"
          accept=".json,application/json"
          aria-describedby="choices-reasons-hint"
          onChange={({ currentTarget }) => {
            const chosen = currentTarget.files?.[0];
            if (chosen) take(chosen);
          }}
        />
        <p class="soft" id="choices-reasons-hint">
          {t('review_reasons_hint')}
        </p>
        <button type="button" onClick={() => take(null)}>
          {t('review_reasons_built_in')}
        </button>
        <p role="status">{told}</p>
      </div>
    </details>
  );
}
