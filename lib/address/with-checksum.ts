import type { BytesCoder } from '@scure/base';

/** An encoding that ends in a checksum. */
export interface CheckedCoder {
  /** The bytes before the checksum, or `null` where the text is not of the encoding or the checksum is another. */
  decode(text: string): Uint8Array | null;
  encode(data: Uint8Array): string;
}

/** `coder` with the first `length` bytes of `sum(data)` after the data. */
export function withChecksum(
  coder: BytesCoder,
  length: number,
  sum: (data: Uint8Array) => Uint8Array,
): CheckedCoder {
  return {
    decode(text) {
      let bytes: Uint8Array;
      try {
        bytes = coder.decode(text);
      } catch {
        return null;
      }
      const end = bytes.length - length;
      const data = bytes.subarray(0, end);
      const expected = sum(data);
      for (let i = 0; i < length; i++) if (bytes[end + i] !== expected[i]) return null;
      return data;
    },
    encode: (data) => coder.encode(Uint8Array.of(...data, ...sum(data).subarray(0, length))),
  };
}
