/**
 * Makes node_modules match package-lock.json. Plain JavaScript without dependencies, because it runs
 * on the Node that happens to be there (20 or newer) before anything is installed. What it prints
 * goes to standard error: standard output belongs to the task.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node that the project pins (package `node`); it runs TypeScript as it is. */
export function projectNode(root) {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * Whether npm's own record of what it installed agrees with the lockfile. It is written last, so an
 * install that was cut off does not count. Optional packages may be missing: other platforms' binaries. Not
 * those that the project asks for itself, though for another package they are optional (`devOptional`).
 */
export function isInstalled(root) {
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (!installed || !existsSync(projectNode(root))) return false;
  const locked = readPackages(join(root, 'package-lock.json')) ?? {};
  const own = locked['']?.devDependencies ?? {};
  for (const [path, wanted] of Object.entries(locked)) {
    if (path === '') continue;
    const found = installed[path];
    const isOptional = wanted.optional || (wanted.devOptional && !(path.replace('node_modules/', '') in own));
    if (!found && isOptional) continue;
    if (!found || found.version !== wanted.version || found.integrity !== wanted.integrity) return false;
  }
  return Object.keys(installed).every((path) => path in locked);
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

/** Installs when needed; returns a message when that failed. */
export function ensureDependencies(root) {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
    return `Node ${OLDEST_NODE} or newer is needed; this is ${process.version}.`;
  }
  if (isInstalled(root)) return null;
  process.stderr.write('Installing dependencies from package-lock.json\n');
  const windows = process.platform === 'win32';
  const npm = spawnSync(
    windows ? 'npm.cmd' : 'npm',
    ['ci', '--loglevel=error', '--no-audit', '--no-fund', '--engine-strict=false'],
    { cwd: root, stdio: ['ignore', 2, 2], shell: windows },
  );
  if (npm.status === 0 && existsSync(projectNode(root))) return null;
  return `"npm ci" did not work${npm.error ? ` (${npm.error.message})` : ''}; run it in ${root} to see why.`;
}
