import { release } from '#lib/core/bytes.ts';
import type { KeyIndex } from './compiled.ts';
import type { Key64 } from './key.ts';

const FIRST_ROOM = 1_024;

/** Numbers of 32 bits that come one by one: a million of them are four megabytes, and as many objects fifty. */
export interface Numbers {
  readonly length: number;
  push(value: number): void;
  at(n: number): number;
  /** The numbers at these ordinals, all of them; nothing is left here. */
  take(order: Uint32Array): Uint32Array<ArrayBuffer>;
  close(): void;
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
        const before = room;
        room = new Uint32Array(2 * length);
        room.set(before);
        release(before);
      }
      room[length++] = value;
    },
    at: (n) => room[n] as number,
    take(order) {
      const sorted = new Uint32Array(length);
      for (let n = 0; n < length; n++) sorted[n] = room[order[n] as number] as number;
      release(room);
      return sorted;
    },
    close: () => release(room),
  };
}

/** Keys in any order, each with the row that it leads to, on their way to an index. */
export interface Column {
  readonly length: number;
  /** `check`: of all keys or of none. */
  add(key: Key64, ref: number, check?: number): void;
  keyAt(n: number): Key64;
  /** Whether the n-th key is this one. */
  isAt(n: number, key: Key64): boolean;
  refAt(n: number): number;
  /** The index; the column is empty from then on. */
  build(): KeyIndex;
}

export function createColumn(): Column {
  const hi = createNumbers();
  const lo = createNumbers();
  const refs = createNumbers();
  const checks = createNumbers();
  /** As long as every key leads to a row of its own, in their order, which most lists' do, no column says so. */
  let areOwn = true;
  const refAt = (n: number) => (areOwn ? n : refs.at(n));
  return {
    get length() {
      return hi.length;
    },
    add(key, ref, check) {
      if (areOwn && ref !== hi.length) {
        for (let n = 0; n < hi.length; n++) refs.push(n);
        areOwn = false;
      }
      hi.push(key.hi);
      lo.push(key.lo);
      if (!areOwn) refs.push(ref);
      if (check !== undefined) checks.push(check);
    },
    keyAt: (n) => ({ hi: hi.at(n), lo: lo.at(n) }),
    isAt: (n, key) => lo.at(n) === key.lo && hi.at(n) === key.hi,
    refAt,
    build() {
      const hasChecks = checks.length > 0;
      const order = orderOf(
        hi,
        (a, b) => lo.at(a) - lo.at(b) || refAt(a) - refAt(b) || (hasChecks ? checks.at(a) - checks.at(b) : 0),
      );
      const index = {
        hi: hi.take(order),
        lo: lo.take(order),
        refs: areOwn ? order : refs.take(order),
        checks: checks.take(order),
      };
      if (!areOwn) release(order);
      return index;
    },
  };
}

/** Bits of one digit: three of them are 32 bits. */
const DIGIT = 11;
const DIGITS = [0, DIGIT, 2 * DIGIT];

/**
 * Ordinals of numbers in their order, digit by digit from the lowest; those of equal numbers in the order that `compare`
 * gives them.
 */
function orderOf(numbers: Numbers, compare: (a: number, b: number) => number): Uint32Array<ArrayBuffer> {
  const { length } = numbers;
  let order = new Uint32Array(length);
  let spare = new Uint32Array(length);
  for (let n = 0; n < length; n++) order[n] = n;
  for (const shift of DIGITS) {
    const digitOf = (n: number) => (numbers.at(n) >>> shift) & ((1 << DIGIT) - 1);
    const starts = new Uint32Array((1 << DIGIT) + 1);
    for (let n = 0; n < length; n++) (starts[digitOf(n) + 1] as number)++;
    for (let digit = 0; digit < 1 << DIGIT; digit++) (starts[digit + 1] as number) += starts[digit] as number;
    for (const n of order) spare[(starts[digitOf(n)] as number)++] = n;
    [order, spare] = [spare, order];
  }
  release(spare);
  for (let from = 0; from < length; ) {
    const number = numbers.at(order[from] as number);
    let end = from + 1;
    while (end < length && numbers.at(order[end] as number) === number) end++;
    if (end - from > 1) order.subarray(from, end).sort(compare);
    from = end;
  }
  return order;
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
