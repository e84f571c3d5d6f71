import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { Checked, CheckedRow } from '#lib/core/checked.ts';
import { keyOf, networkOf } from '#lib/core/reason-text.ts';
import { AddressText } from '../AddressText.tsx';
import { useWords } from '../i18n.tsx';
import { LevelShape } from '../LevelShape.tsx';
import { Scroller } from '../Scroller.tsx';
import type { LookupActions, Source } from './actions.ts';
import { RowDetails } from './RowDetails.tsx';
import { COLUMNS, type Column, listedOn, listsOf, type RowView } from './rows.ts';

/** Rows that are drawn at once; thousands would keep the page busy for seconds. */
const ROWS_AT_ONCE = 200;

interface Props {
  rows: readonly CheckedRow[];
  checked: Checked;
  view: RowView;
  /** Files, in their order; none for a text. */
  sources: readonly Source[];
  actions: LookupActions;
  onSort(column: Column): void;
}

/** What was found, a line each; a press on one opens all that is known of it. */
export function ResultTable({ rows, checked, view, sources, actions, onSort }: Props) {
  const { t, number } = useWords();
  const [limit, setLimit] = useState(ROWS_AT_ONCE);
  const [open, setOpen] = useState<string | null>(null);
  const left = rows.length - limit;
  return (
    <>
      <Scroller name={t('lookup_results')}>
        <table>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" aria-sort={sortOf(column, view)}>
                  <button type="button" class="sorter" onClick={() => onSort(column)}>
                    {t(keyOf('lookup_col', column))}
                    <span aria-hidden="true">{ARROWS[sortOf(column, view)]}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, limit).map((row) => {
              const name = nameOf(row);
              return (
                <Fragment key={name}>
                  <Row
                    row={row}
                    place={placeOf(row.line, sources, number)}
                    isOpen={open === name}
                    onOpen={() => setOpen(open === name ? null : name)}
                  />
                  {open === name && (
                    <tr class="opened">
                      <td colSpan={COLUMNS.length}>
                        <RowDetails row={row} checked={checked} actions={actions} />
                      </td>
                    </tr>
                  )}
                </Fragment>
              );
            })}
          </tbody>
        </table>
      </Scroller>
      {left > 0 && (
        <p class="buttons">
          <button type="button" onClick={() => setLimit(limit + ROWS_AT_ONCE)}>
            {t('lookup_more', [number(Math.min(left, ROWS_AT_ONCE)), number(left)])}
          </button>
        </p>
      )}
    </>
  );
}

const ARROWS = { ascending: ' ↑', descending: ' ↓', none: '' };

function sortOf(column: Column, { sort, descending }: RowView): 'ascending' | 'descending' | 'none' {
  return column !== sort ? 'none' : descending ? 'descending' : 'ascending';
}

function nameOf({ what, text, canonical }: CheckedRow): string {
  return `${what} ${text} ${canonical}`;
}

/** The file it stands in, and the line where a file has lines. */
function placeOf(line: number, sources: readonly Source[], number: (value: number) => string): string {
  const source = sources.findLast(({ from }) => from <= line);
  if (!source) return number(line);
  return source.hasLines ? `${source.name}:${number(line - source.from + 1)}` : source.name;
}

interface RowProps {
  row: CheckedRow;
  place: string;
  isOpen: boolean;
  onOpen(): void;
}

function Row({ row, place, isOpen, onOpen }: RowProps) {
  const words = useWords();
  const { t, number, sourceDay, every } = words;
  const listed = listedOn(row);
  return (
    <tr data-level={row.level}>
      <td>
        <bdi>{place}</bdi>
      </td>
      <th scope="row">
        <button type="button" class="opener" aria-expanded={isOpen} onClick={onOpen}>
          {row.what === 'address' ? (
            <AddressText text={row.canonical} />
          ) : (
            <bdi dir="ltr">{row.canonical}</bdi>
          )}
        </button>
      </th>
      <td>{networkOf(row, words) ?? t(keyOf('lookup_kind', row.what))}</td>
      <td>
        <span class="verdict">
          <LevelShape level={row.level} size={16} /> {t(keyOf('level', row.level))}
        </span>
      </td>
      <td>
        <bdi>{every(listsOf(row, t))}</bdi>
      </td>
      <td>{listed && sourceDay(listed)}</td>
      <td>{number(row.times)}</td>
    </tr>
  );
}
