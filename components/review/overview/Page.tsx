import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { keyOf } from '#lib/core/reason-text.ts';
import type { PageActions } from '#lib/core/review-page.ts';
import type { Decision } from '#lib/core/review-panel.ts';
import { useWords } from '../../i18n.tsx';
import { Alike } from '../Alike.tsx';
import { KeyButton } from '../KeyButton.tsx';
import { Keys } from '../Keys.tsx';
import { BESIDE, type KeyAct } from '../keys.ts';
import { Name } from '../Name.tsx';
import { useBrought } from '../use-brought.ts';
import { useKeys } from '../use-keys.ts';
import { nameOf } from '../words.ts';
import { Overview } from './Overview.tsx';
import { useCase } from './use-case.ts';
import { useMerge } from './use-merge.ts';
import { usePage } from './use-page.ts';
import { useParts } from './use-parts.ts';
import { useQuery } from './use-query.ts';
import { linkTo, PARTS, useRoute } from './use-route.ts';

/** The whole of the review workspace: its cases, one of them, its files, its log, and where it passes cases on to. */
export function Page({ actions }: { actions: PageActions }) {
  const { t } = useWords();
  const page = usePage(actions);
  const parts = useParts();
  const route = useRoute();
  const [query, setQuery] = useQuery(actions);
  const top = useRef(0);
  const content = useRef<HTMLDivElement>(null);
  const all = actions.all();
  const { reviewer, keys } = actions.choices();
  // What is found changes with the cases, and with whose queue it is.
  const found = useMemo(() => actions.find(query), [actions, all, query, reviewer]);
  const place = linkTo(route);
  const one = useCase(actions, page, route, found);
  const { open } = one;
  const brought = useBrought();
  const merge = useMerge(actions);
  const [showsKeys, setShowsKeys] = useState(false);
  const [isProofOpen, setProofOpen] = useState(true);
  const refs = {
    note: useRef<HTMLTextAreaElement>(null),
    tag: useRef<HTMLInputElement>(null),
    proof: useRef<HTMLDetailsElement>(null),
  };

  const asks = (state: Decision) => () => one.ask(state);
  const ACTS: Partial<Record<KeyAct, () => unknown>> = {
    next: one.next,
    previous: one.previous,
    alike: one.decideAlike,
    undo: one.undo,
    redo: one.redo,
    keys: () => setShowsKeys(true),
    ...(open && {
      confirmed: asks('confirmed'),
      dismissed: asks('dismissed'),
      escalated: asks('escalated'),
      'second-opinion': asks('second-opinion'),
      'in-review': () => one.decide(open, 'in-review', null),
      proof() {
        setProofOpen(!isProofOpen);
        refs.proof.current?.querySelector('summary')?.focus();
      },
      note: () => refs.note.current?.focus(),
      tag: () => refs.tag.current?.focus(),
      queue: one.leave,
    }),
  };
  const act = (what: KeyAct) => void ACTS[what]?.();
  const isAtWork = reviewer !== '' && (route.part === 'cases' || route.part === 'case');
  const isWhole = actions.isWhole();
  useKeys(keys && isAtWork && isWhole && !showsKeys, act);

  const isAwaited = (parts === null || !isWhole) && route.part !== 'cases';

  // Where somebody is now is told by its heading. The first one is read out with the page.
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place || isAwaited) return;
    before.current = place;
    content.current?.querySelector<HTMLElement>('[data-start]')?.focus();
  }, [place, isAwaited]);

  const name = open ? nameOf(open) : t(keyOf('overview_nav', route.part));
  useEffect(() => {
    document.title = [name, t('review_title')].filter(Boolean).join(' · ');
  }, [name]);

  if (parts === 'failed' && route.part !== 'cases') {
    return (
      <main>
        <h1>{t('review_title')}</h1>
        <p class="note" role="alert">
          {t('headline_error')}
        </p>
        <p class="buttons">
          <button type="button" class="primary" onClick={() => location.reload()}>
            {t('retry')}
          </button>
        </p>
      </main>
    );
  }
  const other = parts === 'failed' || !isWhole ? null : parts;
  if (route.part === 'print') return other && <other.Print actions={actions} cases={found} />;
  return (
    <main>
      <header class="top">
        <h1 tabIndex={-1}>{t('review_title')}</h1>
        <nav aria-label={t('overview_nav')}>
          <ul>
            {PARTS.map((part) => (
              <li key={part}>
                <a
                  href={linkTo({ part })}
                  aria-current={
                    route.part === part
                      ? 'page'
                      : route.part === 'case' && part === 'cases'
                        ? true
                        : undefined
                  }
                >
                  {t(keyOf('overview_nav', part))}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {isAtWork && <KeyButton act="keys" keys={keys} onAct={act} class="quiet-button" />}
      </header>
      <p role="status" class="said">
        {page.said}
      </p>
      <div role="alert">
        {actions.hasMissed() && <p class="note trouble">{t('note_not_collected')}</p>}
        {page.trouble && (
          <div class="note trouble">
            <p>{t(keyOf('review_problem', page.trouble.problem))}</p>
            <p class="buttons">
              {page.trouble.again && (
                <button type="button" class="primary" disabled={page.isBusy} onClick={page.again}>
                  {t('retry')}
                </button>
              )}
              <button type="button" onClick={page.dismissTrouble}>
                {t('review_close')}
              </button>
            </p>
          </div>
        )}
      </div>
      {reviewer === '' && (
        <Name
          onName={(name) =>
            page.run(
              () => actions.setChoices({ reviewer: name }),
              () => '',
            )
          }
        />
      )}
      {one.alike && isAtWork && (
        <Alike
          alike={one.alike}
          reasons={actions.choices().reasons.reasons}
          keys={keys}
          busy={page.isBusy}
          onAct={act}
          onLeave={one.leaveAlike}
        />
      )}
      <div ref={content} class="part" aria-busy={isAwaited || !isWhole}>
        {route.part === 'cases' && all.length > 0 && actions.mayBeCleared() && (
          <p class="soft lasting">
            {t('overview_may_be_cleared')} <a href={linkTo({ part: 'files' })}>{t('overview_nav_files')}</a>
          </p>
        )}
        {route.part === 'cases' && (
          <Overview actions={actions} all={all} found={found} query={query} onQuery={setQuery} top={top} />
        )}
        {other && route.part === 'case' && (
          <other.Detail
            key={route.id}
            id={route.id}
            actions={actions}
            state={one}
            busy={page.isBusy}
            refs={refs}
            isProofOpen={isProofOpen}
            onProof={setProofOpen}
            onAct={act}
          />
        )}
        {other && route.part === 'files' && (
          <other.Files {...{ actions, page, brought, merge, found }} total={all.length} />
        )}
        {other && route.part === 'log' && <other.Log actions={actions} />}
        {other && route.part === 'sharing' && <other.Sharing actions={actions} page={page} found={found} />}
      </div>
      {showsKeys && (
        <Keys
          keys={keys}
          without={BESIDE}
          onKeys={(on) =>
            page.run(
              () => actions.setChoices({ keys: on }),
              () => '',
            )
          }
          onClose={() => setShowsKeys(false)}
        />
      )}
    </main>
  );
}
