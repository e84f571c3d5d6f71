import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { chromium } from 'playwright';
import { type BrowserName, findInstalled, installHint, planInstall, type System } from './find.ts';

/** A browser that is missing and could not be installed; the message says what to run. */
export class BrowserMissing extends Error {}

const system: System = {
  platform: process.platform,
  env: process.env,
  locate(command) {
    if (isAbsolute(command)) return existsSync(command) ? command : null;
    for (const directory of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(directory, command);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // not in this directory
      }
    }
    return null;
  },
  version(path) {
    if (process.platform === 'win32') return null;
    const run = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
    return run.stdout ?? '';
  },
};

/** Path of a browser that can load the extension; installs one where the system lets us. */
export function ensureBrowser(name: BrowserName): string {
  const extra = name === 'chromium' ? [chromium.executablePath()] : [];
  const before = findInstalled(name, system, extra);
  if (before.path) return before.path;
  const installed = install(name);
  const after = findInstalled(name, system, extra);
  if (after.path) return after.path;
  const tried = installed ? `${installed} did not bring one that works. ` : '';
  const objections = after.objections.map((line) => `\n  ${line}`).join('');
  throw new BrowserMissing(`No ${name} was found. ${tried}${installHint(name, system)}${objections}`);
}

/** Tries the system's package manager; returns its name, or `null` where it may not be used. */
function install(name: BrowserName): string | null {
  const plan = planInstall(name, system);
  const prefix = plan && privileges(plan.manager);
  if (!plan || !prefix) return null;
  process.stderr.write(`Installing ${name} with ${plan.manager}\n`);
  const run = (command: string[]) => {
    const [first = '', ...rest] = [...prefix, ...command];
    return spawnSync(first, rest, {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status;
  };
  for (const step of plan.prepare) run(step);
  plan.choices.some((choice) => run(choice) === 0);
  return plan.manager;
}

/** What stands before an install command: nothing for root, `sudo -n` where it asks no password. */
function privileges(manager: string): string[] | null {
  if (manager === 'brew' || process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null;
}
