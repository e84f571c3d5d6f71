import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Height of a row in CSS pixels; overview.css keeps to it. */
export const ROW_PX = 72;
/** Rows drawn above and below those that are to be seen, so that Tab and slow scrolling meet no end. */
const BESIDE = 8;
/** Height of the table before it was drawn. */
const FIRST_PX = 640;

/** Which rows of a long table are drawn: those that are to be seen, and some beside them. */
export function useRows(count: number, top: RefObject<number>) {
  const scroller = useRef<HTMLElement>(null);
  const [at, setAt] = useState({ top: top.current ?? 0, height: FIRST_PX });

  const look = () => {
    const box = scroller.current;
    if (!box) return;
    top.current = box.scrollTop;
    const next = { top: box.scrollTop, height: box.clientHeight };
    // The same rows need no new drawing.
    setAt((now) => (rangeOf(now).join() === rangeOf(next).join() ? now : next));
  };

  // Where it was when the person left, and the beginning when something else is asked for.
  const wanted = top.current ?? 0;
  // Another number of rows is another table.
  useLayoutEffect(() => {
    if (scroller.current && scroller.current.scrollTop !== wanted) scroller.current.scrollTop = wanted;
    look();
  }, [count, wanted]);
  useEffect(() => {
    addEventListener('resize', look);
    return () => removeEventListener('resize', look);
  });

  const [first, end] = rangeOf(at);
  const from = Math.min(first, Math.max(0, count - 1));
  return { scroller, onScroll: look, from, to: Math.min(count, end) };
}

/** By steps, so that scrolling a little draws nothing. */
function rangeOf({ top, height }: { top: number; height: number }): [number, number] {
  const step = BESIDE / 2;
  const first = Math.floor(top / ROW_PX / step) * step - step;
  return [Math.max(0, first), first + Math.ceil(height / ROW_PX) + 2 * BESIDE];
}
