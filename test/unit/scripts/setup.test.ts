import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const SCRIPTS = join(import.meta.dirname, '..', '..', '..', 'scripts');

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'almsguard-setup-'));
  mkdirSync(join(root, 'scripts'));
  for (const name of ['setup.mjs', 'run.mjs']) cpSync(join(SCRIPTS, name), join(root, 'scripts', name));
  writeFileSync(join(root, 'task.ts'), "process.stdout.write(['ran', ...process.argv.slice(2)].join(' '));");
  mkdirSync(join(root, 'bin'));
});
afterEach(() => rmSync(root, { recursive: true }));

const pkg = (version: string, more = {}) => ({ version, integrity: `sha512-${version}`, ...more });
const write = (path: string, packages: object) =>
  writeFileSync(join(root, path), JSON.stringify({ packages }));

/** An npm that leaves a note, and installs what a real one would when `works`. */
function fakeNpm(works: boolean) {
  const script = works
    ? `mkdir -p node_modules/node/bin && ln -sf "${process.execPath}" node_modules/node/bin/node && echo "$@" > called && echo noise`
    : 'echo "$@" > called; echo "npm error: no network" >&2; exit 1';
  writeFileSync(join(root, 'bin', 'npm'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(root, 'bin', 'npm'), 0o755);
}

function installNode() {
  mkdirSync(join(root, 'node_modules', 'node', 'bin'), { recursive: true });
  symlinkSync(process.execPath, join(root, 'node_modules', 'node', 'bin', 'node'));
}

function run(...args: string[]) {
  return spawnSync(process.execPath, ['scripts/run.mjs', 'task.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${join(root, 'bin')}:/usr/bin:/bin` },
  });
}
const npmCalled = () => existsSync(join(root, 'called'));

describe.skipIf(process.platform === 'win32')('run.mjs', () => {
  test('installs in a fresh clone, then runs; only the task speaks on standard output', () => {
    fakeNpm(true);
    write('package-lock.json', { '': {}, 'node_modules/a': pkg('1.0.0') });
    const result = run('--json', 'x');
    expect(npmCalled()).toBe(true);
    expect(result.stdout).toBe('ran --json x');
    expect(result.status).toBe(0);
  });

  test('leaves alone what agrees with the lockfile; other platforms may be missing', () => {
    fakeNpm(false);
    installNode();
    write('package-lock.json', {
      '': { version: '9' },
      'node_modules/a': pkg('1.0.0'),
      'node_modules/mac': pkg('2.0.0', { optional: true }),
    });
    write('node_modules/.package-lock.json', { 'node_modules/a': pkg('1.0.0') });
    expect(run().stdout).toBe('ran');
    expect(npmCalled()).toBe(false);
  });

  test.each([
    ['another version', { 'node_modules/a': pkg('1.0.1') }],
    ['a package missing', {}],
    ['a package too many', { 'node_modules/a': pkg('1.0.0'), 'node_modules/b': pkg('1.0.0') }],
  ])('installs again with %s', (_, installed) => {
    fakeNpm(true);
    installNode();
    write('package-lock.json', { 'node_modules/a': pkg('1.0.0') });
    write('node_modules/.package-lock.json', installed);
    expect(run().stdout).toBe('ran');
    expect(npmCalled()).toBe(true);
  });

  test('installs again without a package of its own that another one could do without', () => {
    fakeNpm(true);
    installNode();
    write('package-lock.json', {
      '': { devDependencies: { a: '1.0.0' } },
      'node_modules/a': pkg('1.0.0', { devOptional: true }),
    });
    write('node_modules/.package-lock.json', {});
    expect(run().stdout).toBe('ran');
    expect(npmCalled()).toBe(true);
  });

  test('says so when npm fails, and does not run', () => {
    fakeNpm(false);
    write('package-lock.json', { 'node_modules/a': pkg('1.0.0') });
    const result = run();
    expect(result.status).toBe(2);
    expect(result.stdout).toBe('');
    expect(result.stderr).toContain('npm error: no network');
    expect(result.stderr).toContain('"npm ci" did not work');
  });

  test("hands the task's exit status on", () => {
    fakeNpm(false);
    installNode();
    write('package-lock.json', {});
    write('node_modules/.package-lock.json', {});
    writeFileSync(join(root, 'task.ts'), 'process.exit(3)');
    expect(run().status).toBe(3);
  });
});
