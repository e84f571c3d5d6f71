/**
 * `node scripts/run.mjs FILE.ts [arguments]`: what every npm script calls. Installs what is missing,
 * then runs the file with the project's own Node and the project's binaries first on the path.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { ensureDependencies, projectNode, ROOT } from './setup.mjs';

const problem = ensureDependencies(ROOT);
if (problem) {
  process.stderr.write(`${problem}\n`);
  process.exit(2);
}

const child = spawn(projectNode(ROOT), process.argv.slice(2), {
  cwd: ROOT,
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
    // Relative file names mean the directory that the person stands in, not the project's.
    ALMSGUARD_CWD: process.env.INIT_CWD ?? process.cwd(),
  },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
