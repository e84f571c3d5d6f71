import { SEEN_DAYS } from '#lib/core/limits.ts';
import { useWords } from './i18n.tsx';

interface Props {
  on: boolean;
  busy: boolean;
  onChange(on: boolean): void;
  onForget(): void;
}

/** What is kept of pages, and the switch that ends it. */
export function Remembers({ on, busy, onChange, onForget }: Props) {
  const { t, number } = useWords();
  return (
    <div class="card">
      <h3>{t('remembers_title')}</h3>
      <p>{t('remembers_lead', [number(SEEN_DAYS)])}</p>
      <p>{t('remembers_keys')}</p>
      <label class="switch">
        <input
          type="checkbox"
          checked={on}
          disabled={busy}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>{t('remembers_label')}</span>
      </label>
      <p class="soft">{t('remembers_off')}</p>
      <p class="buttons">
        <button type="button" disabled={busy} onClick={onForget}>
          {t('remembers_forget')}
        </button>
      </p>
    </div>
  );
}
