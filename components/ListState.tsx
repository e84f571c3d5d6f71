import type { ListView } from '#lib/core/lists.ts';
import { useWords } from './i18n.tsx';

const PROBLEMS = { failed: 'list_error', 'held-back': 'list_held_back', alarm: 'list_alarm' } as const;

/** How a list is doing, where that is worth a sentence. */
export function ListState({ list }: { list: ListView }) {
  const { t, bytes, date, time } = useWords();
  const { state, lastError, nextTry } = list;
  if (state === 'fetching') {
    return (
      <p class="fetching">
        <progress aria-label={t('list_fetching_label', [list.title])} />{' '}
        {t('list_fetching', [bytes(list.fetched ?? 0)])}
      </p>
    );
  }
  if (state === 'failed' || state === 'held-back' || state === 'alarm') {
    return (
      <p class="note">
        {t(PROBLEMS[state], [lastError?.message ?? ''])}{' '}
        {state === 'failed' && list.date && t('list_error_old')} {nextTry && t('list_next', [time(nextTry)])}
      </p>
    );
  }
  if (state === 'never') {
    return (
      <p class="soft">
        {t('list_never')} {nextTry ? t('list_next', [time(nextTry)]) : list.url && t('list_soon')}
      </p>
    );
  }
  if (state === 'stale' && list.date && !list.replacedBy) {
    return (
      <p class="note">
        {t('list_stale', [date(list.date)])} {lastError?.message}
      </p>
    );
  }
  return null;
}
