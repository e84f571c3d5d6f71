import { useState } from 'preact/hooks';
import { isIsoDate } from '#lib/core/dates.ts';
import { useWords } from './i18n.tsx';

interface Props {
  asOf: string | null;
  busy: boolean;
  onChange(date: string | null): void;
}

/** What the lists would have said on another day. */
export function AsOf({ asOf, busy, onChange }: Props) {
  const { t, date } = useWords();
  const [day, setDay] = useState(asOf ?? '');
  return (
    <section>
      <h2>{t('asof_title')}</h2>
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          onChange(isIsoDate(day) ? day : null);
        }}
      >
        <p>{t('asof_lead')}</p>
        <p class={asOf ? 'note' : 'soft'}>{asOf ? t('asof_on', [date(asOf)]) : t('asof_off')}</p>
        <label for="as-of">{t('asof_date')}</label>
        <input id="as-of" type="date" value={day} onInput={(event) => setDay(event.currentTarget.value)} />
        <p class="buttons">
          <button type="submit" disabled={busy}>
            {t('asof_set')}
          </button>
          {asOf && (
            <button type="button" disabled={busy} onClick={() => onChange(null)}>
              {t('asof_clear')}
            </button>
          )}
        </p>
      </form>
    </section>
  );
}
