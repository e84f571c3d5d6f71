/** As much of a `BroadcastChannel` as is needed: it reaches the other pages of the extension, and not this one. */
export interface Channel {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  close(): void;
}

/** Tells every view, here and on other pages, which cases are no longer what they were. */
export interface Changes {
  /** Ids of cases. */
  tell(cases: readonly string[]): void;
  /** Answers how to end it. */
  subscribe(listener: (cases: readonly string[]) => void): () => void;
  /** Ends listening to other pages. What is told afterwards still reaches everybody. */
  close(): void;
}

export function createChanges(open: () => Channel): Changes {
  const channel = open();
  let isOpen = true;
  const listeners = new Set<(cases: readonly string[]) => void>();
  const tellHere = (cases: readonly string[]) => {
    for (const listener of [...listeners]) listener(cases);
  };
  channel.addEventListener('message', ({ data }) => {
    if (Array.isArray(data) && data.every((id) => typeof id === 'string')) tellHere(data);
  });
  return {
    tell(cases) {
      // An act that was under way when its store was closed is written all the same.
      const way = isOpen ? channel : open();
      way.postMessage([...cases]);
      if (!isOpen) way.close();
      tellHere(cases);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      isOpen = false;
      channel.close();
    },
  };
}
