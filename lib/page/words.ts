/** Looks up a message of the extension. */
export type Words = (key: string) => string;

/** Where the background leaves the messages of a language that is not the browser's (docs/adr/013-language.md). */
const KEY = Symbol.for('almsguard.words');
type World = { [KEY]?: Record<string, { message: string }> };

/** The words of a script in a page, in the language that the person chose. */
export function readWords(browserWords: Words, world: object = globalThis): Words {
  return (key) => (world as World)[KEY]?.[key]?.message ?? browserWords(key);
}
