import type { ChainName } from '#lib/core/chains.ts';
import type { How, Place } from '#lib/core/types.ts';
import type { ReasonCode } from './reasons.ts';

/** One destination in one frame, all spellings together. */
export interface Standing {
  /** Tells destinations apart (lib/address/codec.ts). */
  identity: string;
  /** Destinations with a common key have one owner. */
  keys: readonly string[];
  chain: ChainName;
  canonical: string;
  places: readonly Place[];
}

export interface Mismatch {
  code: Extract<ReasonCode, `${string}-differs`>;
  /** What people read, and what they would pay to. */
  printed: Standing;
  other: Standing;
}

/** Places where people read an address. */
const PRINTED: readonly How[] = ['text', 'split', 'input'];
/** Places that carry one past their eyes. A link to a page about an address carries nothing. */
const CARRIED: Partial<Record<How, Mismatch['code']>> = {
  qr: 'qr-differs',
  copied: 'copy-differs',
  attribute: 'copy-differs',
  uri: 'link-differs',
};
/**
 * Names of attributes, fields and functions out of which a page copies when a button is pressed. What stands in others
 * says something about the button.
 */
const COPIES = /clip|copy|write_?text|^on(?:click|mouse|pointer|touch|key)/i;
/** Here another text each time is how it works. */
const ALWAYS_NEW: readonly ChainName[] = ['lightning', 'ens'];

type Kind = How | 'printed' | 'copying';
/** What stands in sight, by `groupOf`. */
type Index = ReadonlyMap<string, ReadonlySet<Standing>>;

/**
 * Where a code, a copy button or a link to pay names another address than the text beside it. Beside: in the
 * innermost part of the page that holds both. Where that part holds several of one kind on one chain, which belongs
 * to which is a guess, and nothing is said. Pure; for the addresses of one frame.
 */
export function findMismatches(standing: readonly Standing[]): Mismatch[] {
  const index = indexOf(standing);
  const found = new Map<string, Mismatch>();
  for (const other of standing) {
    if (ALWAYS_NEW.includes(other.chain)) continue;
    for (const place of other.places) {
      const code = CARRIED[place.how];
      const printed = code && isSeen(place) ? printedBeside(place, other.chain, index) : null;
      if (code && printed && !isSame(printed, other)) {
        found.set(`${code} ${printed.identity} ${other.identity}`, { code, printed, other });
      }
    }
  }
  return [...found.values()];
}

/** Made once: a page may hold thousands of addresses, each in dozens of places. */
function indexOf(standing: readonly Standing[]): Index {
  const index = new Map<string, Set<Standing>>();
  for (const one of standing) {
    for (const place of one.places) {
      if (!isSeen(place)) continue;
      for (const kind of kindsOf(place)) {
        for (const block of place.blocks ?? []) {
          const key = groupOf(kind, block, one.chain);
          const there = index.get(key);
          if (there) there.add(one);
          else index.set(key, new Set([one]));
        }
      }
    }
  }
  return index;
}

/** The one address that is printed beside the place; `null` for none and for several. */
function printedBeside(place: Place, chain: ChainName, index: Index): Standing | null {
  const { how, blocks } = place;
  for (const block of blocks ?? []) {
    const [printed, another] = index.get(groupOf('printed', block, chain)) ?? [];
    if (!printed) continue;
    if (another) return null;
    // Buttons carry what one may copy; of what was copied it is known.
    const isOwn = how === 'copied' && index.get(groupOf(how, block, chain))?.has(printed);
    // What is copied weighs more than what labels: that alone must be one.
    const isOne = kindsOf(place).some(
      (kind) => index.get(groupOf(kind, block, chain))?.size === (isOwn ? 2 : 1),
    );
    return isOne ? printed : null;
  }
  return null;
}

/** As what a place counts among those around it. */
function kindsOf({ how, label = '' }: Place): Kind[] {
  if (PRINTED.includes(how)) return ['printed'];
  return how === 'attribute' && COPIES.test(label) ? [how, 'copying'] : [how];
}

function groupOf(kind: Kind, block: number, chain: ChainName): string {
  return `${kind} ${block} ${chain}`;
}

function isSeen({ flags }: Place): boolean {
  return !flags.includes('hidden');
}

function isSame(a: Standing, b: Standing): boolean {
  return a.identity === b.identity || a.keys.some((key) => b.keys.includes(key));
}
