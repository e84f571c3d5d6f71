import { existsSync, renameSync, rmSync } from 'node:fs';

const comingOf = (folder: string) => `${folder}.coming`;
const goingOf = (folder: string) => `${folder}.going`;
const remove = (path: string) => rmSync(path, { recursive: true, force: true, maxRetries: 3 });

/**
 * Puts what `fill` writes in the place of a folder, and of all that was in it: `fill` makes a folder of another name, and
 * however the process ends, the old one or the new one is whole (`bringBack`).
 */
export function putFolder(folder: string, fill: (coming: string) => void): void {
  const [coming, going] = [comingOf(folder), goingOf(folder)];
  remove(coming);
  fill(coming);
  // A folder takes no other's place while there is something in that.
  remove(going);
  if (existsSync(folder)) renameSync(folder, going);
  renameSync(coming, folder);
  remove(going);
}

/** A process that ended between the two renamings has left no folder, and the one of before beside where it was. */
export function bringBack(folder: string): void {
  const going = goingOf(folder);
  if (!existsSync(folder) && existsSync(going)) renameSync(going, folder);
}
