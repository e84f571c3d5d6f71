import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../../../support/temp-folder.ts';

const FEED = join(import.meta.dirname, '../../../../scripts/feed.ts');

it('does what it was asked for though nobody reads on, as behind a pipe into head', async () => {
  const folder = tempFolder();
  const child = spawn(process.execPath, [FEED, 'keygen', 'alice', '--out', folder]);
  child.stdout.destroy();
  let complaint = '';
  child.stderr.on('data', (part) => {
    complaint += part;
  });
  const [status] = await once(child, 'close');
  expect([status, complaint]).toEqual([0, '']);
  expect(readdirSync(folder).sort()).toEqual(['alice.pem', 'alice.pub']);
});
