import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { keyOf } from '#lib/core/reason-text.ts';
import type { ReviewCase } from '#lib/core/review.ts';
import type { PageActions } from '#lib/core/review-page.ts';
import {
  ANY_CASE,
  type CaseQuery,
  type CaseSort,
  SORTS,
  type Overview as Totals,
} from '#lib/core/review-views.ts';
import { useWords } from '../../i18n.tsx';
import { caseLevelText } from '../words.ts';
import { CaseTable } from './CaseTable.tsx';
import { Filters, filtersOf } from './Filters.tsx';
import { ListCounts } from './ListCounts.tsx';
import { Plot, type Plotted } from './Plot.tsx';

interface Props {
  actions: PageActions;
  all: readonly ReviewCase[];
  found: readonly ReviewCase[];
  query: CaseQuery;
  onQuery(query: CaseQuery): void;
  /** How far the table was scrolled. */
  top: RefObject<number>;
}

/** Every case, to be searched and filtered, with what they come to. */
export function Overview({ actions, all, found, query, onQuery, top }: Props) {
  const { t, number } = useWords();
  const isWhole = actions.isWhole();
  const totals = useLater(isWhole ? all : null, actions.count);
  const told = useLater(isWhole ? found : null, (cases) => ({
    counts: actions.count(cases),
    plotted: actions.plot(cases),
  }));
  const [isSearched, setSearched] = useState(false);
  const filters = filtersOf(query);
  const isAny = filters === 0 && query.text.trim() === '';

  function ask(change: Partial<CaseQuery>): void {
    top.current = 0;
    setSearched(true);
    onQuery({ ...query, ...change });
  }

  return (
    <div class="overview">
      <search class="find">
        <h2 tabIndex={-1} data-start>
          {t('overview_nav_cases')}
        </h2>
        <div class="ask">
          <div>
            <label for="case-search">{t('review_search')}</label>
            <input
              id="case-search"
              type="search"
              dir="auto"
              autocomplete="off"
              aria-describedby="case-count"
              value={query.text}
              onInput={({ currentTarget }) => ask({ text: currentTarget.value })}
            />
          </div>
          <div>
            <label for="case-sort">{t('overview_sort')}</label>
            <select
              id="case-sort"
              value={query.sort}
              onChange={({ currentTarget }) => ask({ sort: currentTarget.value as CaseSort })}
            >
              {SORTS.map((sort) => (
                <option key={sort} value={sort}>
                  {t(keyOf('overview_sort', sort))}
                </option>
              ))}
            </select>
          </div>
        </div>
        <p class="line">
          {/* Told as somebody types, and not when the page opens. */}
          <span id="case-count" role={isSearched ? 'status' : undefined}>
            {isWhole &&
              (isAny
                ? t('overview_count', [number(all.length)])
                : t('overview_found', [number(found.length), number(all.length)]))}
          </span>
          {!isAny && (
            <button
              type="button"
              class="quiet-button"
              onClick={() => onQuery({ ...ANY_CASE, sort: query.sort })}
            >
              {t('overview_clear')}
            </button>
          )}
        </p>
      </search>
      <Filters query={query} used={filters} totals={totals} listTitle={actions.listTitle} onChange={ask} />
      {all.length === 0 ? (
        <p class="card cases">
          {t('overview_empty')} <a href="#files">{t('overview_nav_files')}</a>
        </p>
      ) : (
        <CaseTable cases={found} isWhole={isWhole} top={top} />
      )}
      {told && told.counts.total > 0 && <Told {...told} listTitle={actions.listTitle} />}
    </div>
  );
}

interface ToldProps {
  counts: Totals;
  plotted: Plotted;
  listTitle(id: string): string;
}

function Told({ counts, plotted, listTitle }: ToldProps) {
  const { t } = useWords();
  return (
    <section class="told" aria-labelledby="told-title">
      <h2 id="told-title">{t('overview_counts')}</h2>
      <Counts counts={counts} />
      <Plot plotted={plotted} />
      {counts.lists.length > 0 && <ListCounts lists={counts.lists} listTitle={listTitle} />}
    </section>
  );
}

function Counts({ counts: { states, levels, changed, rivals } }: { counts: Totals }) {
  const { t, number } = useWords();
  const rows = [
    ...states.map(({ key, count }) => ({ name: t(keyOf('review_state', key)), count })),
    ...byName(levels.map(({ key, count }) => ({ name: caseLevelText(key, t), count }))),
    { name: t('review_changed_short'), count: changed },
    { name: t('review_rivals_short'), count: rivals },
  ];
  return (
    <ul class="counts">
      {rows
        .filter(({ count }) => count > 0)
        .map(({ name, count }) => (
          <li key={name}>
            <strong>{number(count)}</strong> {name}
          </li>
        ))}
    </ul>
  );
}

/** Levels that go by one word are counted as one. */
function byName(rows: readonly { name: string; count: number }[]): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { name, count } of rows) counts.set(name, (counts.get(name) ?? 0) + count);
  return [...counts].map(([name, count]) => ({ name, count }));
}

/** Milliseconds in which somebody who types presses the next key. */
const TYPING_MS = 200;

/** Worked out when nobody types any more: what was asked for does not wait for it. `null` the first time, and of nothing. */
function useLater<In, Out>(input: In | null, work: (input: In) => Out): Out | null {
  const [made, setMade] = useState<Out | null>(null);
  // The work is the same each time.
  useEffect(() => {
    if (input === null) return;
    const timer = setTimeout(() => setMade(() => work(input)), TYPING_MS);
    return () => clearTimeout(timer);
  }, [input]);
  return made;
}
