import type { KeyIndex } from './compiled.ts';
import type { Key64 } from './key.ts';

const FIRST_ROOM = 1_024;

/** Numbers of 32 bits that come one by one: a million of them are four megabytes, and as many objects fifty. */
export interface Numbers {
  readonly length: number;
  push(value: number): void;
  at(n: number): number;
}

export function createNumbers(): Numbers {
  let room = new Uint32Array(FIRST_ROOM);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === room.length) {
        const larger = new Uint32Array(2 * length);
        larger.set(room);
        room = larger;
      }
      room[length++] = value;
    },
    at: (n) => room[n] as number,
  };
}

/** Keys in any order, each with the row that it leads to, on their way to an index. */
export interface Column {
  /** `check`: of all keys or of none. */
  add(key: Key64, ref: number, check?: number): void;
  build(): KeyIndex;
}

export function createColumn(): Column {
  const hi = createNumbers();
  const lo = createNumbers();
  const refs = createNumbers();
  const checks = createNumbers();
  return {
    add(key, ref, check) {
      hi.push(key.hi);
      lo.push(key.lo);
      refs.push(ref);
      if (check !== undefined) checks.push(check);
    },
    build() {
      const hasChecks = checks.length > 0;
      const order = new Uint32Array(hi.length)
        .map((_, n) => n)
        .sort(
          (a, b) =>
            hi.at(a) - hi.at(b) ||
            lo.at(a) - lo.at(b) ||
            refs.at(a) - refs.at(b) ||
            (hasChecks ? checks.at(a) - checks.at(b) : 0),
        );
      const index = emptyIndex(order.length, hasChecks);
      order.forEach((from, to) => {
        index.hi[to] = hi.at(from);
        index.lo[to] = lo.at(from);
        index.refs[to] = refs.at(from);
        if (hasChecks) index.checks[to] = checks.at(from);
      });
      return index;
    },
  };
}

/** Room for so many keys. */
export function emptyIndex(length = 0, hasChecks = false): KeyIndex {
  return {
    hi: new Uint32Array(length),
    lo: new Uint32Array(length),
    refs: new Uint32Array(length),
    checks: new Uint32Array(hasChecks ? length : 0),
  };
}
