/** `npm run zip`: the packages for the stores; Firefox's comes with its sources. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
for (const browser of ['chrome', 'edge', 'firefox']) {
  const wxt = join(ROOT, 'node_modules', 'wxt', 'bin', 'wxt.mjs');
  const { status } = spawnSync(process.execPath, [wxt, 'zip', '-b', browser], {
    cwd: ROOT,
    // What goes to a store asks for no site when it is installed (wxt.config.ts).
    env: { ...process.env, ALMSGUARD_GRANTED: '' },
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
