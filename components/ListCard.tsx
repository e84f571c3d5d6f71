import { useState } from 'preact/hooks';
import { titleText } from '#lib/core/list-words.ts';
import type { ListView } from '#lib/core/lists.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import { useWords } from './i18n.tsx';
import { ListFacts } from './ListFacts.tsx';
import { ListState } from './ListState.tsx';
import { Refusals } from './Refusals.tsx';

export interface ListActions {
  refresh(id: string, accept?: boolean): void;
  enable(id: string, enabled: boolean): void;
  move(id: string, step: -1 | 1): void;
  remove(id: string): void;
}

interface Props {
  list: ListView;
  /** Place among the lists, from 0, and how many there are. */
  place: number;
  count: number;
  busy: boolean;
  actions: ListActions;
}

/** One subscription: whose it is, what it covers, how old, what went wrong, and what can be done with it. */
export function ListCard({ list, place, count, busy, actions }: Props) {
  const { t, date, number } = useWords();
  const [removing, setRemoving] = useState(false);
  const { id, state } = list;
  const title = titleText(list.title, t);
  return (
    <article class="card list" data-state={state}>
      <div class="list-head">
        <div>
          <h3>
            <bdi>{title}</bdi>
          </h3>
          <p class="soft">
            {list.publisher && list.publisher !== list.title && (
              <>
                <bdi>{list.publisher}</bdi> ·{' '}
              </>
            )}
            {t(list.managed ? 'origin_managed' : `origin_${list.origin}`)} ·{' '}
            {list.date ? t('foot_date', [date(list.date), number(list.entries)], list.entries) : t('no_data')}
          </p>
        </div>
        <div class="list-controls">
          <label class="switch">
            <input
              type="checkbox"
              checked={list.enabled}
              disabled={busy || list.locked}
              aria-label={t('list_switch', [title])}
              onChange={(event) => actions.enable(id, event.currentTarget.checked)}
            />
            <span aria-hidden="true">{t(list.enabled ? 'list_on' : 'list_off')}</span>
          </label>
          <span class="movers">
            <Mover list={list} step={-1} disabled={busy || place === 0} onMove={actions.move} />
            <Mover list={list} step={1} disabled={busy || place === count - 1} onMove={actions.move} />
          </span>
        </div>
      </div>
      {list.covers && <p>{t(keyOf('covers', list.covers))}</p>}
      {list.locked && <p class="soft">{t('list_locked')}</p>}
      {list.replacedBy && <p class="soft">{t('list_replaced', [titleText(list.replacedBy, t)])}</p>}
      <ListState list={list} />
      <details>
        <summary>{t('list_details')}</summary>
        <ListFacts list={list} />
      </details>
      <Refusals list={list} />
      <p class="buttons">
        {list.origin === 'remote' && (
          <button
            type="button"
            disabled={busy || state === 'fetching'}
            aria-label={t(state === 'held-back' ? 'list_take_over_label' : 'list_refresh', [title])}
            onClick={() => actions.refresh(id, state === 'held-back')}
          >
            {t(state === 'held-back' ? 'list_take_over' : 'refresh')}
          </button>
        )}
        {list.removable && !removing && (
          <button
            type="button"
            disabled={busy}
            aria-label={t('list_remove_label', [title])}
            onClick={() => setRemoving(true)}
          >
            {t('list_remove')}
          </button>
        )}
      </p>
      {removing && (
        <div role="alert">
          <p>{t('list_remove_sure', [title])}</p>
          <p class="buttons">
            <button type="button" class="primary" onClick={() => setRemoving(false)}>
              {t('list_keep')}
            </button>
            <button type="button" disabled={busy} onClick={() => actions.remove(id)}>
              {t('list_remove_yes')}
            </button>
          </p>
        </div>
      )}
    </article>
  );
}

interface MoverProps {
  list: ListView;
  step: -1 | 1;
  disabled: boolean;
  onMove: ListActions['move'];
}

function Mover({ list: { id, title }, step, disabled, onMove }: MoverProps) {
  const { t } = useWords();
  const label = t(step < 0 ? 'list_up' : 'list_down', [titleText(title, t)]);
  return (
    <button
      type="button"
      class="mover"
      data-mover={`${step} ${id}`}
      disabled={disabled}
      aria-label={label}
      title={label}
      onClick={() => onMove(id, step)}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={step < 0 ? 'M3 10l5-5 5 5' : 'M3 6l5 5 5-5'} />
      </svg>
    </button>
  );
}
