import type { ReplyOf, UiToBackground } from './protocol.ts';

export type Ask = <T extends UiToBackground['type']>(
  message: Extract<UiToBackground, { type: T }>,
) => Promise<ReplyOf[T]>;

/** Messages that are answered with what was asked for, and not with whether it went well. */
const QUESTIONS: readonly string[] = ['report.get', 'lists.get', 'choices.get', 'lookup.forms'];

/** Asks the background, typed. Rejects when nobody answers, or where a question got an error instead. */
export function createAsk(send: (message: unknown) => Promise<unknown>): Ask {
  return async <T extends UiToBackground['type']>(message: Extract<UiToBackground, { type: T }>) => {
    const reply = await send(message);
    const known = typeof reply === 'object' && reply !== null;
    const isQuestion = QUESTIONS.includes(message.type);
    if (!known || (isQuestion && 'ok' in reply)) throw new Error(`No answer to ${message.type}`);
    return reply as ReplyOf[T];
  };
}
