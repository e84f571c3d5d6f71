import { useRef } from 'preact/hooks';
import { keyOf } from '#lib/core/reason-text.ts';
import type { ReviewCase } from '#lib/core/review.ts';
import type { Merged, MergeOutcome, PageActions } from '#lib/core/review-page.ts';
import { useWords } from '../../i18n.tsx';
import { State } from '../Case.tsx';
import { nameOf } from '../words.ts';
import type { MergeState } from './use-merge.ts';
import { linkTo } from './use-route.ts';

/** Conflicts that are drawn; the filters of the overview find all of them. */
const SHOWN = 50;

interface Props {
  actions: PageActions;
  state: MergeState;
}

/** Takes over what another reviewer has exported. Nobody's decision is lost; those that differ are shown. */
export function Merge({ actions, state: { outcome, isReading, merge, dismiss } }: Props) {
  const { t } = useWords();
  const file = useRef<HTMLInputElement>(null);
  return (
    <section aria-labelledby="merge-title" aria-busy={isReading}>
      <h2 id="merge-title">{t('overview_merge')}</h2>
      <p>{t('overview_merge_lead')}</p>
      <label for="merge-file">{t('overview_merge_file')}</label>
      <input
        id="merge-file"
        ref={file}
        type="file"
        accept=".json,application/json"
        disabled={isReading}
        onChange={({ currentTarget }) => {
          const chosen = currentTarget.files?.[0];
          if (!chosen) return;
          // The same file may be chosen again.
          merge(chosen).then(() => {
            currentTarget.value = '';
          });
        }}
      />
      <div role="status">{isReading && <p>{t('overview_merging')}</p>}</div>
      <div role="alert">{outcome && !outcome.ok && <p class="note">{wordsFor(outcome, t)}</p>}</div>
      <div role="status">{outcome?.ok && <Told merged={outcome.value} actions={actions} />}</div>
      {outcome && (
        <p>
          <button
            type="button"
            onClick={() => {
              dismiss();
              file.current?.focus();
            }}
          >
            {t('review_close')}
          </button>
        </p>
      )}
    </section>
  );
}

function wordsFor(
  outcome: Extract<MergeOutcome, { ok: false }>,
  t: ReturnType<typeof useWords>['t'],
): string {
  const { problem, params } = outcome;
  const prefix = problem === 'disk-full' || problem === 'storage' ? 'review_problem' : 'review_file';
  return t(keyOf(prefix, problem), params);
}

function Told({ merged, actions }: { merged: Merged; actions: PageActions }) {
  const { t, number, time } = useWords();
  const { exported, lines, reviewers, added, changed, conflicts } = merged;
  const cases = conflicts.flatMap(({ id }) => actions.get(id) ?? []);
  return (
    <div class="card merged">
      <p>
        <strong>{lines === 0 ? t('overview_merged_nothing') : t('overview_merged', [number(lines)])}</strong>
      </p>
      <dl class="facts">
        <div>
          <dt>{t('overview_merged_of')}</dt>
          <dd>{time(exported)}</dd>
        </div>
        {reviewers.length > 0 && (
          <div>
            <dt>{t('overview_merged_by')}</dt>
            <dd>
              {reviewers.map((name) => (
                <p key={name}>
                  <bdi>{name}</bdi>
                </p>
              ))}
            </dd>
          </div>
        )}
        <div>
          <dt>{t('overview_merged_added')}</dt>
          <dd>{number(added.length)}</dd>
        </div>
        <div>
          <dt>{t('overview_merged_changed')}</dt>
          <dd>{number(changed.length)}</dd>
        </div>
      </dl>
      <p>{t('review_chain_holds')}</p>
      <p class="soft">{t('review_chain_no_proof')}</p>
      {cases.length > 0 && (
        <section class="conflicts" aria-labelledby="conflicts-title">
          <h3 id="conflicts-title">{t('overview_conflicts', [number(cases.length)])}</h3>
          <p>{t('overview_conflicts_about')}</p>
          <ul>
            {cases.slice(0, SHOWN).map((one) => (
              <li key={one.id}>
                <Conflict one={one} actions={actions} />
              </li>
            ))}
          </ul>
          {cases.length > SHOWN && <p>{t('overview_conflicts_more', [number(cases.length - SHOWN)])}</p>}
        </section>
      )}
    </div>
  );
}

function Conflict({ one, actions }: { one: ReviewCase; actions: PageActions }) {
  return (
    <>
      <p>
        <a href={linkTo({ part: 'case', id: one.id })}>
          <bdi>{nameOf(one)}</bdi>
        </a>
      </p>
      <State one={one} reasons={actions.choices().reasons} get={actions.get} />
    </>
  );
}
