import { existsSync, readlinkSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const comingOf = (folder: string) => `${folder}.coming`;
const goingOf = (folder: string) => `${folder}.going`;
const remove = (path: string) => rmSync(path, { recursive: true, force: true, maxRetries: 3 });

/**
 * Puts what `fill` writes in the place of a folder, and of all that was in it: `fill` makes a folder of another name, and
 * however the process ends, the old one or the new one is whole (`bringBack`). Where the system does not let a folder be put
 * in the place of another, as with a mount point, the old one stays and the system's error is thrown. A link stays one.
 */
export function putFolder(named: string, fill: (coming: string) => void): void {
  const folder = placeOf(named);
  const [coming, going] = [comingOf(folder), goingOf(folder)];
  bringBack(folder);
  remove(coming);
  try {
    fill(coming);
    // A folder takes no other's place while there is something in that.
    remove(going);
    if (existsSync(folder)) renameSync(folder, going);
    renameSync(coming, folder);
  } catch (error) {
    bringBack(folder);
    remove(coming);
    throw error;
  }
  try {
    remove(going);
  } catch {
    // What was replaced goes the next time.
  }
}

/** A process that ended between the two renamings has left no folder, and the one of before beside where it was. */
export function bringBack(named: string): void {
  const folder = placeOf(named);
  const going = goingOf(folder);
  if (!existsSync(folder) && existsSync(going)) renameSync(going, folder);
}

/** Where a folder is or would be: a link to it leads there also while there is none. */
function placeOf(folder: string): string {
  // Fails where links go round in circles.
  if (statSync(folder, { throwIfNoEntry: false })) return realpathSync(folder);
  const target = linkOf(folder);
  return target === null ? folder : placeOf(resolve(realpathSync(dirname(folder)), target));
}

function linkOf(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}
