import type { Address } from '#lib/core/types.ts';
import type { Codec } from './codec.ts';
import { normalizeEnsName } from './ens-normalize.ts';
import { parseHandle } from './handle.ts';
import { KIND_OF_ENDING, NOT_HANDLES, NOT_NAMES } from './name-services.ts';

/** Longest domain name that DNS can write; services keep to it. */
const MAX_CHARS = 255;
/** Letters, digits and hyphens, underscores only in front (ENSIP-15, "Normalization", for ASCII). */
const LABEL = /^_*(?!..--)[a-z0-9-]+$/;
const ASCII = /^[ -~]*$/;
/** Latin, Greek and Cyrillic letters, after a sign or a letter of another script; never after ASCII (`0:83df…`). */
const BEHIND = /[\xd7\xf7\u0530-\uffff]([.\w\xc0-\xd6\xd8-\xf6\xf8-\u052f-]+)$/;
/** Shortest name that the .eth registrar sells; the other services hardly have shorter ones, program texts do. */
const MIN_NAME_CHARS = 3;
/** Under an ending that numbers have as well: `v4.x`, `latest-18.x`, `12.888` are versions and measures. */
const NUMERIC_ENDINGS = new Set(['x', '888']);
const NUMERIC = /^\d|(?:^|-)v?\d+$/;
const HANDLE = /^\$(?=[^a-z]*[a-z])[a-z0-9][a-z0-9_-]{0,13}[a-z0-9]$/;

/**
 * Names that somebody else's service turns into an address. Almsguard does not ask it: a name counts only beside words
 * that name it, and is shown as unresolved.
 */
export const names: Codec = {
  family: 'names',
  chains: ['ens'],
  parse(text) {
    if (text.length > MAX_CHARS) return null;
    if (text.startsWith('$'))
      return HANDLE.test(text) && !NOT_HANDLES.has(text) ? toAddress('ada-handle', text) : null;
    if (text.startsWith('₿')) return parsePaymentName(text);
    const kind = KIND_OF_ENDING.get(text.slice(text.lastIndexOf('.') + 1).toLowerCase());
    return kind ? parseDomain(text, kind) : null;
  },
};

/**
 * The name behind what touches it: `👉almsguard.eth`, and texts that join words to it. Signs and such letters can be the
 * beginning of a name, too: both are to be looked up. `null` where nothing touches it.
 */
export function nameBehind(text: string): string | null {
  return BEHIND.exec(text)?.[1] ?? null;
}

function parseDomain(text: string, kind: string): Address | null {
  const isPlain = ASCII.test(text);
  const name = isPlain ? text.toLowerCase() : kind === 'ens-name' ? normalizeEnsName(text) : null;
  const labels = name?.split('.') ?? [];
  if (!name || labels.length < 2 || (isPlain && !labels.every((label) => LABEL.test(label)))) return null;
  const [owned = '', ending = ''] = labels.slice(-2);
  // The registrar counts characters, not what they are written with.
  if ([...owned].length < MIN_NAME_CHARS || (NUMERIC_ENDINGS.has(ending) && NUMERIC.test(owned))) return null;
  // Solidity's source files are named after their contracts: `PoolManager.sol`.
  if (kind === 'sns-name' && text !== name) return null;
  return NOT_NAMES.has(name) ? null : toAddress(kind, name);
}

/** BIP-353: a bitcoin sign before `user@domain`. The sign is what tells it from an e-mail address. */
function parsePaymentName(text: string): Address | null {
  const handle = parseHandle(text.slice(1));
  return handle ? toAddress('bip353-name', `₿${handle.user}@${handle.domain}`) : null;
}

function toAddress(kind: string, name: string): Address {
  return {
    chain: 'ens',
    kind,
    canonical: name,
    identity: `ens:${name}`,
    keys: [`name:${name}`],
    needsContext: true,
    notes: ['unresolved-name'],
  };
}
