import type { CheckedKind, CheckedRow } from '#lib/core/checked.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import { LEVELS, type Level } from '#lib/core/report.ts';
import { useWords } from '../i18n.tsx';
import type { RowView } from './rows.ts';

const KINDS: readonly CheckedKind[] = ['address', 'host', 'page'];

interface Props {
  rows: readonly CheckedRow[];
  view: RowView;
  onView(view: RowView): void;
}

/** Which rows are shown. Only what there is can be chosen. */
export function Filters({ rows, view, onView }: Props) {
  const { t, number } = useWords();
  const count = (counts: (row: CheckedRow) => boolean) => rows.filter(counts).length;
  const levels = LEVELS.map((level) => ({ level, times: count((row) => row.level === level) }));
  const kinds = KINDS.map((what) => ({ what, times: count((row) => row.what === what) }));
  return (
    <div class="filters">
      <label>
        {t('lookup_filter_text')}
        <input
          type="search"
          value={view.text}
          onInput={(event) => onView({ ...view, text: event.currentTarget.value })}
        />
      </label>
      <label>
        {t('lookup_col_verdict')}
        <select
          value={view.level ?? ''}
          onChange={(event) =>
            onView({ ...view, level: (event.currentTarget.value || null) as Level | null })
          }
        >
          <option value="">{t('lookup_all')}</option>
          {levels
            .filter(({ times }) => times > 0)
            .map(({ level, times }) => (
              <option key={level} value={level}>
                {t('with_aside', [t(keyOf('level', level)), number(times)])}
              </option>
            ))}
        </select>
      </label>
      <label>
        {t('lookup_filter_kind')}
        <select
          value={view.what ?? ''}
          onChange={(event) =>
            onView({ ...view, what: (event.currentTarget.value || null) as CheckedKind | null })
          }
        >
          <option value="">{t('lookup_all')}</option>
          {kinds
            .filter(({ times }) => times > 0)
            .map(({ what, times }) => (
              <option key={what} value={what}>
                {t('with_aside', [t(keyOf('lookup_kind', what)), number(times)])}
              </option>
            ))}
        </select>
      </label>
    </div>
  );
}
