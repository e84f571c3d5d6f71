import type { ListView } from '#lib/core/lists.ts';
import type { Translate } from './i18n.tsx';

/** What came of refreshing these lists. Only lists with an address can bring news. */
export function describeRefresh(lists: ListView[], t: Translate): string {
  const asked = lists.filter((list) => list.origin === 'remote');
  const failed = asked.filter((list) => list.lastError).length;
  if (asked.length === 0) return t('refresh_none');
  return failed > 0 ? t('refresh_failed', undefined, failed) : t('refreshed');
}
