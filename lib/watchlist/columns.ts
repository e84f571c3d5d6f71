/**
 * How columns of numbers are written: keys as the gaps between them, and every number a byte here, a byte there:
 * first the highest byte of each, then the next of each. What is alike then stands together, and gzip finds it:
 * of the gaps between a million hashes three bytes in eight nearly vanish.
 */

/** A column of sorted 64-bit keys in two halves. */
export interface KeyColumn {
  hi: Uint32Array<ArrayBuffer>;
  lo: Uint32Array<ArrayBuffer>;
}

const KEY_BYTES = 8;
const NUMBER_BYTES = 4;

export function packKeys({ hi, lo }: KeyColumn): Uint8Array<ArrayBuffer> {
  const gaps = { hi: new Uint32Array(hi.length), lo: new Uint32Array(hi.length) };
  let [beforeHi, beforeLo] = [0, 0];
  for (let i = 0; i < hi.length; i++) {
    const [h, l] = [hi[i] as number, lo[i] as number];
    gaps.lo[i] = l - beforeLo;
    gaps.hi[i] = h - beforeHi - (l < beforeLo ? 1 : 0);
    [beforeHi, beforeLo] = [h, l];
  }
  const out = new Uint8Array(hi.length * KEY_BYTES);
  out.set(packNumbers(gaps.hi));
  out.set(packNumbers(gaps.lo), hi.length * NUMBER_BYTES);
  return out;
}

/** The keys behind `count` gaps, or `null` when they run out of 64 bits. */
export function unpackKeys(bytes: Uint8Array, count: number): KeyColumn | null {
  const hi = unpackNumbers(bytes, count);
  return addUp({ hi, lo: unpackNumbers(bytes.subarray(count * NUMBER_BYTES), count) });
}

/** Turns gaps into the keys, where they stand; `null` when they run out of 64 bits. */
export function addUp({ hi, lo }: KeyColumn): KeyColumn | null {
  let [h, l] = [0, 0];
  for (let i = 0; i < hi.length; i++) {
    l += lo[i] as number;
    h += (hi[i] as number) + (l > 0xffffffff ? 1 : 0);
    if (h > 0xffffffff) return null;
    l >>>= 0;
    hi[i] = h;
    lo[i] = l;
  }
  return { hi, lo };
}

export function packNumbers(values: Uint32Array): Uint8Array<ArrayBuffer> {
  const count = values.length;
  const out = new Uint8Array(count * NUMBER_BYTES);
  for (let i = 0; i < count; i++) {
    const value = values[i] as number;
    out[i] = value >>> 24;
    out[count + i] = value >>> 16;
    out[count * 2 + i] = value >>> 8;
    out[count * 3 + i] = value;
  }
  return out;
}

export function unpackNumbers(bytes: Uint8Array, count: number): Uint32Array<ArrayBuffer> {
  const out = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    out[i] =
      ((bytes[i] as number) << 24) |
      ((bytes[count + i] as number) << 16) |
      ((bytes[count * 2 + i] as number) << 8) |
      (bytes[count * 3 + i] as number);
  }
  return out;
}

/** Ascending ordinals as the gaps between them. */
export function packOrdinals(values: Uint32Array): Uint8Array<ArrayBuffer> {
  return packNumbers(values.map((value, i) => value - (i === 0 ? 0 : (values[i - 1] as number))));
}

/** Ordinals behind their gaps, or `null` unless they ascend and stay below `end`. */
export function unpackOrdinals(
  bytes: Uint8Array,
  count: number,
  end: number,
): Uint32Array<ArrayBuffer> | null {
  const out = unpackNumbers(bytes, count);
  let at = 0;
  for (let i = 0; i < count; i++) {
    const gap = out[i] as number;
    at += gap;
    if (at >= end || (i > 0 && gap === 0)) return null;
    out[i] = at;
  }
  return out;
}

/** Whether every number is below a limit: a loop, for there are a million. */
export function areBelow(values: Uint32Array, limit: number): boolean {
  for (let i = 0; i < values.length; i++) if ((values[i] as number) >= limit) return false;
  return true;
}
