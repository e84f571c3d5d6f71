import type { RefObject } from 'preact';
import { keyOf } from '#lib/core/reason-text.ts';
import type { ReviewCase } from '#lib/core/review.ts';
import { useWords } from '../../i18n.tsx';
import { LevelShape } from '../../LevelShape.tsx';
import { Scroller } from '../../Scroller.tsx';
import { begunText, nameOf } from '../words.ts';
import { linkTo } from './use-route.ts';
import { ROW_PX, useRows } from './use-rows.ts';

interface Props {
  cases: readonly ReviewCase[];
  /** Whether these are all that there are. */
  isWhole: boolean;
  top: RefObject<number>;
}

/** Cases as a table. However many there are, only those that are to be seen are drawn. */
export function CaseTable({ cases, isWhole, top }: Props) {
  const { t } = useWords();
  const { scroller, onScroll, from, to } = useRows(cases.length, top);
  if (cases.length === 0) return <p class="card cases">{t('review_none_found')}</p>;
  return (
    <Scroller name={t('overview_nav_cases')} more="cases" element={scroller} onScroll={onScroll}>
      <table aria-rowcount={isWhole ? cases.length + 1 : -1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{t('print_page')}</th>
            <th scope="col">{t('overview_filter_level')}</th>
            <th scope="col">{t('overview_filter_state')}</th>
            <th scope="col">{t('overview_filter_reviewer')}</th>
            <th scope="col">{t('overview_filter_added')}</th>
          </tr>
        </thead>
        <tbody>
          <Gap rows={from} />
          {cases.slice(from, to).map((one, i) => (
            <Row key={one.id} one={one} index={from + i + 2} />
          ))}
          <Gap rows={cases.length - to} />
        </tbody>
      </table>
    </Scroller>
  );
}

function Gap({ rows }: { rows: number }) {
  if (rows <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row of a table takes no focus.
    <tr class="gap" aria-hidden="true">
      <td style={{ height: `${rows * ROW_PX}px` }} />
    </tr>
  );
}

function Row({ one, index }: { one: ReviewCase; index: number }) {
  const words = useWords();
  const { t, date } = words;
  const begun = begunText(one, words);
  const { id, host, seen, state, changed, rivals, reviewer, addedAt } = one;
  const level = seen?.level;
  const levelWord = t(level ? keyOf('level', level) : 'review_unseen');
  const whose = seen?.from ? [t('review_from_scan_short')] : [];
  const stateWord = t(keyOf('review_state', state));
  const waits = [
    ...(changed ? [t('review_changed_short')] : []),
    ...(rivals.length > 0 ? [t('review_rivals_short')] : []),
    ...(begun ? [begun] : []),
  ];
  return (
    <tr aria-rowindex={index}>
      <th scope="row">
        <a href={linkTo({ part: 'case', id })} dir="auto">
          {nameOf(one)}
        </a>
        <span class="soft" dir="ltr">
          {host}
        </span>
        {/* Where there is no room for columns. */}
        <span class="soft short">{[levelWord, ...whose, stateWord, ...waits].join(' · ')}</span>
      </th>
      <td class="told-level" data-level={level}>
        {level ? <LevelShape level={level} size={16} /> : <span class="unseen" />} {levelWord}
        {whose.length > 0 && <span class="soft"> {whose}</span>}
      </td>
      <td>
        {stateWord}
        {waits.length > 0 && <span class="soft"> {waits.join(' · ')}</span>}
      </td>
      <td>
        <bdi>{reviewer}</bdi>
      </td>
      <td class="soft">{date(addedAt.slice(0, 10))}</td>
    </tr>
  );
}
