import type { ComponentChildren } from 'preact';
import { useWords } from '../i18n.tsx';
import { type KeyAct, keyFor } from './keys.ts';
import { wordOf } from './words.ts';

interface Props {
  act: KeyAct;
  /** Whether keys are in use. */
  keys: boolean;
  onAct(act: KeyAct): void;
  class?: string;
  disabled?: boolean;
  /** Of what can be switched on and off. */
  pressed?: boolean;
  children?: ComponentChildren;
}

/** A button for what a key does as well, which it names. */
export function KeyButton({ act, keys, onAct, disabled, pressed, children, ...rest }: Props) {
  const { t } = useWords();
  return (
    <button
      type="button"
      {...rest}
      data-act={act}
      disabled={disabled}
      aria-pressed={pressed}
      aria-keyshortcuts={keys ? keyFor(act) : undefined}
      onClick={() => onAct(act)}
    >
      {children ?? t(wordOf(act))}{' '}
      {keys && (
        <span class="key" aria-hidden="true">
          {keyFor(act)}
        </span>
      )}
    </button>
  );
}
