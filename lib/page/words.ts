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
  const chosen = (key: string) => readChosen(world).messages?.[key]?.message ?? '';
  const read = (key: string) => chosen(key) || browserWords(key, AS_WRITTEN);
  const look: Lookup = (key, ...values) => fill(read(key), ...values);
  let locale = '';
  let told = look;
  return (key, params, count) => {
    if (count === undefined) return look(key, params);
    // The language may change while the page is open.
    if (locale !== read('locale_lang')) {
      locale = read('locale_lang');
      // A form of the browser's language is none of the chosen one's.
      const ownForm = (key: string) => (readChosen(world).messages ? chosen(key) : read(key));
      told = withPlurals(look, ownForm, locale);
    }
    return told(key, params, count);
  };
}
