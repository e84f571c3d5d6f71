import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ok, type Result } from '#lib/core/result.ts';
import { type Body, FeedFault } from '../body.ts';
import type { TrustedTargets } from '../trust/targets.ts';
import { createTrust } from '../trust/trust.ts';
import type { TrustFiles } from '../trust/trusted.ts';
import type { Tell } from './progress.ts';
import { type VerifiedList, verifyLists } from './verify-lists.ts';

export interface Verified {
  trusted: TrustedTargets;
  /** Metadata that was read on the way, in order, with its bytes. */
  read: { path: string; bytes: number }[];
  /** The lists that its manifest names; `null` where it has none. */
  lists: VerifiedList[] | null;
}

/** The extension's own client over a folder: what it accepts here it accepts from a server of the same files. */
export async function verifyFolder(
  served: string,
  root: Uint8Array,
  now: number,
  tell: Tell = () => undefined,
): Promise<Result<Verified>> {
  const read: Verified['read'] = [];
  let files: TrustFiles = {};
  const trust = createTrust({
    root,
    store: {
      get: async () => files,
      put: async (next) => {
        files = next;
      },
    },
    get: (path) => readServed(served, path, read),
    now: () => now,
  });
  const updated = await trust.update();
  if (!updated.ok) return updated;
  tell(`Reading ${updated.value.targets.size} files`);
  const opened = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const path of updated.value.targets.keys()) {
    const bytes = await updated.value.open(path);
    if (!bytes.ok) return bytes;
    opened.set(path, bytes.value);
  }
  const lists = await verifyLists(opened, tell);
  if (!lists.ok) return lists;
  return ok({ trusted: updated.value, read, lists: lists.value });
}

async function* readServed(served: string, path: string, read: Verified['read']): Body {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(join(served, path));
  } catch {
    throw new FeedFault('not-found', `There is no ${path} in ${served}.`);
  }
  read.push({ path, bytes: bytes.length });
  yield bytes;
}
