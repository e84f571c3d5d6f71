import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folders that are still there. */
const folders = new Set<string>();

export interface OwnFolder {
  path: string;
  /** Says that whoever works in it was started: they are ended at the exit, and it goes after that. */
  started(): void;
  /** What cannot be removed yet is at the exit. */
  remove(): Promise<void>;
}

/** A folder for one browser. It goes with the run, however that ends short of a kill: a profile has twenty megabytes. */
export async function makeOwnFolder(name: string): Promise<OwnFolder> {
  const path = await mkdtemp(join(tmpdir(), `almsguard-${name}-`));
  folders.add(path);
  removeAtExit();
  return {
    path,
    started: removeAtExit,
    async remove() {
      await rm(path, { recursive: true, force: true, maxRetries: 3 }).then(
        () => folders.delete(path),
        () => undefined,
      );
    },
  };
}

/** Once, and after everybody who hears of the exit already. */
function removeAtExit(): void {
  process.off('exit', removeFolders);
  process.on('exit', removeFolders);
}

function removeFolders(): void {
  for (const path of folders) {
    try {
      rmSync(path, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // A browser that does not end holds nothing up, and the run is over.
    }
  }
}
