/** Milliseconds after which nobody is looking: a page in the background is not painted at all. */
const UNSEEN_MS = 100;

/** When what was just drawn stands on the screen: what can wait does not keep it from there. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, UNSEEN_MS);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      // This is still before the frame.
      setTimeout(resolve);
    });
  });
}
