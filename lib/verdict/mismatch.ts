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
/** Here another text each time is how it works. */
const ALWAYS_NEW: readonly ChainName[] = ['lightning', 'ens'];

/**
 * Where a code, a copy button or a link to pay names another address than the text beside it. Beside: in the
 * innermost part of the page that holds both. Where that part holds several of one kind on one chain, which belongs
 * to which is a guess, and nothing is said. Pure; for the addresses of one frame.
 */
export function findMismatches(standing: readonly Standing[]): Mismatch[] {
  const found = new Map<string, Mismatch>();
  for (const other of standing) {
    if (ALWAYS_NEW.includes(other.chain)) continue;
    if (!other.places.some(({ how }) => CARRIED[how])) continue;
    const rivals = standing.filter(({ chain }) => chain === other.chain);
    for (const place of other.places) {
      const code = CARRIED[place.how];
      const printed = code && isSeen(place) ? printedBeside(place, rivals) : null;
      if (code && printed && !isSame(printed, other)) {
        found.set(`${code} ${printed.identity} ${other.identity}`, { code, printed, other });
      }
    }
  }
  return [...found.values()];
}

/** The one address that is printed beside the place; `null` for none and for several. */
function printedBeside(place: Place, rivals: readonly Standing[]): Standing | null {
  const { how: carrier } = place;
  for (const block of place.blocks ?? []) {
    const among = (counts: (how: How) => boolean) =>
      rivals.filter(({ places }) =>
        places.some((one) => isSeen(one) && counts(one.how) && one.blocks?.includes(block)),
      );
    const printed = among((how) => PRINTED.includes(how));
    if (printed.length === 0) continue;
    // Buttons carry what one may copy; of what was copied it is known.
    const alike = among((how) => how === carrier).filter((one) => carrier !== 'copied' || one !== printed[0]);
    return printed.length === 1 && alike.length === 1 ? (printed[0] ?? null) : null;
  }
  return null;
}

function isSeen({ flags }: Place): boolean {
  return !flags.includes('hidden');
}

function isSame(a: Standing, b: Standing): boolean {
  return a.identity === b.identity || a.keys.some((key) => b.keys.includes(key));
}
