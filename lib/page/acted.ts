import { COPIED } from './copied-event.ts';

/** What somebody may do with an address, and what tells that the page copied one. */
const ACTS = ['copy', 'cut', 'click', 'auxclick', 'submit', COPIED];

/**
 * The last act of each kind. Whether it was about a marked address may be known a moment later only, by a script that
 * is not even there yet (guard/guard.ts). Nothing is read here.
 */
export function rememberActs(window: Window, signal: AbortSignal): ReadonlyMap<string, Event> {
  const acted = new Map<string, Event>();
  for (const type of ACTS) {
    window.addEventListener(
      type,
      (event) => {
        // Without a person it is no act; what the page copies is told by an event that anybody may send.
        if (event.isTrusted || (type === COPIED && window.navigator.userActivation.isActive))
          acted.set(type, event);
      },
      { capture: true, signal },
    );
  }
  return acted;
}
