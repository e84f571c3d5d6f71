import type { Pin } from './pin.ts';

/** Tells glyphs that are not always shown where somebody points. Listens only while there are any. */
export interface Pointing {
  watch(pins: readonly Pin[]): void;
  stop(): void;
}

/** A finger that touches points, too. */
const EVENTS = ['pointermove', 'pointerdown'] as const;

export function createPointing(window: Window): Pointing {
  let watched: readonly Pin[] = [];
  let frame = 0;
  let at = { x: 0, y: 0 };

  const onPoint = ({ clientX, clientY }: PointerEvent) => pointAt(clientX, clientY);
  /** Out of the window nothing is near; a place in the very corner neither. */
  const onLeave = () => pointAt(Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY);
  const pointAt = (x: number, y: number) => {
    at = { x, y };
    // Once a picture at most: a pointer moves more often than that.
    frame ||= window.requestAnimationFrame(() => {
      frame = 0;
      for (const pin of watched) pin.point?.(at.x, at.y);
    });
  };
  const options = { capture: true, passive: true };
  const stop = () => {
    watched = [];
    window.cancelAnimationFrame(frame);
    frame = 0;
    for (const name of EVENTS) window.removeEventListener(name, onPoint, options);
    window.document.removeEventListener('pointerleave', onLeave);
  };
  return {
    watch(pins) {
      const quiet = pins.filter(({ point }) => point !== undefined);
      if (quiet.length === 0) return stop();
      watched = quiet;
      for (const name of EVENTS) window.addEventListener(name, onPoint, options);
      window.document.addEventListener('pointerleave', onLeave);
    },
    stop,
  };
}
