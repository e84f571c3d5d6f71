/** `npm test`: every check there is, in order; a failure stops none of the others. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildExtension } from './browser/build.ts';
import { ensureBrowser } from './browser/ensure.ts';
import { readCounts, type TestCounts } from './test/counts.ts';

const ROOT = join(import.meta.dirname, '..');
/** Lines that are shown of why a test failed. */
const SHOWN_LINES = 12;
const scratch = mkdtempSync(join(tmpdir(), 'almsguard-test-'));
const one = (passed: boolean, why = ''): TestCounts => ({
  passed: passed ? 1 : 0,
  failures: passed ? [] : [{ test: 'the whole step', why }],
  skipped: [],
  retried: [],
});

const STEPS: [name: string, run: () => TestCounts][] = [
  ['format and lint', () => one(runTool('@biomejs/biome/bin/biome', 'ci', '.'))],
  ['types', () => one(runTool('wxt/bin/wxt.mjs', 'prepare') && runTool('typescript/bin/tsc', '--noEmit'))],
  ['Chromium', () => one(provideBrowser('chromium', 'ALMSGUARD_CHROMIUM'))],
  ['Firefox', () => one(provideBrowser('firefox', 'ALMSGUARD_FIREFOX'))],
  // Together: a browser's tests wait much of the time.
  ['unit and DOM tests', () => runVitest('unit', 'alone', 'dom')],
  ['build for Chromium', () => one(buildExtension('chromium') !== '')],
  ['build for Firefox', () => one(buildExtension('firefox') !== '')],
  ['end-to-end tests', () => runVitest('e2e')],
];

const total = { passed: 0, failed: 0 };
/** Said once more at the end: of a long log often nothing else is looked at, or kept. */
const ending: string[] = [];
for (const [name, run] of STEPS) {
  process.stdout.write(`\n── ${name}\n`);
  const started = Date.now();
  const { passed, failures, skipped, retried } = attempt(run);
  for (const test of skipped) process.stdout.write(`   skipped: ${test}\n`);
  for (const { test, why } of retried)
    ending.push(`passed only when tried again: ${name}: ${test}\n${indented(why)}\n`);
  for (const { test, why } of failures) ending.push(`failed: ${name}: ${test}\n${indented(why)}\n`);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`── ${name}: ${passed} passed, ${failures.length} failed, ${seconds} s\n`);
  total.passed += passed;
  total.failed += failures.length;
}
rmSync(scratch, { recursive: true, force: true });
if (ending.length > 0) process.stdout.write(`\n${ending.join('')}`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** A step that breaks counts as one failure. */
function attempt(run: () => TestCounts): TestCounts {
  try {
    return run();
  } catch (error) {
    return one(false, error instanceof Error ? error.message : String(error));
  }
}

/** The first lines: what follows is where the libraries stand. */
function indented(why: string): string {
  return why
    .split('\n')
    .slice(0, SHOWN_LINES)
    .join('\n')
    .replace(/^(?=.)/gm, '   ');
}

/** Later steps, and the processes that they start, take the browser from the variable. */
function provideBrowser(name: 'chromium' | 'firefox', variable: string): boolean {
  process.env[variable] = ensureBrowser(name);
  process.stdout.write(`${process.env[variable]}\n`);
  return true;
}

function runTool(script: string, ...args: string[]): boolean {
  const run = spawnSync(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return run.status === 0;
}

function runVitest(...projects: string[]): TestCounts {
  const file = join(scratch, `${projects.join('-')}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const asked = projects.map((project) => `--project=${project}`);
  const passed = runTool('vitest/vitest.mjs', 'run', ...asked, ...reporters);
  return readCounts(JSON.parse(readFileSync(file, 'utf8')), passed);
}
