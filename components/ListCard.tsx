import { useState } from 'preact/hooks';
import type { ListView } from '#lib/core/lists.ts';
import { Fact } from './Fact.tsx';
import { useWords } from './i18n.tsx';
import { readWebUrl, SourceLink } from './SourceLink.tsx';

export interface ListActions {
  refresh(id: string): void;
  enable(id: string, enabled: boolean): void;
  remove(id: string): void;
}

interface Props {
  list: ListView;
  busy: boolean;
  actions: ListActions;
}

/** One subscription: whose it is, how old, what went wrong, and what can be done with it. */
export function ListCard({ list, busy, actions }: Props) {
  const { t, date, number } = useWords();
  const [removing, setRemoving] = useState(false);
  return (
    <article class="card list">
      <div class="list-head">
        <div>
          <h3>
            <bdi>{list.title}</bdi>
          </h3>
          <p class="soft">
            {t(`origin_${list.origin}`)} ·{' '}
            {list.date ? t('foot_date', [date(list.date), number(list.entries)], list.entries) : t('no_data')}
          </p>
        </div>
        <label class="switch">
          <input
            type="checkbox"
            checked={list.enabled}
            disabled={busy}
            aria-label={t('list_switch', [list.title])}
            onChange={(event) => actions.enable(list.id, event.currentTarget.checked)}
          />
          <span aria-hidden="true">{t(list.enabled ? 'list_on' : 'list_off')}</span>
        </label>
      </div>
      {list.lastError && (
        <p class="note">
          {t('list_error', [list.lastError.message])} {list.date && t('list_error_old')}
        </p>
      )}
      <details>
        <summary>{t('list_details')}</summary>
        <Facts list={list} />
      </details>
      <Refusals list={list} />
      <p class="buttons">
        {list.origin === 'remote' && (
          <button
            type="button"
            disabled={busy}
            aria-label={t('list_refresh', [list.title])}
            onClick={() => actions.refresh(list.id)}
          >
            {t('refresh')}
          </button>
        )}
        {list.origin !== 'bundled' && !removing && (
          <button
            type="button"
            disabled={busy}
            aria-label={t('list_remove_label', [list.title])}
            onClick={() => setRemoving(true)}
          >
            {t('list_remove')}
          </button>
        )}
      </p>
      {removing && (
        <div role="alert">
          <p>{t('list_remove_sure', [list.title])}</p>
          <p class="buttons">
            <button type="button" class="primary" onClick={() => setRemoving(false)}>
              {t('list_keep')}
            </button>
            <button type="button" disabled={busy} onClick={() => actions.remove(list.id)}>
              {t('list_remove_yes')}
            </button>
          </p>
        </div>
      )}
    </article>
  );
}

function Facts({ list }: { list: ListView }) {
  const { t, date, time, number, bytes } = useWords();
  return (
    <dl class="facts">
      <Fact name="publisher">{list.publisher}</Fact>
      <Fact name="licence">{list.licence}</Fact>
      <Fact name="entries">{number(list.entries)}</Fact>
      <Fact name="date">{list.date && date(list.date)}</Fact>
      <Fact name="size">{bytes(list.bytes)}</Fact>
      <Fact name="version">{list.version}</Fact>
      <Fact name="checked">{list.lastSuccess ? time(list.lastSuccess) : t('never')}</Fact>
      <Fact name="tried">{list.lastTry && time(list.lastTry)}</Fact>
      <Fact name="next">{list.nextTry && time(list.nextTry)}</Fact>
      <Fact name="address">{list.url}</Fact>
      <Fact name="homepage">
        {readWebUrl(list.homepage) && <SourceLink href={list.homepage}>{list.homepage}</SourceLink>}
      </Fact>
    </dl>
  );
}

/** What was left out of a list: a list that is partly refused must not look whole. */
function Refusals({ list: { refused, refusals } }: { list: ListView }) {
  const { t, number } = useWords();
  if (refused === 0) return null;
  return (
    <details>
      <summary>{t('list_refused', [number(refused)], refused)}</summary>
      {refusals.length < refused && <p class="soft">{t('list_refused_more', [number(refusals.length)])}</p>}
      <div class="scroller">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('refused_where')}</th>
              <th scope="col">{t('refused_value')}</th>
              <th scope="col">{t('refused_reason')}</th>
            </tr>
          </thead>
          <tbody>
            {refusals.map(({ where, value, reason }) => (
              <tr key={`${where} ${value}`}>
                <td>
                  <bdi>{where}</bdi>
                </td>
                <td>
                  <code dir="ltr">{value}</code>
                </td>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
