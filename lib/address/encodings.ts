import type { Encoding } from '#lib/core/checked.ts';
import type { Address } from '#lib/core/types.ts';
import { formsUnder } from './same-key.ts';
import { spellingsOf } from './spellings.ts';

/** Every other way to write what `text` says, those of the same destination first. Nothing is asked of any network. */
export function encodingsOf(address: Address, text: string = address.canonical): Encoding[] {
  const found = new Map<string, Encoding>();
  for (const encoding of [
    ...spellingsOf(address),
    ...address.keys.flatMap((key) => formsUnder(key, address)),
  ]) {
    const name = `${encoding.chain} ${encoding.text}`;
    // The first network that writes a text so stands for all others of the chain.
    if (name !== `${address.chain} ${text}` && !found.has(name)) found.set(name, encoding);
  }
  return [...found.values()];
}
