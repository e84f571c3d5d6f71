import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Detail } from '#lib/core/problem-details.ts';
import { isSignedBy } from './ed25519.ts';
import type { Metadata } from './metadata.ts';
import { refuse } from './refuse.ts';

/** Ids of those keys of the file's role under `root` whose signature on the file holds: each key counts once. */
function signersOf(file: Metadata, root: Metadata<'root'>): string[] {
  const { keys, roles } = root.signed;
  const message = utf8ToBytes(file.canonical);
  return roles[file.role].keyids.filter((id) => {
    const signature = file.signatures.find(({ keyid }) => keyid === id);
    const key = keys[id];
    return signature && key && isSignedBy(key.keyval.public, message, signature.sig);
  });
}

export function isSigned(file: Metadata, root: Metadata<'root'>): boolean {
  return signersOf(file, root).length >= root.signed.roles[file.role].threshold;
}

export function requireSigned(file: Metadata, root: Metadata<'root'>): void {
  if (isSigned(file, root)) return;
  const { threshold } = root.signed.roles[file.role];
  refuse(
    'unsigned',
    `${file.role}.json is not signed by ${threshold} of the keys that root ${root.signed.version} names.`,
    signaturesOn(file, threshold),
  );
}

/** How many have to hold. */
export function signaturesOn({ role }: Metadata, threshold: number): Detail {
  return { code: 'signatures', params: { file: `${role}.json`, count: String(threshold) } };
}
