import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { newest } from '../../browser/build.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const BUILT = join(ROOT, '.output', 'report', 'view.mjs');
/** Everything that the view is made from. */
const SOURCES = ['components', 'lib/core', 'scripts/scan/report', 'package-lock.json'];

/**
 * The view of the report. It is made of the same components as the popup, and those are TSX, which Node does not run
 * by itself: like the extension it is built when a source is newer.
 */
export async function loadView(): Promise<typeof import('./view.tsx')> {
  if (SOURCES.some((source) => newest(join(ROOT, source)) > newest(BUILT))) buildView();
  return (await import(/* @vite-ignore */ pathToFileURL(BUILT).href)) as typeof import('./view.tsx');
}

function buildView(): void {
  const run = spawnSync(process.execPath, [join(import.meta.dirname, 'build.ts')], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  if (run.status !== 0) throw new Error(`The view of the report could not be built:\n${run.stderr}`);
  mkdirSync(dirname(BUILT), { recursive: true });
  // Others may build it, or read it, at the same time.
  const whole = `${BUILT}.${process.pid}`;
  writeFileSync(whole, run.stdout);
  renameSync(whole, BUILT);
}
