import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { collectLicences } from '../../../scripts/licences.ts';

it('hands on the licence of everything that is built in, and of what that needs', () => {
  const text = collectLicences(process.cwd());
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const name of Object.keys(dependencies)) expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
  // tldts has its own core as a package.
  expect(text).toMatch(/^tldts-core \d/m);
  expect(text).not.toContain('Licence: not given');
});
