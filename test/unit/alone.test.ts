import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
/** What another file of the same worker would meet. */
const LASTS = /vi\.(?:do)?[mM]ock\(|vi\.resetModules\(|fake-indexeddb\/auto/;
const lasts = (file: string) => LASTS.test(readFileSync(join(ROOT, file), 'utf8'));

it('what changes modules or the browser for a whole worker stands in a file of its own', () => {
  const shared = globSync('test/unit/**/*.test.{ts,tsx}', { cwd: ROOT }).filter(
    (file) => !file.includes('.alone.') && lasts(file),
  );
  expect(shared).toEqual([]);
  expect(lasts('test/unit/review/db.alone.test.ts')).toBe(true);
});
