import type { Mark } from '#lib/core/report.ts';
import type { FrameScan } from '#lib/core/types.ts';
import type {
  PageToBackground,
  PersonMessage,
  PictureAnswer,
  PictureQuestion,
  ScannedReply,
  ToPage,
} from '#lib/messaging/protocol.ts';
import type { OpenShadow } from './shadow.ts';

/**
 * The slice of `chrome` that a content script needs. Both browsers have it under this name with promises,
 * so the always-injected script carries no polyfill.
 */
export interface ExtensionApi {
  runtime: {
    /** Gone once the extension was updated or removed under a page that is still open. */
    id?: string;
    sendMessage(message: PageToBackground): Promise<ScannedReply | undefined>;
    sendMessage(message: PictureQuestion | PersonMessage): Promise<PictureAnswer | undefined>;
    onMessage: {
      addListener(listener: MessageListener): void;
      removeListener(listener: MessageListener): void;
    };
  };
  /** Chromium's way into closed shadow roots; Firefox has a property on the element. */
  dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null };
}

export type MessageListener = (
  message: ToPage,
  sender: unknown,
  answer: (value: unknown) => void,
) => boolean | undefined;

/** Milliseconds before a report that got no answer is sent again, or given up; the worker may have been killed over it. */
const RETRY_MS = [500, 2_000, 8_000, 0];

export interface Courier {
  /** The marks to show, or `null` when nothing can be concluded yet. */
  send(scan: FrameScan): Promise<Mark[] | null>;
  /** Hears the background; a promise that the listener returns is answered when it settles. */
  listen(listener: (message: ToPage) => Promise<unknown> | undefined): () => void;
  /** `undefined` when nobody answers. */
  ask(question: PictureQuestion | PersonMessage): Promise<PictureAnswer | undefined>;
  openShadow: OpenShadow;
}

/** Talks to the background. `onGone`: the extension that started this script is no more, or wants nothing read here. */
export function createCourier(api: ExtensionApi, window: Window, onGone: () => void): Courier {
  let newest: FrameScan | null = null;
  return {
    async send(scan) {
      newest = scan;
      for (const wait of RETRY_MS) {
        try {
          const reply = await api.runtime.sendMessage({ type: 'page.scanned', scan });
          // An older scan's answer must not overtake a newer one's.
          if (newest !== scan) return null;
          if (reply?.state === 'ready') return reply.marks;
          if (reply?.state === 'paused') onGone();
          if (reply) return null;
        } catch {
          if (!api.runtime?.id) {
            onGone();
            return null;
          }
        }
        await new Promise((resolve) => window.setTimeout(resolve, wait));
        if (newest !== scan) return null;
      }
      return null;
    },
    listen(listener) {
      const onMessage: MessageListener = (message, _sender, answer) => {
        const pending = listener(message);
        pending?.then(answer, () => answer(false));
        return pending && true;
      };
      api.runtime.onMessage.addListener(onMessage);
      return () => api.runtime.onMessage.removeListener(onMessage);
    },
    async ask(question: PictureQuestion | PersonMessage) {
      try {
        return await api.runtime.sendMessage(question);
      } catch {
        return undefined; // the extension is gone
      }
    },
    openShadow(element) {
      if (element.shadowRoot) return element.shadowRoot;
      if (api.dom) return element instanceof HTMLElement ? api.dom.openOrClosedShadowRoot(element) : null;
      return (element as { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot ?? null;
    },
  };
}
