import { release } from '#lib/core/bytes.ts';
import { createNumbers } from './index-build.ts';
import { key64 } from './key.ts';

const FIRST_ROOM = 1_024;
/** Above this share of places that are taken the table grows. */
const MAX_FULL = 0.75;

/**
 * Tells whether something of the same name came before, by 32 bits of its hash: a million names in a `Map` are a hundred
 * megabytes, their tags twelve. Equal tags are a question, as keys are.
 */
export interface KnownNames {
  /** The ordinal of what `isIt` says is of this name, or `null`. */
  find(tag: number, isIt: (n: number) => boolean): number | null;
  /** Gives the tag the next ordinal. */
  add(tag: number): void;
  /** Gives the memory back: nothing is known any more. */
  close(): void;
}

export function tagOf(name: string): number {
  return key64(name).lo;
}

export function createNames(): KnownNames {
  const tags = createNumbers();
  /** Ordinals, each plus one, in the first free place from where its tag belongs. */
  let places = new Uint32Array(FIRST_ROOM);

  const next = (place: number) => (place + 1) % places.length;

  function put(n: number): void {
    let place = tags.at(n) % places.length;
    while (places[place] !== 0) place = next(place);
    places[place] = n + 1;
  }

  return {
    find(tag, isIt) {
      for (let place = tag % places.length; places[place] !== 0; place = next(place)) {
        const n = (places[place] as number) - 1;
        if (tags.at(n) === tag && isIt(n)) return n;
      }
      return null;
    },
    add(tag) {
      tags.push(tag);
      if (tags.length <= places.length * MAX_FULL) return put(tags.length - 1);
      const before = places;
      places = new Uint32Array(2 * before.length);
      release(before);
      for (let n = 0; n < tags.length; n++) put(n);
    },
    close() {
      tags.close();
      release(places);
    },
  };
}
