import { release } from '#lib/core/bytes.ts';
import { createNumbers } from './index-build.ts';
import { type Key64, key64 } from './key.ts';

const FIRST_ROOM = 1_024;
/** Above this share of places that are taken the table grows. */
const MAX_FULL = 0.75;

/**
 * Tells whether something of the same name came before, by 64 bits of its hash: a million names in a `Map` are a hundred
 * megabytes, their tags and where these stand sixteen, and what the names belong to may be written away long since. Two
 * names of a million share a tag by chance once in 37 million lists. On purpose nobody can make such a pair, so that the
 * second would not be listed: what is hashed begins with a number that is drawn anew for each list.
 */
export interface KnownNames {
  tagOf(name: string): Key64;
  /** The ordinal of this name, or `null`. */
  find(tag: Key64): number | null;
  /** Gives the tag the next ordinal. */
  add(tag: Key64): void;
  /** Gives the memory back: nothing is known any more. */
  close(): void;
}

export function createNames(drawn = crypto.randomUUID()): KnownNames {
  const high = createNumbers();
  const low = createNumbers();
  /** Ordinals, each plus one, in the first free place from where its tag belongs. */
  let places = new Uint32Array(FIRST_ROOM);

  const next = (place: number) => (place + 1) % places.length;

  function put(n: number): void {
    let place = low.at(n) % places.length;
    while (places[place] !== 0) place = next(place);
    places[place] = n + 1;
  }

  return {
    tagOf: (name) => key64(`${drawn} ${name}`),
    find({ hi, lo }) {
      for (let place = lo % places.length; places[place] !== 0; place = next(place)) {
        const n = (places[place] as number) - 1;
        if (low.at(n) === lo && high.at(n) === hi) return n;
      }
      return null;
    },
    add({ hi, lo }) {
      high.push(hi);
      low.push(lo);
      if (low.length <= places.length * MAX_FULL) return put(low.length - 1);
      const before = places;
      places = new Uint32Array(2 * before.length);
      release(before);
      for (let n = 0; n < low.length; n++) put(n);
    },
    close() {
      high.close();
      low.close();
      release(places);
    },
  };
}
