import { Fragment } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { titleText } from '#lib/core/list-words.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import type { LoggedAct, ReviewCase } from '#lib/core/review.ts';
import type { PageActions } from '#lib/core/review-page.ts';
import type { LinkGroup } from '#lib/core/review-views.ts';
import { useWords } from '../../i18n.tsx';
import { LevelShape } from '../../LevelShape.tsx';
import { type CaseRefs, State } from '../Case.tsx';
import { Decide } from '../Decide.tsx';
import { KeyButton } from '../KeyButton.tsx';
import type { KeyAct } from '../keys.ts';
import { Notes } from '../Notes.tsx';
import { Proof } from '../Proof.tsx';
import { nameOf } from '../words.ts';
import { History } from './History.tsx';
import { Links } from './Links.tsx';
import type { CaseState } from './use-case.ts';
import { linkTo } from './use-route.ts';

interface Props {
  id: string;
  actions: PageActions;
  /** What is done with it. */
  state: CaseState;
  busy: boolean;
  refs: CaseRefs;
  isProofOpen: boolean;
  onProof(isOpen: boolean): void;
  onAct(act: KeyAct): void;
}

/** One case: what was found and decided, on what evidence, what it shares with others, and all that was done. */
export function Detail({ id, actions, state, busy, refs, isProofOpen, onProof, onAct }: Props) {
  const { t } = useWords();
  const one = actions.get(id);
  const told = useTold(id, actions);
  const title = useRef<HTMLHeadingElement>(null);
  const { keys, reasons, reviewer } = actions.choices();
  const button = { keys, onAct };

  if (!one) {
    return (
      <section>
        <Back />
        <p class="note" tabIndex={-1} data-start>
          {t('review_problem_no_case')}
        </p>
      </section>
    );
  }
  return (
    <article class="detail">
      <nav class="buttons" aria-label={t('review_moves')}>
        <KeyButton act="queue" {...button} />
        <KeyButton act="previous" {...button} />
        <KeyButton act="next" {...button} />
      </nav>
      <header>
        <h2 ref={title} tabIndex={-1} data-start>
          <bdi>{nameOf(one)}</bdi>
        </h2>
        <p class="soft">
          <a href={one.url} target="_blank" rel="noreferrer">
            <bdi dir="ltr">{one.url}</bdi>
          </a>
        </p>
        {one.seen && one.seen.finalUrl !== one.url && (
          <p class="soft">{t('labelled', [t('print_led_to'), `\u2066${one.seen.finalUrl}\u2069`])}</p>
        )}
        <State one={one} reasons={reasons} get={actions.get} />
      </header>
      <Found one={one} listTitle={actions.listTitle} />
      <section aria-labelledby="links-title">
        <h3 id="links-title">{t('overview_links')}</h3>
        {told && <Links one={one} groups={told.links} get={actions.get} />}
      </section>
      <Notes
        one={one}
        drafts={actions.drafts}
        noteRef={refs.note}
        tagRef={refs.tag}
        onNote={(text) => state.note(id, text)}
        onTag={(add, remove) => state.tag(id, add, remove)}
      />
      {one.evidence ? (
        <Proof
          hash={one.evidence}
          isOpen={isProofOpen}
          proofRef={refs.proof}
          load={actions.proof}
          onToggle={onProof}
        />
      ) : (
        <p class="soft">{t('overview_no_proof')}</p>
      )}
      <section aria-labelledby="history-title">
        <h3 id="history-title">{t('overview_history')}</h3>
        {told && <History lines={told.lines} reasons={reasons.reasons} whatChanged={actions.whatChanged} />}
      </section>
      {reviewer !== '' && (
        <div class="bar">
          <Decide
            keys={keys}
            busy={busy}
            asking={state.asking}
            reasons={reasons}
            refusal={actions.refusal(one)}
            onAct={onAct}
            onReason={(wanted, reason) => state.decide(one, wanted, reason)}
            onLeave={() => {
              state.ask(null);
              title.current?.focus();
            }}
          />
          <div class="buttons">
            <KeyButton act="undo" {...button} disabled={busy} />
            <KeyButton act="redo" {...button} disabled={busy} />
            <label class="switch">
              <input
                type="checkbox"
                checked={state.goesOn}
                onChange={({ currentTarget }) => state.setGoesOn(currentTarget.checked)}
              />
              {t('review_goes_on')}
            </label>
          </div>
        </div>
      )}
    </article>
  );
}

function Back() {
  const { t } = useWords();
  return (
    <p>
      <a href={linkTo({ part: 'cases' })}>{t('overview_back')}</a>
    </p>
  );
}

function Found({ one: { seen }, listTitle }: { one: ReviewCase; listTitle(id: string): string }) {
  const { t, date } = useWords();
  if (!seen) return <p class="soft">{t('review_unseen')}</p>;
  return (
    <section aria-labelledby="found-title">
      <h3 id="found-title">{t('print_found')}</h3>
      <p class="level" data-level={seen.level}>
        <LevelShape level={seen.level} /> <strong>{t(keyOf('level', seen.level))}</strong>{' '}
        <span class="soft">{date(seen.date)}</span>
      </p>
      {seen.from && <p class="note">{t('review_from_scan')}</p>}
      <ul class="found">
        {seen.items.map(({ kind, text, chain, level, subjects, lists }) => (
          <li key={`${kind} ${text}`} data-level={level}>
            <LevelShape level={level} size={16} />
            <div>
              <p>
                <span class="soft">
                  {chain ? t(keyOf('chain', chain)) : t(keyOf('print', kind))} · {t(keyOf('level', level))}
                </span>
                <br />
                <code dir="ltr">{text}</code>
              </p>
              {lists.length > 0 && (
                <p class="soft">
                  {[...lists.map((list) => titleText(listTitle(list), t)), ...subjects].map((name, i) => (
                    <Fragment key={name}>
                      {i > 0 && ' · '}
                      <bdi>{name}</bdi>
                    </Fragment>
                  ))}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
      {seen.indicators.length > 0 && (
        <ul class="plain">
          {seen.indicators.map((code) => (
            <li key={code}>{t(keyOf('indicator', code))}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface Told {
  lines: LoggedAct[];
  links: LinkGroup[];
}

/** What was done in the case, and what it shares with others; read anew whenever a case changes. `null` the first time. */
function useTold(id: string, { all, linesOf, linksOf }: PageActions): Told | null {
  const [told, setTold] = useState<Told | null>(null);
  const cases = all();
  useEffect(() => {
    let isCurrent = true;
    Promise.all([linesOf(id), linksOf(id)]).then(
      ([lines, links]) => isCurrent && setTold({ lines, links }),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [id, cases]);
  return told;
}
