import { titleText } from '#lib/core/list-words.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import type { ListCount } from '#lib/core/review-views.ts';
import { useWords } from '../../i18n.tsx';

interface Props {
  lists: readonly ListCount[];
  listTitle(id: string): string;
}

/** Cases by the list that speaks against them, by number. The bars say it to the eye, the numbers to everybody. */
export function ListCounts({ lists, listTitle }: Props) {
  const { t, number } = useWords();
  const most = Math.max(1, ...lists.map(({ cases }) => cases));
  return (
    <div class="by-list">
      <h3 id="by-list">{t('overview_by_list')}</h3>
      <table aria-labelledby="by-list">
        <thead>
          <tr>
            <th scope="col">{t('overview_list')}</th>
            <th scope="col">{t('overview_nav_cases')}</th>
            <th scope="col">{t(keyOf('review_state', 'confirmed'))}</th>
            <th scope="col">{t(keyOf('review_state', 'dismissed'))}</th>
          </tr>
        </thead>
        <tbody>
          {lists.map(({ list, cases, confirmed, dismissed }) => (
            <tr key={list}>
              <th scope="row">
                <bdi>{titleText(listTitle(list), t)}</bdi>
                <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                  <rect class="rest" width={(cases * 100) / most} height="6" />
                  <rect class="confirmed" width={(confirmed * 100) / most} height="6" />
                </svg>
              </th>
              <td>{number(cases)}</td>
              <td>{number(confirmed)}</td>
              <td>{number(dismissed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
