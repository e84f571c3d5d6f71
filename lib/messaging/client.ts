import { wait } from '#lib/core/wait.ts';
import type { ReplyOf, UiToBackground } from './protocol.ts';

export type Ask = <T extends UiToBackground['type']>(
  message: Extract<UiToBackground, { type: T }>,
) => Promise<ReplyOf[T]>;

/** Messages that are answered with what was asked for, and not with whether it went well. */
const QUESTIONS: readonly string[] = ['report.get', 'lists.get', 'choices.get', 'lookup.forms'];

/** What changes nothing, and may be asked again. */
const REPEATABLE: readonly string[] = [...QUESTIONS, 'lookup.text'];

/** What both browsers say of a message that reached nobody: the background is between two lives. */
const NOBODY = /Receiving end does not exist/;
/** What they say where the background was ended over it. */
const ENDED =
  /(?:message (?:channel|port) closed|Promised response from onMessage listener went out of scope)/;
/** Milliseconds before a message is sent again. */
const RETRY_MS = [100, 400, 1_500];

/** Sends again what reached nobody, for it did nothing yet; and a question that nobody lived to answer. */
export async function deliver<T>(
  type: UiToBackground['type'],
  send: () => Promise<T>,
  pause: (ms: number) => Promise<unknown> = wait,
): Promise<T> {
  const mayRepeat = (error: string) => NOBODY.test(error) || (REPEATABLE.includes(type) && ENDED.test(error));
  for (const ms of RETRY_MS) {
    try {
      return await send();
    } catch (error) {
      if (!mayRepeat(String(error))) throw error;
    }
    await pause(ms);
  }
  return send();
}

/** Asks the background, typed. Rejects when nobody answers, or where a question got an error instead. */
export function createAsk(send: (message: unknown) => Promise<unknown>): Ask {
  return async <T extends UiToBackground['type']>(message: Extract<UiToBackground, { type: T }>) => {
    const reply = await deliver(message.type, () => send(message));
    const known = typeof reply === 'object' && reply !== null;
    const isQuestion = QUESTIONS.includes(message.type);
    if (!known || (isQuestion && 'ok' in reply)) throw new Error(`No answer to ${message.type}`);
    return reply as ReplyOf[T];
  };
}
