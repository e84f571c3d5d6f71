import { type Message, type Messages, readLocales } from '../../../scripts/messages.ts';

/** Every file of messages, by language. */
export const LOCALES = readLocales();
export const ENGLISH = LOCALES.get('en') as Messages;

/** All forms of a message. */
export function formsOf(message: Message): string[] {
  return typeof message === 'string' ? [message] : Object.values(message);
}

/** `$1` and `{subject}`, sorted, each once. */
export function placeholdersOf(text: string): string[] {
  return [...new Set(text.match(/\$\d|\{\w+\}/g) ?? [])].sort();
}
