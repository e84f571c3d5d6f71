import { readFileSync } from 'node:fs';
import { generateChromeMessages, parseMessagesText } from '@wxt-dev/i18n/build';
import type { Translate } from '#components/i18n.tsx';

/** The English messages as the browser gets them: key → text, plural forms joined by " | ". */
export const MESSAGES: Record<string, string> = Object.fromEntries(
  Object.entries<{ message: string }>(
    generateChromeMessages(parseMessagesText(readFileSync('lib/locales/en.yml', 'utf8'), 'YAML')),
  ).map(([key, { message }]) => [key, message]),
);

/** Looks up as the browser does; a key that is not there is a mistake of the test or of the component. */
export const english: Translate = (key, params, count) => {
  const message = MESSAGES[key];
  if (message === undefined) throw new Error(`There is no message "${key}"`);
  const forms = message.split(' | ');
  const form =
    forms.length === 3 && count !== undefined && count < 2 ? count : count === 1 ? 0 : forms.length - 1;
  const text = count === undefined ? message : (forms[form] ?? '');
  if (params && !Array.isArray(params)) {
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole);
  }
  const values = params ?? (count === undefined ? [] : [String(count)]);
  return text.replace(/\$(\d)/g, (_, index: string) => values[Number(index) - 1] ?? '');
};
