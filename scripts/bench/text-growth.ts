import { Worker } from 'node:worker_threads';

/** One of the texts, and how long it is. */
export interface GrowthTask {
  name: string;
  chars: number;
}

/** How time grows with the length of a text made to be expensive. */
export interface Growth {
  name: string;
  /** Milliseconds of processor time for all of `CHARS`. */
  ms: number;
  /** Time for all of it over time for half of it. */
  ratio: number;
}

export const CHARS = 20_000_000;

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const HEX = '0123456789abcdef';

/** Each character after a rule that costs little and repeats late. */
function fill(alphabet: string, length: number): string {
  const units = new Uint8Array(length);
  let state = 1;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    units[i] = alphabet.charCodeAt((state >>> 16) % alphabet.length);
  }
  return new TextDecoder('latin1').decode(units);
}

/** `piece` over and over, each with other characters of `alphabet` behind it. */
function repeat(before: string, alphabet: string, length: number, after: string, chars: number): string {
  const random = fill(alphabet, chars);
  let text = '';
  for (let at = 0; text.length < chars; at += length) text += before + random.slice(at, at + length) + after;
  return text.slice(0, chars);
}

/** Data: what each text is made of. */
export const ADVERSARIES: readonly [name: string, make: (chars: number) => string][] = [
  ['base58 without an end', (chars) => fill(BASE58, chars)],
  ['base58 in words of 34', (chars) => repeat('', BASE58, 34, ' ', chars)],
  ['hex without an end', (chars) => `0x${fill(HEX, chars - 2)}`],
  ['hex in words of 40', (chars) => repeat('0x', HEX, 40, ' ', chars)],
  ['bech32 without an end', (chars) => `bc1${fill(BECH32, chars - 3)}`],
  ['bech32 in words of 39', (chars) => repeat('bc1', BECH32, 39, ' ', chars)],
  ['`bc1q ` over and over', (chars) => 'bc1q '.repeat(chars / 5)],
  ['groups of four without an end', (chars) => repeat('', BECH32, 4, ' ', chars)],
  ['lines of one word each', (chars) => repeat('', BASE58, 30, '\n', chars)],
  ['zero-width spaces between letters', (chars) => repeat('', BASE58, 1, '\u200b', chars)],
  ['look-alikes between letters', (chars) => repeat('', BASE58, 3, '\u0430', chars)],
  ['dots and at signs', (chars) => 'a.eth@lightning.'.repeat(chars / 16)],
];

/** Both searches of a page's text, the quick one and the one that follows it. Each text in an isolate of its own. */
export async function benchGrowth(chars = CHARS): Promise<Growth[]> {
  const figures: Growth[] = [];
  for (const [name] of ADVERSARIES) figures.push(await inIsolate({ name, chars }));
  return figures;
}

function inIsolate(task: GrowthTask): Promise<Growth> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./text-growth-worker.ts', import.meta.url), { workerData: task });
    worker.once('message', resolve).once('error', reject);
  });
}
