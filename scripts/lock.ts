import { rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

export interface Lock {
  /** The file stays, for those who wait for it. */
  free(): void;
  /** The file goes as well, for nobody is meant to wait long. */
  remove(): void;
}

/** Held until they are freed: what nobody refers to is closed when memory is tidied, and its lock goes with it. */
const held = new Set<DatabaseSync>();

const inodeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.ino;

/**
 * Keeps a name for this process alone; `null` where another has it for so many milliseconds longer, in which nothing else
 * is done here. Node locks no files, SQLite does, with the locks of the operating system: however a process ends, its lock
 * ends with it.
 */
export function takeLock(path: string, ms: number): Lock | null {
  for (;;) {
    const file = new DatabaseSync(path, { timeout: ms });
    const inode = inodeOf(path);
    // Who had it may have taken the file away meanwhile: then this is the lock of nothing.
    const isThere = () => inodeOf(path) === inode;
    try {
      file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    } catch (error) {
      file.close();
      if (!isThere()) continue;
      if (isBusy(error)) return null;
      throw error;
    }
    if (!isThere()) {
      file.close();
      continue;
    }
    held.add(file);
    const free = () => {
      held.delete(file);
      file.close();
    };
    return {
      free,
      remove() {
        rmSync(path, { force: true });
        free();
      },
    };
  }
}

/** SQLITE_BUSY, with whatever stands in its upper bits. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5;
}
