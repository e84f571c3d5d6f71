import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BrowserName } from './find.ts';
import { makeWhole } from './whole-folder.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const OUTPUT = join(ROOT, '.output');
/** One for all builds: what WXT derives for the editor stands in one place. */
const LOCK = join(OUTPUT, 'build.lock');
/** Everything that the built extension is made from. */
const SOURCES = ['entrypoints', 'components', 'lib', 'public', 'wxt.config.ts', 'package-lock.json'];
const TARGETS = { chromium: 'chrome', firefox: 'firefox' } as const;

/** Which extension is built: each stands in a folder of its own. */
export interface Build {
  /** A file of the form of lib/feed/signed/feeds.json, in place of that. What is built with it stands beside it. */
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
  const directory = join(feeds ? dirname(feeds) : OUTPUT, `${target}-mv3${store ? '' : '-granted'}`);
  const sources = [...SOURCES.map((source) => join(ROOT, source)), ...(feeds ? [feeds] : [])];
  const isCurrent = () => {
    const built = newest(join(directory, 'manifest.json'));
    return sources.every((source) => newest(source) <= built);
  };
  makeWhole(directory, LOCK, isCurrent, (folder) => {
    process.stderr.write(`Building the extension for ${name}\n`);
    const wxt = join(ROOT, 'node_modules', 'wxt', 'bin', 'wxt.mjs');
    const run = spawnSync(process.execPath, [wxt, 'build', '-b', target], {
      cwd: ROOT,
      env: {
        ...process.env,
        // Tests have another one.
        NODE_ENV: 'production',
        ALMSGUARD_OUT: folder,
        ALMSGUARD_GRANTED: store ? '' : '1',
        ...(feeds && { ALMSGUARD_FEEDS: feeds }),
      },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (run.status !== 0) throw new Error(`The build failed:\n${run.stdout}${run.stderr}`);
  });
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
