import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { putFolder } from '../../../scripts/put-folder.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const write = (folder: string, text: string) => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'a'), text);
};

it('first brings back what a process that was ended has left beside', () => {
  const folder = join(tempFolder(), 'files');
  write(`${folder}.going`, 'old');
  putFolder(folder, (coming) => {
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('old');
    write(coming, 'new');
  });
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('new');
  expect(existsSync(`${folder}.going`)).toBe(false);
});
