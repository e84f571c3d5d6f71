import { type ChoicesView, MODES, type Mode } from '#lib/core/choices.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import { useWords } from './i18n.tsx';

interface Props {
  view: ChoicesView;
  busy: boolean;
  onMode(mode: Mode): void;
  /** Asks the browser, which asks the person; must run in the click itself. */
  onGrant(): void;
}

/** When pages are read, and whether the browser allows it: one question, since neither means anything alone. */
export function ReadingChoice({ view: { choices, granted }, busy, onMode, onGrant }: Props) {
  const { t } = useWords();
  const needsGrant = choices.mode !== 'click' && granted !== 'all';
  return (
    <div class="card">
      <fieldset>
        <legend>{t('mode_question')}</legend>
        {MODES.map((mode) => (
          <label key={mode} class="choice">
            <input
              type="radio"
              name="mode"
              checked={mode === choices.mode}
              disabled={busy}
              onChange={() => onMode(mode)}
            />
            <span>
              <strong>{t(keyOf('mode', mode))}</strong>
              <span class="soft">{t(keyOf('mode_hint', mode))}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {needsGrant && (
        <div class="note grant">
          <p>{t(granted === 'some' ? 'grant_some' : 'grant_none')}</p>
          <button type="button" class="primary" disabled={busy} onClick={onGrant}>
            {t('grant_button')}
          </button>
          <p class="soft">{t('grant_browser')}</p>
        </div>
      )}
      <p class="soft" aria-live="polite">
        {!needsGrant && t(choices.mode === 'click' ? 'grant_click' : 'grant_all')}
      </p>
    </div>
  );
}
