import { FeedFault } from './body.ts';

/** Bytes that are made into text at once: of few pieces more than a few letters are not ASCII. */
const PIECE = 1024;

/**
 * UTF-8 as it comes. Chromium keeps what its decoder makes outside of JavaScript's heap, and lets 64 MB of that pile up
 * that nobody holds any more; so what is plain ASCII, nearly all of most lists, does without it. The decoder alone knows
 * of a character that is not whole yet, and of the mark that a file may begin with. What is no UTF-8 shows as U+FFFD or,
 * where it is `strict`, is a `FeedFault`.
 */
export function createDecode({ strict = false } = {}) {
  const decoder = new TextDecoder('utf-8', { fatal: strict });
  /** Whether the decoder has begun and waits for nothing. */
  let isFree = false;

  function decode(bytes?: Uint8Array): string {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch {
      throw new FeedFault('corrupt', 'The file is damaged: it is not UTF-8 throughout.');
    }
  }

  return {
    /** The text of some bytes, in pieces. */
    *pieces(bytes: Uint8Array): Generator<string, void> {
      for (let at = 0; at < bytes.length; at += PIECE) {
        const piece = bytes.subarray(at, at + PIECE);
        yield isFree && isAscii(piece) ? fromAscii(piece) : decode(piece);
        isFree = (piece.at(-1) as number) < 0x80;
      }
    },
    /** What is left at the end. */
    end: () => decode(),
  };
}

function isAscii(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if ((bytes[i] as number) >= 0x80) return false;
  return true;
}

/** Applied: to spread them takes six times as long. */
function fromAscii(bytes: Uint8Array): string {
  return Reflect.apply(String.fromCharCode, null, bytes);
}
