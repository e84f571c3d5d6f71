import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { keyOf } from '#lib/core/reason-text.ts';
import type { ReasonList, ReviewProblem, ReviewReason } from '#lib/core/review-acts.ts';
import type { Decision } from '#lib/core/review-panel.ts';
import { useWords } from '../i18n.tsx';
import { KeyButton } from './KeyButton.tsx';
import { type KeyAct, letterOf, MORE_REASONS, REASONS_AT_ONCE } from './keys.ts';
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
  const hasMore = fitting.length > REASONS_AT_ONCE;
  /** The first of those that digits choose. */
  const [first, setFirst] = useState(0);

  // Where nobody has to reach for it: the question is what was just asked for. While another act is being done no button
  // takes the focus, and keys would not come here.
  useLayoutEffect(() => {
    const button = group.current?.querySelectorAll<HTMLElement>('.reasons button')[first];
    (busy ? group.current : button)?.focus();
  }, [first]);

  const goOn = () => setFirst(first + REASONS_AT_ONCE < fitting.length ? first + REASONS_AT_ONCE : 0);

  function digitOf(i: number): string | undefined {
    const digit = i - first + 1;
    return keys && digit >= 1 && digit <= REASONS_AT_ONCE ? String(digit) : undefined;
  }

  /** What a key does here; `null` for those that mean nothing, or something elsewhere. */
  function workOf(letter: string | null): (() => void) | null {
    if (letter === MORE_REASONS && hasMore) return goOn;
    if (letter === '0' && isFree) return () => onReason(state, null);
    const reason = fitting.find((_, i) => digitOf(i) === letter);
    return reason ? () => onReason(state, reason.id) : null;
  }

  return (
    <fieldset
      ref={group}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          return onLeave();
        }
        const work = keys ? workOf(letterOf(event)) : null;
        if (!work) return;
        event.preventDefault();
        event.stopPropagation();
        work();
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
              aria-keyshortcuts={digitOf(i)}
              onClick={() => onReason(state, reason.id)}
            >
              {digitOf(i) && (
                <span class="key" aria-hidden="true">
                  {digitOf(i)}
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
      {hasMore && (
        <button
          type="button"
          class="quiet-button"
          aria-keyshortcuts={keys ? MORE_REASONS : undefined}
          onClick={goOn}
        >
          {t('review_more_reasons')}{' '}
          {keys && (
            <span class="key" aria-hidden="true">
              {MORE_REASONS}
            </span>
          )}
        </button>
      )}
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
