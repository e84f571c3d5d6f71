import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { takeLock } from '../lock.ts';
import { putFolder } from '../put-folder.ts';

/** Milliseconds for those before: several builds, each of a minute on a slow machine. */
const MAX_WAIT_MS = 15 * 60_000;

/**
 * Makes a folder unless it is up to date. Whoever needs it at the same moment waits, for the lock is one process's; and
 * however its maker ends, the folder is whole or is not there, for what is being made has another name.
 */
export function makeWhole(
  folder: string,
  lock: string,
  isCurrent: () => boolean,
  make: (folder: string) => void,
): void {
  if (isCurrent()) return;
  mkdirSync(dirname(lock), { recursive: true });
  const held = takeLock(lock, MAX_WAIT_MS);
  if (!held)
    throw new Error(`Others have been building for ${MAX_WAIT_MS / 60_000} minutes: ${lock} is theirs.`);
  try {
    // Whoever had the lock may have made it.
    if (!isCurrent()) putFolder(folder, make);
  } finally {
    held.free();
  }
}
