import { useEffect, useRef, useState } from 'preact/hooks';
import { keyOf } from '#lib/core/reason-text.ts';
import type { ReviewCase } from '#lib/core/review.ts';
import type { Decision, PanelActions } from '#lib/core/review-panel.ts';
import { useWords } from '../i18n.tsx';
import { Add } from './Add.tsx';
import { Alike } from './Alike.tsx';
import { Case } from './Case.tsx';
import { Choices } from './Choices.tsx';
import { KeyButton } from './KeyButton.tsx';
import { Keys } from './Keys.tsx';
import type { KeyAct } from './keys.ts';
import { Name } from './Name.tsx';
import { Queue } from './Queue.tsx';
import { useBrought } from './use-brought.ts';
import { useKeys } from './use-keys.ts';
import { usePanel } from './use-panel.ts';

/** The side panel: the queue, or the case that is open beside its page. */
export function Panel({ actions }: { actions: PanelActions }) {
  const { t } = useWords();
  const panel = usePanel(actions);
  const { reviewer, keys } = actions.choices();
  const [showsKeys, setShowsKeys] = useState(false);
  const [isProofOpen, setProofOpen] = useState(false);
  const note = useRef<HTMLTextAreaElement>(null);
  const tag = useRef<HTMLInputElement>(null);
  const proof = useRef<HTMLDetailsElement>(null);
  const { open, trouble } = panel;
  const brought = useBrought();

  const onCase = (work: (one: ReviewCase) => unknown) => () => open && work(open);
  const asks = (state: Decision) => onCase(() => panel.ask(state));
  const ACTS: Record<KeyAct, () => unknown> = {
    next: panel.next,
    previous: panel.previous,
    confirmed: asks('confirmed'),
    dismissed: asks('dismissed'),
    escalated: asks('escalated'),
    'second-opinion': asks('second-opinion'),
    'in-review': onCase((one) => panel.decide(one, 'in-review', null)),
    alike: panel.decideAlike,
    undo: panel.undo,
    redo: panel.redo,
    finding: onCase(() => panel.jump(1)),
    'finding-before': onCase(() => panel.jump(-1)),
    blur: onCase(() => panel.lay('blur')),
    grey: onCase(() => panel.lay('grey')),
    proof: onCase(() => {
      setProofOpen(!isProofOpen);
      proof.current?.querySelector('summary')?.focus();
    }),
    note: onCase(() => note.current?.focus()),
    tag: onCase(() => tag.current?.focus()),
    queue: onCase(() => panel.leave()),
    keys: () => setShowsKeys(true),
  };
  const act = (what: KeyAct) => void ACTS[what]();

  useKeys(keys && reviewer !== '' && !showsKeys, act);

  const wanted = useRef(panel.addPage);
  wanted.current = panel.addPage;
  useEffect(() => actions.onWanted(() => void wanted.current()), [actions]);

  return (
    <main>
      <header class="top">
        <h1 tabIndex={-1}>{t('review_title')}</h1>
        {reviewer !== '' && (
          <a href={actions.overview} target="_blank" rel="noreferrer">
            {t('overview_open')}
          </a>
        )}
        {reviewer !== '' && <KeyButton act="keys" keys={keys} onAct={act} class="quiet-button" />}
      </header>
      <div role="status" class="said">
        {panel.said.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <div role="alert">
        {actions.hasMissed() && <p class="note trouble">{t('note_not_collected')}</p>}
        {trouble && (
          <div class="note trouble">
            <p>{t(keyOf('review_problem', trouble.problem))}</p>
            <p class="buttons">
              {trouble.again && (
                <button type="button" class="primary" disabled={panel.isBusy} onClick={panel.again}>
                  {t('retry')}
                </button>
              )}
              <button type="button" onClick={panel.dismissTrouble}>
                {t('review_close')}
              </button>
            </p>
          </div>
        )}
      </div>
      {reviewer === '' && <Name onName={(name) => panel.choose({ reviewer: name })} />}
      {panel.alike && reviewer !== '' && (
        <Alike
          alike={panel.alike}
          reasons={actions.choices().reasons.reasons}
          keys={keys}
          busy={panel.isBusy}
          onAct={act}
          onLeave={panel.leaveAlike}
        />
      )}
      {reviewer !== '' && open && (
        <Case
          one={open}
          panel={panel}
          actions={actions}
          refs={{ note, tag, proof }}
          isProofOpen={isProofOpen}
          onProof={setProofOpen}
          onAct={act}
        />
      )}
      {reviewer !== '' && !open && (
        <>
          <Add
            actions={actions}
            busy={panel.isBusy}
            state={brought}
            onPage={panel.addPage}
            onAdd={panel.add}
          />
          <p class="buttons">
            <KeyButton act="next" keys={keys} onAct={act}>
              {t('review_begin')}
            </KeyButton>
            <KeyButton act="undo" keys={keys} onAct={act} />
          </p>
          <Queue find={actions.find} onOpen={panel.show} />
          <Choices
            choices={actions.choices()}
            onChange={panel.choose}
            onReasons={async (file) => {
              const taken = await actions.setReasons(file);
              return taken.ok ? null : taken.what;
            }}
          />
        </>
      )}
      {showsKeys && (
        <Keys keys={keys} onKeys={(on) => panel.choose({ keys: on })} onClose={() => setShowsKeys(false)} />
      )}
    </main>
  );
}
