import { createFormats } from './formats.ts';
import type { Lookup } from './lookup.ts';

/**
 * Adds the plural forms that languages have beyond one and many (Unicode CLDR; `Intl.PluralRules`): a message stands
 * under `key__few`, `key__many`, … where the form for a count differs from what stands under the key itself. `read` gives a
 * message as it is written, and nothing where there is none. The count is written with the digits of the locale.
 */
export function withPlurals(t: Lookup, read: (key: string) => string, locale: string): Lookup {
  // Made when something is counted: much is not.
  let rules: Intl.PluralRules | undefined;
  const { number } = createFormats(locale, t);
  return (key, params, count) => {
    if (count === undefined) return t(key, params);
    rules ??= new Intl.PluralRules(locale);
    const form = `${key}__${rules.select(count)}`;
    // Written under the key itself are exactly one, and none where the message has a form for it; other numbers may
    // share their categories, as 21 and 0 do with others in Russian.
    const isOwn = count === 1 || (count === 0 && read(key).split(' | ').length === 3);
    const told = params ?? [number(count)];
    return !isOwn && read(form) !== '' ? t(form, told) : t(key, told, count);
  };
}
