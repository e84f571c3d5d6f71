import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { keyOf } from '#lib/core/reason-text.ts';
import type { ReviewCase } from '#lib/core/review.ts';
import type { PanelActions } from '#lib/core/review-panel.ts';
import { apart } from '#lib/core/sentences.ts';
import { AlsoOnPage } from '../AlsoOnPage.tsx';
import { FindingCard } from '../FindingCard.tsx';
import { useWords } from '../i18n.tsx';
import { LevelShape } from '../LevelShape.tsx';
import { Quiet } from '../ReportView.tsx';
import { Changed } from './Changed.tsx';
import { Decide } from './Decide.tsx';
import { KeyButton } from './KeyButton.tsx';
import type { KeyAct } from './keys.ts';
import { Notes } from './Notes.tsx';
import { Proof } from './Proof.tsx';
import { findingsOf, placesOf } from './places.ts';
import type { PageState, PanelState } from './use-panel.ts';
import { begunText, nameOf, reasonText } from './words.ts';

/** Where keys lead to. */
export interface CaseRefs {
  note: RefObject<HTMLTextAreaElement | null>;
  tag: RefObject<HTMLInputElement | null>;
  proof: RefObject<HTMLDetailsElement | null>;
}

interface Props {
  one: ReviewCase;
  panel: PanelState;
  actions: Pick<PanelActions, 'choices' | 'drafts' | 'get' | 'proof' | 'refusal'>;
  refs: CaseRefs;
  isProofOpen: boolean;
  onProof(isOpen: boolean): void;
  onAct(act: KeyAct): void;
}

/** One case: what its page shows, what was decided, and what can be. */
export function Case({ one, panel, actions, refs, isProofOpen, onProof, onAct }: Props) {
  const { t } = useWords();
  const { page, isBusy, asking, cover, goesOn } = panel;
  const { keys, reasons } = actions.choices();
  const title = useRef<HTMLHeadingElement>(null);
  const button = { keys, onAct };

  useLayoutEffect(() => {
    title.current?.focus();
  }, [one.id]);

  return (
    <article class="case">
      <nav class="buttons" aria-label={t('review_moves')}>
        <KeyButton act="queue" {...button} />
        <KeyButton act="previous" {...button} />
        <KeyButton act="next" {...button} />
      </nav>
      <header>
        <h2 ref={title} tabIndex={-1}>
          <bdi>{nameOf(one)}</bdi>
        </h2>
        <p class="soft">
          <bdi dir="ltr">{one.seen?.finalUrl ?? one.url}</bdi>
        </p>
        <State one={one} reasons={reasons} get={actions.get} />
      </header>
      <Page page={page} panel={panel} />
      <p class="buttons">
        <KeyButton act="finding-before" {...button} disabled={countOf(page) === 0} />
        <KeyButton act="finding" {...button} disabled={countOf(page) === 0} />
        <KeyButton act="blur" {...button} pressed={cover === 'blur'} />
        <KeyButton act="grey" {...button} pressed={cover === 'grey'} />
        {page.state === 'shown' && (
          <button type="button" onClick={panel.keepPage}>
            {t('evidence_keep')}
          </button>
        )}
      </p>
      {cover === 'blur' && <p class="soft">{t('review_blur_hint')}</p>}
      <Notes
        one={one}
        drafts={actions.drafts}
        noteRef={refs.note}
        tagRef={refs.tag}
        onNote={(text) => panel.note(one.id, text)}
        onTag={(add, remove) => panel.tag(one.id, add, remove)}
      />
      {one.evidence && (
        <Proof
          hash={one.evidence}
          isOpen={isProofOpen}
          proofRef={refs.proof}
          load={actions.proof}
          onToggle={onProof}
        />
      )}
      <div class="bar">
        <Decide
          keys={keys}
          busy={isBusy}
          asking={asking}
          reasons={reasons}
          refusal={actions.refusal(one)}
          onAct={onAct}
          onReason={(state, reason) => panel.decide(one, state, reason)}
          onLeave={() => {
            panel.ask(null);
            title.current?.focus();
          }}
        />
        <div class="buttons">
          <KeyButton act="undo" {...button} disabled={isBusy} />
          <KeyButton act="redo" {...button} disabled={isBusy} />
          <label class="switch">
            <input
              type="checkbox"
              checked={goesOn}
              onChange={({ currentTarget }) => panel.setGoesOn(currentTarget.checked)}
            />
            {t('review_goes_on')}
          </label>
        </div>
      </div>
    </article>
  );
}

