/** The slice of `browser.windows` that is needed here. */
interface Windows {
  WINDOW_ID_NONE: number;
  onFocusChanged: { addListener(hear: (windowId: number) => void): void };
}

/** Hears from now on which window comes to the front. Answers their ids, that of the last one first. */
export function watchFocus({ WINDOW_ID_NONE, onFocusChanged }: Windows): () => readonly number[] {
  let order: number[] = [];
  onFocusChanged.addListener((windowId) => {
    // Another program came to the front.
    if (windowId === WINDOW_ID_NONE) return;
    order = [windowId, ...order.filter((id) => id !== windowId)];
  });
  return () => order;
}
