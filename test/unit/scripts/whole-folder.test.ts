import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { wait } from '#lib/core/wait.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const MODULE = join(import.meta.dirname, '../../../scripts/browser/whole-folder.ts');
const FILES = ['first', 'last', 'manifest.json'];
/** Milliseconds between two looks at what another process does. */
const LOOK_MS = 10;

/**
 * A process that makes a folder of three files, the manifest in the middle as a build may, or stops behind that for good;
 * then it says what is in there. Every making leaves a line.
 */
function makeIn(
  work: string,
  how: 'makes' | 'hangs' = 'makes',
): { process: ChildProcess; said: Promise<string> } {
  const code = `
    import { appendFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
    const { makeWhole } = await import(${JSON.stringify(MODULE)});
    const work = ${JSON.stringify(work)};
    const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
    makeWhole(work + '/built', work + '/output/lock', () => existsSync(work + '/built/manifest.json'), (folder) => {
      appendFileSync(work + '/times', 'x');
      mkdirSync(folder);
      writeFileSync(folder + '/first', '');
      writeFileSync(folder + '/manifest.json', '');
      pause(${how === 'hangs' ? 600_000 : 300});
      writeFileSync(folder + '/last', '');
    });
    process.stdout.write(readdirSync(work + '/built').sort().join());`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = new Promise<string>((resolve) => {
    let text = '';
    child.stdout.on('data', (part) => {
      text += part;
    });
    child.on('close', () => resolve(text));
  });
  return { process: child, said };
}

const timesMade = (work: string) => readFileSync(join(work, 'times'), 'utf8').length;

it('is made once by those who need it at the same moment, and each finds it whole', async () => {
  const work = tempFolder();
  const all = Array.from({ length: 4 }, () => makeIn(work).said);
  expect(await Promise.all(all)).toEqual(Array.from({ length: 4 }, () => FILES.join()));
  expect(timesMade(work)).toBe(1);
});

it('is whole though who made it before was killed over it, and nothing else is left', async () => {
  const work = tempFolder();
  const { process: killed } = makeIn(work, 'hangs');
  while (!existsSync(join(work, 'built.coming', 'manifest.json'))) await wait(LOOK_MS);
  expect(existsSync(join(work, 'built'))).toBe(false);
  const waiting = makeIn(work).said;
  killed.kill('SIGKILL');
  await once(killed, 'close');
  expect(await waiting).toBe(FILES.join());
  expect(timesMade(work)).toBe(2);
  expect(readdirSync(work).sort()).toEqual(['built', 'output', 'times']);
});
