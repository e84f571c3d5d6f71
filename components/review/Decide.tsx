import { useLayoutEffect, useRef } from 'preact/hooks';
import { keyOf } from '#lib/core/reason-text.ts';
import type { ReasonList, ReviewProblem, ReviewReason } from '#lib/core/review-acts.ts';
import type { Decision } from '#lib/core/review-panel.ts';
import { useWords } from '../i18n.tsx';
import { KeyButton } from './KeyButton.tsx';
import type { KeyAct } from './keys.ts';
import { letterOf } from './keys.ts';
import { reasonText, wordOf } from './words.ts';

export const DECISIONS = [
  'confirmed',
  'dismissed',
  'escalated',
  'second-opinion',
  'in-review',
] as const satisfies readonly Decision[];

interface Props {
  keys: boolean;
  busy: boolean;
  /** The decision whose reason is being asked for. */
  asking: Decision | null;
  reasons: ReasonList;
  /** Why this person cannot decide it. */
  refusal: ReviewProblem | null;
  onAct(act: KeyAct): void;
  onReason(state: Decision, reason: string | null): void;
  onLeave(): void;
}

/** The decisions, and then why: with keys, two letters and the next page is there. */
export function Decide({ keys, busy, asking, reasons, refusal, onAct, onReason, onLeave }: Props) {
  const { t } = useWords();
  const section = useRef<HTMLElement>(null);
  const before = useRef(asking);
  // The reasons are gone, and with them what was pressed: whoever hears the page is still here.
  useLayoutEffect(() => {
    if (before.current && !asking && document.activeElement === document.body) section.current?.focus();
    before.current = asking;
  }, [asking]);

  return (
    <section ref={section} class="decide" tabIndex={-1} aria-label={t('review_decide')}>
      {refusal && <p class="note">{t(keyOf('review_problem', refusal))}</p>}
      {!refusal && asking && (
        <Reasons key={asking} state={asking} {...{ keys, busy, reasons, onReason, onLeave }} />
      )}
      {!refusal && !asking && (
        <p class="buttons">
          {DECISIONS.map((state) => (
            <KeyButton key={state} act={state} keys={keys} disabled={busy} onAct={onAct} />
          ))}
        </p>
      )}
    </section>
  );
}

interface ReasonsProps extends Omit<Props, 'asking' | 'refusal' | 'onAct'> {
  state: Decision;
}

function Reasons({ state, keys, busy, reasons, onReason, onLeave }: ReasonsProps) {
  const words = useWords();
  const { t } = words;
  const group = useRef<HTMLFieldSetElement>(null);
  const fitting = reasonsFor(state, reasons);
  const isFree = !reasons.required.includes(state);

  // Where nobody has to reach for it: the question is what was just asked for.
  useLayoutEffect(() => {
    group.current?.querySelector('button')?.focus();
  }, []);

  return (
    <fieldset
      ref={group}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          return onLeave();
        }
        const digit = keys ? letterOf(event) : null;
        const reason = digit && /[1-9]/.test(digit) ? fitting[Number(digit) - 1] : undefined;
        if (!reason && !(digit === '0' && isFree)) return;
        event.preventDefault();
        event.stopPropagation();
        onReason(state, reason?.id ?? null);
      }}
    >
      <legend>
        {t(wordOf(state))} · {t('review_why')}
      </legend>
      <ul class="reasons">
        {fitting.map((reason, i) => (
          <li key={reason.id}>
            <button
              type="button"
              disabled={busy}
              aria-keyshortcuts={keys && i < 9 ? `${i + 1}` : undefined}
              onClick={() => onReason(state, reason.id)}
            >
              {keys && i < 9 && (
                <span class="key" aria-hidden="true">
                  {i + 1}
                </span>
              )}{' '}
              <bdi>{reasonText(reason, words)}</bdi>
            </button>
          </li>
        ))}
        {isFree && (
          <li>
            <button
              type="button"
              disabled={busy}
              aria-keyshortcuts={keys ? '0' : undefined}
              onClick={() => onReason(state, null)}
            >
              {keys && (
                <span class="key" aria-hidden="true">
                  0
                </span>
              )}{' '}
              {t('review_no_reason')}
            </button>
          </li>
        )}
      </ul>
      <button type="button" class="quiet-button" onClick={onLeave}>
        {t('review_leave')}{' '}
        {keys && (
          <span class="key" aria-hidden="true">
            Esc
          </span>
        )}
      </button>
    </fieldset>
  );
}

/** The reasons that a decision may give. One that has none to give is not asked for any. */
export function reasonsFor(state: Decision, { reasons }: ReasonList): ReviewReason[] {
  return reasons.filter(({ states }) => states.includes(state));
}
