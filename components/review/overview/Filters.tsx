import { useState } from 'preact/hooks';
import { groupBy } from '#lib/core/group-by.ts';
import { titleText } from '#lib/core/list-words.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import { LEVELS } from '#lib/core/report.ts';
import { CASE_STATES, type CaseState } from '#lib/core/review.ts';
import type { CaseLevel, CaseQuery, Count, Overview } from '#lib/core/review-views.ts';
import { useWords } from '../../i18n.tsx';
import { caseLevelText } from '../words.ts';

/** From here on there is room beside the table. */
const WIDE = '(min-width: 960px)';

interface Props {
  query: CaseQuery;
  /** How many are in use. */
  used: number;
  /** Of all cases; `null` while they are counted. */
  totals: Overview | null;
  listTitle(id: string): string;
  onChange(change: Partial<CaseQuery>): void;
}

/** What cases can be told apart by, with how many there are of each. */
export function Filters({ query, used, totals, listTitle, onChange }: Props) {
  const { t, number } = useWords();
  const [isOpen, setOpen] = useState(() => globalThis.matchMedia?.(WIDE).matches ?? true);
  const countIn = <Key extends string>(counts: readonly Count<Key>[] | undefined) => {
    const known = new Map(counts?.map(({ key, count }) => [key, count]));
    return (key: Key) => (totals ? (known.get(key) ?? 0) : null);
  };
  return (
    <details class="filters" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{used > 0 ? t('overview_filters_used', [number(used)]) : t('overview_filters')}</summary>
      <div class="fields">
        <Group
          name={t('overview_filter_state')}
          options={CASE_STATES.map((key: CaseState) => single(key, t(keyOf('review_state', key))))}
          chosen={query.states}
          count={countIn(totals?.states)}
          onChange={(states) => onChange({ states })}
        />
        <Group
          name={t('overview_filter_level')}
          options={levelOptions((level) => caseLevelText(level, t))}
          chosen={query.levels}
          count={countIn(totals?.levels)}
          onChange={(levels) => onChange({ levels })}
        />
        <Group
          name={t('print_lists')}
          options={(totals?.lists ?? []).map(({ list }) => single(list, titleText(listTitle(list), t)))}
          chosen={query.lists}
          count={countIn(totals?.lists.map(({ list, cases }) => ({ key: list, count: cases })))}
          onChange={(lists) => onChange({ lists })}
        />
        <Group
          name={t('print_tags')}
          options={(totals?.tags ?? []).map(({ key }) => single(key, key))}
          chosen={query.tags}
          count={countIn(totals?.tags)}
          onChange={(tags) => onChange({ tags })}
        />
        <Group
          name={t('overview_filter_reviewer')}
          options={(totals?.reviewers ?? []).map(({ key }) => single(key, key))}
          chosen={query.reviewers}
          count={countIn(totals?.reviewers)}
          onChange={(reviewers) => onChange({ reviewers })}
        />
        <fieldset>
          <legend>{t('overview_filter_added')}</legend>
          <div class="dates">
            <Day name={t('overview_filter_from')} day={query.from} onChange={(from) => onChange({ from })} />
            <Day name={t('overview_filter_to')} day={query.to} onChange={(to) => onChange({ to })} />
          </div>
        </fieldset>
        <fieldset>
          <legend>{t('overview_filter_waits')}</legend>
          <Tick
            label={t('review_changed_short')}
            count={totals?.changed ?? null}
            on={query.changed}
            onChange={(changed) => onChange({ changed })}
          />
          <Tick
            label={t('review_rivals_short')}
            count={totals?.rivals ?? null}
            on={query.rivals}
            onChange={(rivals) => onChange({ rivals })}
          />
        </fieldset>
      </div>
    </details>
  );
}

/** How many filters are in use. */
export function filtersOf({ states, levels, lists, tags, reviewers, from, to, changed, rivals }: CaseQuery) {
  const some = [states, levels, lists, tags, reviewers].filter(({ length }) => length > 0);
  return some.length + [from, to].filter((day) => day !== null).length + Number(changed) + Number(rivals);
}

interface Option<Key extends string> {
  keys: readonly Key[];
  label: string;
}

function single<Key extends string>(key: Key, label: string): Option<Key> {
  return { keys: [key], label };
}

/** Levels that go by one word are one thing to whoever reads it. */
function levelOptions(wordOf: (level: CaseLevel) => string): Option<CaseLevel>[] {
  const byWord = groupBy<string, CaseLevel>([...LEVELS, 'unseen'], wordOf);
  return [...byWord].map(([label, keys]) => ({ keys, label }));
}

interface GroupProps<Key extends string> {
  name: string;
  options: readonly Option<Key>[];
  chosen: readonly Key[];
  count(key: Key): number | null;
  onChange(chosen: Key[]): void;
}

/** What no case is would only be in the way, unless it is asked for. */
function Group<Key extends string>({ name, options, chosen, count, onChange }: GroupProps<Key>) {
  const counted = options.map((option) => {
    const counts = option.keys.map(count);
    const isKnown = counts.every((one) => one !== null);
    const on = option.keys.every((key) => chosen.includes(key));
    return { ...option, on, count: isKnown ? counts.reduce((sum, one) => sum + one, 0) : null };
  });
  const shown = counted.filter(({ count, on }) => count !== 0 || on);
  if (shown.length === 0) return null;
  return (
    <fieldset>
      <legend>{name}</legend>
      {shown.map(({ keys, label, count, on }) => (
        <Tick
          key={keys[0]}
          label={label}
          count={count}
          on={on}
          onChange={(wanted) => {
            const others = chosen.filter((key) => !keys.includes(key));
            onChange(wanted ? [...others, ...keys] : others);
          }}
        />
      ))}
    </fieldset>
  );
}

interface TickProps {
  label: string;
  count: number | null;
  on: boolean;
  onChange(on: boolean): void;
}

function Tick({ label, count, on, onChange }: TickProps) {
  const { number } = useWords();
  return (
    <label class="tick">
      <input type="checkbox" checked={on} onChange={({ currentTarget }) => onChange(currentTarget.checked)} />
      <bdi>{label}</bdi>
      {count !== null && <span class="soft">{number(count)}</span>}
    </label>
  );
}

function Day({
  name,
  day,
  onChange,
}: {
  name: string;
  day: string | null;
  onChange(day: string | null): void;
}) {
  return (
    <label>
      {name}
      <input
        type="date"
        value={day ?? ''}
        onChange={({ currentTarget }) => onChange(currentTarget.value || null)}
      />
    </label>
  );
}
