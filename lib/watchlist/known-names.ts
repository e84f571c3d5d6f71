import { release } from '#lib/core/bytes.ts';
import { type Column, createNumbers } from './index-build.ts';
import { type Key64, key64 } from './key.ts';

const FIRST_ROOM = 1_021;
/** Above this share of places that are taken the table grows. */
const MAX_FULL = 0.8;
/** Of one that doubles up to half would lie idle. */
const GROWTH = 1.25;

/** What a name is told by: the first of its keys, and 32 bits of its own. */
export interface Tag {
  name: string;
  /** Few have none: an address of receivers that nobody knows yet. */
  key: Key64 | undefined;
  bits: number;
}

/**
 * Tells whether something of the same name came before: a million names in a `Map` are a hundred megabytes, and what they
 * belong to may be written away long since. Their keys are held anyway; besides these there are 32 bits of a hash of each
 * name, and where its first key stands: ten megabytes. By chance only names that share a key are mistaken for each other
 * (forms of one bitcoin key): of a thousand such pairs two once in four million lists. On purpose many can be made that
 * share a key, and the second must be listed all the same: so what is hashed begins with a number that is drawn anew for
 * each list.
 */
export interface KnownNames {
  tagOf(name: string, key: Key64 | undefined): Tag;
  /** The ordinal of this name, or `null`. */
  find(tag: Tag): number | null;
  /** Gives the tag the next ordinal, to which the next key of the column has to lead, if it has one. */
  add(tag: Tag): void;
  /** Gives the memory back: nothing is known any more. */
  close(): void;
}

/** `keys` lead to ordinals. */
export function createNames(
  keys: Pick<Column, 'length' | 'isAt' | 'refAt'>,
  drawn = crypto.randomUUID(),
): KnownNames {
  const bitsOf = createNumbers();
  /** Where first keys stand, each plus one, in the first free place from where the bits of their names belong. */
  let places = new Uint32Array(FIRST_ROOM);
  const keyless = new Map<string, number>();

  const next = (place: number) => (place + 1) % places.length;

  function put(position: number, bits: number): void {
    let place = bits % places.length;
    while (places[place] !== 0) place = next(place);
    places[place] = position + 1;
  }

  return {
    tagOf: (name, key) => ({ name, key, bits: key64(`${drawn} ${name}`).hi }),
    find({ name, key, bits }) {
      if (!key) return keyless.get(name) ?? null;
      for (let place = bits % places.length; places[place] !== 0; place = next(place)) {
        const position = (places[place] as number) - 1;
        const n = keys.refAt(position);
        if (bitsOf.at(n) === bits && keys.isAt(position, key)) return n;
      }
      return null;
    },
    add({ name, key, bits }) {
      bitsOf.push(bits);
      if (!key) return void keyless.set(name, bitsOf.length - 1);
      if (bitsOf.length > places.length * MAX_FULL) {
        const before = places;
        places = new Uint32Array(Math.ceil(GROWTH * before.length));
        for (const taken of before) if (taken !== 0) put(taken - 1, bitsOf.at(keys.refAt(taken - 1)));
        release(before);
      }
      put(keys.length, bits);
    },
    close() {
      bitsOf.close();
      release(places);
    },
  };
}
