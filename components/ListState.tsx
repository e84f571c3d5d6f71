import { titleText } from '#lib/core/list-words.ts';
import type { ListView } from '#lib/core/lists.ts';
import { useWords } from './i18n.tsx';
import { problemText } from './problem-text.ts';

const STATES = { failed: 'list_error', 'held-back': 'list_held_back', alarm: 'list_alarm' } as const;

/** How a list is doing, where that is worth a sentence. */
export function ListState({ list }: { list: ListView }) {
  const words = useWords();
  const { t, bytes, date, number, time } = words;
  const { state, lapsed, lastError, nextTry } = list;
  if (state === 'fetching') {
    return (
      <p class="fetching">
        <progress aria-label={t('list_fetching_label', [titleText(list.title, t)])} />{' '}
        {t('list_fetching', [bytes(list.fetched ?? 0)])}
      </p>
    );
  }
  if (state === 'failed' || state === 'held-back' || state === 'alarm') {
    return (
      <p class="note">
        {t(STATES[state], [lastError ? problemText(lastError, words) : ''])}{' '}
        {/* How much would change is what a person decides by. */}
        {state === 'held-back' && lastError?.counts && t('list_held_counts', lastError.counts.map(number))}{' '}
        {state === 'failed' && list.date && t('list_error_old')} {lapsed && t('list_lapsed', [time(lapsed)])}{' '}
        {nextTry && t('list_next', [time(nextTry)])}
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
        {lapsed ? t('list_lapsed', [time(lapsed)]) : t('list_stale', [date(list.date)])}{' '}
        {nextTry && t('list_next', [time(nextTry)])}
      </p>
    );
  }
  return null;
}
