import { readChosen } from './chosen.ts';

/** Looks up a message of the extension. */
export type Words = (key: string) => string;

/** The words of a script in a page, in the language that the person chose. */
export function readWords(browserWords: Words, world: object = globalThis): Words {
  return (key) => readChosen(world).messages?.[key]?.message ?? browserWords(key);
}
