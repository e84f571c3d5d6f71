import { useLayoutEffect, useRef } from 'preact/hooks';
import { actOf, type KeyAct } from './keys.ts';

/** Where letters are written, and mean nothing else. */
const WRITING =
  'input:not([type="checkbox"], [type="radio"], [type="file"]), textarea, select, [contenteditable]';

/** Hears the keys of the workspace, as soon as it is drawn: on a busy machine it may be painted a good while later. */
export function useKeys(isListening: boolean, act: (what: KeyAct) => void): void {
  const pressed = useRef(act);
  pressed.current = act;
  useLayoutEffect(() => {
    if (!isListening) return;
    const hear = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      const what = event.defaultPrevented || target?.closest(WRITING) ? null : actOf(event);
      if (!what) return;
      event.preventDefault();
      pressed.current(what);
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [isListening]);
}
