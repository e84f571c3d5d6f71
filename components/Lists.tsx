import type { ListsView, OfferView } from '#lib/core/lists.ts';
import { sentenceOf } from '#lib/core/reason-text.ts';
import { useWords } from './i18n.tsx';
import { type ListActions, ListCard } from './ListCard.tsx';
import { OfferCard } from './OfferCard.tsx';

interface Props {
  view: ListsView;
  busy: boolean;
  actions: ListActions;
  onRefreshAll(): void;
}

/** Every subscription, in the person's own order. */
export function Lists({ view, busy, actions, onRefreshAll }: Props) {
  const { t } = useWords();
  const fetching = view.lists.some(({ state }) => state === 'fetching');
  return (
    <>
      <p>{t('lists_order')}</p>
      {view.memoryOnly && <p class="note">{t('note_memory_only')}</p>}
      {view.lists.length === 0 && <p>{t('lists_empty')}</p>}
      {view.lists.map((list, place) => (
        <ListCard
          key={list.id}
          list={list}
          place={place}
          count={view.lists.length}
          busy={busy}
          actions={actions}
        />
      ))}
      <p class="buttons">
        <button type="button" disabled={busy || fetching} onClick={onRefreshAll}>
          {t(fetching ? 'refreshing' : 'lists_refresh_all')}
        </button>
      </p>
    </>
  );
}

interface OffersProps {
  view: ListsView;
  busy: boolean;
  onTake(offer: OfferView): void;
}

/** Lists that others publish, none of which is used before somebody has seen whose it is. */
export function Offers({ view, busy, onTake }: OffersProps) {
  const { t } = useWords();
  if (view.offers.length === 0) return null;
  return (
    <section>
      <h2>{t('offers_title')}</h2>
      <p>{t('offers_lead')}</p>
      {view.offers.map((offer) => (
        <OfferCard
          key={offer.id}
          offer={offer}
          busy={busy}
          onTake={view.policy.usersMayAddLists ? onTake : null}
        />
      ))}
    </section>
  );
}

/** What an organisation has laid down, and what of it could not be understood. */
export function PolicyNote({ view: { policy, lists } }: { view: ListsView }) {
  const words = useWords();
  const { t, date } = words;
  const { remembered } = policy;
  const isManaged = !policy.usersMayAddLists || lists.some(({ managed, locked }) => managed || locked);
  if (!isManaged && policy.problems.length === 0 && !remembered) return null;
  return (
    <div class="note">
      <p>{t(policy.usersMayAddLists ? 'policy_some' : 'policy_all')}</p>
      {remembered && <p>{t('policy_remembered', [date(remembered.toldOn), date(remembered.until)])}</p>}
      {policy.problems.length > 0 && (
        <>
          <p>{t('policy_problems')}</p>
          <ul class="plain">
            {policy.problems
              .map((problem) => sentenceOf('policy_problem', problem, words))
              .map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
          </ul>
        </>
      )}
    </div>
  );
}
