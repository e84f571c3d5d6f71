import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];

/** An empty folder that goes with the test file. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'almsguard-unit-'));
  folders.push(folder);
  return folder;
}

/** Called after each test file (leaves-nothing.ts): what a shared module asks for itself is done after the first only. */
export function removeTempFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
