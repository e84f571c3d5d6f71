import type { ReplyOf, UiToBackground } from './protocol.ts';

export type Ask = <T extends UiToBackground['type']>(
  message: Extract<UiToBackground, { type: T }>,
) => Promise<ReplyOf[T]>;

/** Asks the background, typed. Rejects when nobody answers, or where a question got an error instead. */
export function createAsk(send: (message: unknown) => Promise<unknown>): Ask {
  return async <T extends UiToBackground['type']>(message: Extract<UiToBackground, { type: T }>) => {
    const reply = await send(message);
    const known = typeof reply === 'object' && reply !== null;
    const isQuestion = message.type === 'report.get' || message.type === 'lists.get';
    if (!known || (isQuestion && 'ok' in reply)) throw new Error(`No answer to ${message.type}`);
    return reply as ReplyOf[T];
  };
}
