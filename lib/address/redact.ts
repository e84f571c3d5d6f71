import { parseAddress } from './registry.ts';
import { visibleEnds } from './visible-ends.ts';

const HIDDEN = '…';
/** Shown on each side of what has no ends of its own: a name, an invoice. */
const SHOWN = { head: 4, tail: 4 };

/**
 * An address whose middle is left out. The ends are those that wallets show, so that readers who have the address know
 * it again; whoever has not cannot pay it. Ends alone prove nothing: others can be made that share them.
 */
export function redactAddress(text: string): string {
  const address = parseAddress(text);
  const ends = address && visibleEnds(address);
  if (ends) return ends.key.slice(address.chain.length + 1);
  const { head, tail } = SHOWN;
  const short = text.length < 2 * (head + tail);
  return short ? text.slice(0, 2) + HIDDEN : text.slice(0, head) + HIDDEN + text.slice(-tail);
}
