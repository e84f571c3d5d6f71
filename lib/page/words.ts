import { fill, type Lookup } from '#lib/core/lookup.ts';
import { withPlurals } from '#lib/core/plural.ts';
import { readChosen } from './chosen.ts';

/** Looks up a message of the extension. */
export type Words = Lookup;

/** Given for its values a message comes as it is written. */
const AS_WRITTEN = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((place) => `$${place}`);

/** The words of a script in a page, in the language that the person chose. */
export function readWords(
  browserWords: (key: string, values: string[]) => string,
  world: object = globalThis,
): Words {
  const read = (key: string) => readChosen(world).messages?.[key]?.message ?? browserWords(key, AS_WRITTEN);
  const look: Lookup = (key, ...values) => fill(read(key), ...values);
  let locale = '';
  let told = look;
  return (key, params, count) => {
    if (count === undefined) return look(key, params);
    // The language may change while the page is open.
    if (locale !== read('locale_lang')) {
      locale = read('locale_lang');
      told = withPlurals(look, read, locale);
    }
    return told(key, params, count);
  };
}