interface StateProps {
  one: ReviewCase;
  reasons: ReturnType<PanelActions['choices']>['reasons'];
  get: PanelActions['get'];
}

/** What was decided, by whom and why; what changed since, and who sees it otherwise. */
export function State({ one, reasons, get }: StateProps) {
  const words = useWords();
  const { t, time } = words;
  const { state, reason, reviewer, decidedAt, like, changed, rivals } = one;
  const other = like && get(like);
  const begun = begunText(one, words);
  const textOf = (id: string) =>
    reasonText(reasons.reasons.find((one) => one.id === id) ?? { id, label: null }, words);
  return (
    <>
      <p class="state" data-state={state}>
        <strong>{t(keyOf('review_state', state))}</strong>
        {reason !== null && (
          <>
            {' · '}
            <bdi>{textOf(reason)}</bdi>
          </>
        )}
      </p>
      {reviewer !== null && (
        <p class="soft">
          <bdi>{begun ?? reviewer}</bdi>
          {decidedAt && ` · ${time(decidedAt)}`}
        </p>
      )}
      {like && <p class="soft">{t('review_alike_like', [other ? nameOf(other) : like])}</p>}
      {changed && <Changed changed={changed} />}
      {rivals.length > 0 && (
        <div class="note">
          <p>{t('review_rivals')}</p>
          <ul class="plain">
            {rivals.map((rival) => (
              <li key={`${rival.reviewer} ${rival.at}`}>
                {t('labelled', [apart(rival.reviewer), t(keyOf('review_state', rival.state))])}
                {rival.reason !== null && (
                  <>
                    {' · '}
                    <bdi>{textOf(rival.reason)}</bdi>
                  </>
                )}
                <br />
                <span class="soft">{time(rival.at)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function countOf(page: PageState): number {
  return page.state === 'shown' ? placesOf(page.report).length : 0;
}

function Page({ page, panel }: { page: PageState; panel: PanelState }) {
  const { t } = useWords();
  if (page.state === 'loading') {
    return (
      <section aria-busy="true">
        <p class="soft">{t('review_reading')}</p>
      </section>
    );
  }
  if (page.state === 'failed') {
    return (
      <section class="note">
        <p>{t(keyOf('review_unopened', page.why))}</p>
        <p class="buttons">
          {page.why === 'no-permission' && (
            <button type="button" class="primary" onClick={() => panel.allow()}>
              {t('review_allow')}
            </button>
          )}
          <button type="button" onClick={panel.reload}>
            {t('retry')}
          </button>
        </p>
      </section>
    );
  }
  const { report, map } = page;
  const { speaking, quiet } = findingsOf(report);
  // What is listed itself does not mention itself.
  const isItself = report.context === 'mention' && speaking[0]?.places.length === 0;
  return (
    <section class="findings" aria-label={t('review_findings')}>
      <p class="level" data-level={report.level}>
        <LevelShape level={report.level} /> <strong>{t(keyOf('level', report.level))}</strong>
        {!isItself && <span class="soft">{t(keyOf('context', report.context))}</span>}
        <button type="button" class="quiet-button" onClick={panel.reload}>
          {t('review_show_page')}
        </button>
      </p>
      {speaking.map((finding) => (
        <FindingCard
          key={finding.text}
          finding={finding}
          report={report}
          map={map}
          leads={false}
          onReveal={panel.reveal}
        />
      ))}
      {quiet.length > 0 && (
        <Quiet findings={quiet} alone={speaking.length === 0} map={map} onReveal={panel.reveal} />
      )}
      <details>
        <summary>{t('also_title')}</summary>
        <AlsoOnPage report={report} />
      </details>
    </section>
  );
}
