import { rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { LOCK_MS } from './limits.ts';

/** Held until they are freed: what nobody refers to is closed when memory is tidied, and its lock goes with it. */
const held = new Set<DatabaseSync>();

const inodeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.ino;

/**
 * Keeps a name for this process alone; `null` where another has it. Node locks no files, SQLite does, with the locks of
 * the operating system: however a process ends, its lock ends with it.
 */
export function takeLock(path: string): { free(): void } | null {
  for (;;) {
    const file = new DatabaseSync(path, { timeout: LOCK_MS });
    const inode = inodeOf(path);
    try {
      file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    } catch (error) {
      file.close();
      if (isBusy(error)) return null;
      throw error;
    }
    // Who had it may have taken the file away between the two: then this is the lock of nothing.
    if (inodeOf(path) === inode) {
      held.add(file);
      held.add(file);
      return {
        free() {
          rmSync(path, { force: true });
          held.delete(file);
          file.close();
        },
      };
    }
    file.close();
  }
}

/** SQLITE_BUSY, with whatever stands in its upper bits. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5;
}
