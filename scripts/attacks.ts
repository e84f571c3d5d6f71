/** `npm run attacks`: tries every attack on the warning in both browsers, and writes docs/ATTACKS.md. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBrowser } from './browser/ensure.ts';

const ROOT = join(import.meta.dirname, '..');
const VITEST = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
const ran = spawnSync(
  process.execPath,
  // The last word: what follows `--update` would be taken for its value.
  [VITEST, 'run', '--project=e2e', 'test/e2e/attacks.test.ts', '--update'],
  {
    cwd: ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      ALMSGUARD_ATTACKS: 'all',
      ALMSGUARD_CHROMIUM: ensureBrowser('chromium'),
      ALMSGUARD_FIREFOX: ensureBrowser('firefox'),
    },
  },
);
process.exitCode = ran.status ?? 1;
