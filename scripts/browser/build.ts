import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserName } from './find.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** Everything that the built extension is made from. */
const SOURCES = ['entrypoints', 'components', 'lib', 'public', 'wxt.config.ts', 'package-lock.json'];
const TARGETS = { chromium: 'chrome', firefox: 'firefox' } as const;

/** Which extension is built: each stands in a folder of its own. */
export interface Build {
  /** A file of the form of lib/feed/signed/feeds.json, in place of that. */
  feeds?: string | undefined;
  /** As the stores get it: it asks for no site when it is installed. */
  store?: boolean | undefined;
}

/**
 * Directory of the unpacked extension, built when a source is newer than it. It may read every site from the start,
 * because no program can answer the browser's question; `store` asks.
 */
export function buildExtension(name: BrowserName, { feeds, store = false }: Build = {}): string {
  const target = TARGETS[name];
  const mode = feeds ? 'feeds' : store ? 'production' : 'granted';
  const directory = join(ROOT, '.output', `${target}-mv3${mode === 'production' ? '' : `-${mode}`}`);
  const built = newest(join(directory, 'manifest.json'));
  const sources = [...SOURCES.map((source) => join(ROOT, source)), ...(feeds ? [feeds] : [])];
  if (sources.every((source) => newest(source) <= built)) return directory;
  process.stderr.write(`Building the extension for ${name}\n`);
  const wxt = join(ROOT, 'node_modules', 'wxt', 'bin', 'wxt.mjs');
  const run = spawnSync(process.execPath, [wxt, 'build', '-b', target, '-m', mode], {
    cwd: ROOT,
    env: {
      ...process.env,
      // WXT would take the mode's name for it, and every mode but `production` for development.
      NODE_ENV: 'production',
      ALMSGUARD_GRANTED: store ? '' : '1',
      ...(feeds && { ALMSGUARD_FEEDS: feeds }),
    },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (run.status !== 0) throw new Error(`The build failed:\n${run.stdout}${run.stderr}`);
  return directory;
}

/** Newest change below a path, in milliseconds since 1970; 0 where there is nothing. */
export function newest(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  // A folder's own time tells of files that went.
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
