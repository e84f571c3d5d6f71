import { EXPLAIN_GAP_MS, MAX_ASKED_CHARS } from '#lib/core/limits.ts';
import { gate, type Sender } from './gates.ts';
import { ASK_PORT } from './protocol.ts';

/** The slice of `runtime.Port` that is needed here. */
export interface Port {
  name: string;
  sender?: Sender | undefined;
  onMessage: { addListener(listener: (message: unknown) => void): void };
  disconnect(): void;
}

export interface AskPortDeps {
  self: { id: string; origin: string };
  /** Whether a tab is the one that its window shows. */
  isShown(tabId: number): Promise<boolean>;
  openLookup(text: string): Promise<unknown>;
  /** Epoch milliseconds. */
  now(): number;
}

/**
 * Opens the lookup page for who pressed the button of an answer. What comes from a content script decides neither
 * which page is opened nor more often than a person presses: the text is only looked up there.
 */
export function createAskPort({ self, isShown, openLookup, now }: AskPortDeps): (port: Port) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (port) => {
    if (port.name !== ASK_PORT) return;
    const { sender = {} } = port;
    port.onMessage.addListener(async (text) => {
      port.disconnect();
      const tabId = sender.tab?.id;
      if (gate(sender, self) !== 'page' || tabId === undefined) return;
      if (typeof text !== 'string' || text.length > MAX_ASKED_CHARS) return;
      if (now() - last < EXPLAIN_GAP_MS || !(await isShown(tabId))) return;
      last = now();
      await openLookup(text);
    });
  };
}
