import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeOwnFolder } from '../../../scripts/browser/own-folder.ts';

const MODULE = join(import.meta.dirname, '../../../scripts/browser/own-folder.ts');

/** A run of its own that makes a folder, does this, and tells where it was. */
function run(work: string) {
  const { stdout, status, stderr } = spawnSync(
    process.execPath,
    [
      ...['--input-type=module-typescript', '-e'],
      `import { mkdirSync, writeFileSync } from 'node:fs';
      const { makeOwnFolder } = await import(${JSON.stringify(MODULE)});
      const folder = await makeOwnFolder('test');
      writeFileSync(folder.path + '/Local State', '{}');
      console.log(folder.path);
      ${work}`,
    ],
    { encoding: 'utf8' },
  );
  const path = stdout.trim();
  if (!path) throw new Error(stderr);
  return { status, isThere: existsSync(path) };
}

it('is gone when somebody says so, and not before', async () => {
  const folder = await makeOwnFolder('test');
  expect(existsSync(folder.path)).toBe(true);
  await folder.remove();
  expect(existsSync(folder.path)).toBe(false);
});

it.each([
  ['ends', '', 0],
  ['is stopped', 'process.exit(130);', 130],
  ['fails', 'throw new Error();', 1],
])('goes with a run that %s, which ends as it would', (_, work, status) => {
  expect(run(work)).toEqual({ status, isThere: false });
});

it('goes after what worked in it was ended at the exit', () => {
  const writes = "process.on('exit', () => { mkdirSync(folder.path, { recursive: true }); });";
  expect(run(`${writes} folder.started();`)).toEqual({ status: 0, isThere: false });
});
