const NOTHING = new Uint8Array();
/** Places of a number's four bytes, as columns have them (columns.ts). */
const SHIFTS = [24, 16, 8, 0];

/** Bytes that come in pieces, taken in parts of any size: how they were cut on the way makes no difference. */
export interface Intake {
  /** Exactly so many bytes, to keep; `null` where fewer are left. */
  bytes(length: number): Promise<Uint8Array<ArrayBuffer> | null>;
  /** A column of so many numbers; `null` where it is cut off. */
  numbers(count: number): Promise<Uint32Array<ArrayBuffer> | null>;
  /** Whether nothing is left. */
  isOver(): Promise<boolean>;
}

/** `spent` is told of each piece of which nothing is needed any more. */
export function createIntake(
  pieces: AsyncIterator<Uint8Array>,
  spent: (piece: Uint8Array) => void = () => undefined,
): Intake {
  let piece: Uint8Array = NOTHING;
  let at = 0;

  /** So many of the next bytes at the most; none at the end. Good until more are taken. */
  async function take(most: number): Promise<Uint8Array> {
    while (at === piece.length) {
      if (piece !== NOTHING) spent(piece);
      piece = NOTHING;
      at = 0;
      const next = await pieces.next();
      if (next.done) return NOTHING;
      piece = next.value;
    }
    const part = piece.subarray(at, at + most);
    at += part.length;
    return part;
  }

  return {
    async bytes(length) {
      const out = new Uint8Array(length);
      for (let filled = 0; filled < length; ) {
        const part = await take(length - filled);
        if (part.length === 0) return null;
        out.set(part, filled);
        filled += part.length;
      }
      return out;
    },
    async numbers(count) {
      const out = new Uint32Array(count);
      for (const shift of SHIFTS) {
        for (let filled = 0; filled < count; ) {
          const part = await take(count - filled);
          if (part.length === 0) return null;
          addBytes(out, filled, part, shift);
          filled += part.length;
        }
      }
      return out;
    },
    isOver: async () => (await take(1)).length === 0,
  };
}

/** One byte of each of these numbers. */
function addBytes(numbers: Uint32Array, from: number, bytes: Uint8Array, shift: number): void {
  const end = bytes.length;
  for (let i = 0; i < end; i++) {
    numbers[from + i] = (numbers[from + i] as number) | ((bytes[i] as number) << shift);
  }
}
