import type { ReplyOf, UiToBackground } from './protocol.ts';

export type Ask = <T extends UiToBackground['type']>(
  message: Extract<UiToBackground, { type: T }>,
) => Promise<ReplyOf[T]>;

/** Messages that are answered with what was asked for, and not with whether it went well. */
const QUESTIONS: readonly string[] = ['report.get', 'lists.get', 'choices.get', 'lookup.forms'];

/** What both browsers say of a message that reached nobody: the background is between two lives. */
const NOBODY = /Receiving end does not exist/;
/** Milliseconds before a message that reached nobody is sent again. */
const RETRY_MS = [100, 400, 1_500];

/** Sends again what reached nobody, for it did nothing yet. */
export async function deliver<T>(
  send: () => Promise<T>,
  wait: (ms: number) => Promise<unknown> = (ms) => new Promise((done) => setTimeout(done, ms)),
): Promise<T> {
  for (const ms of RETRY_MS) {
    try {
      return await send();
    } catch (error) {
      if (!NOBODY.test(String(error))) throw error;
    }
    await wait(ms);
  }
  return send();
}

/** Asks the background, typed. Rejects when nobody answers, or where a question got an error instead. */
export function createAsk(send: (message: unknown) => Promise<unknown>): Ask {
  return async <T extends UiToBackground['type']>(message: Extract<UiToBackground, { type: T }>) => {
    const reply = await deliver(() => send(message));
    const known = typeof reply === 'object' && reply !== null;
    const isQuestion = QUESTIONS.includes(message.type);
    if (!known || (isQuestion && 'ok' in reply)) throw new Error(`No answer to ${message.type}`);
    return reply as ReplyOf[T];
  };
}
