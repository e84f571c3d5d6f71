import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildExtension } from '../../scripts/browser/build.ts';
import { BROWSERS } from './harness.ts';

const ROOT = join(import.meta.dirname, '../..');
/** What the popup's headline waits for in both browsers, and what Chromium needs beside it, for want of `browser`. */
const FIRST_FILES = ['first', 'popup', 'core'];
const MORE_FILES = { firefox: [], chromium: ['rolldown-runtime'] };

it.each(BROWSERS)('the extension that is tested in %s was built as the stores get it', (name) => {
  const built = buildExtension(name);
  const scripts = globSync('**/*.js', { cwd: built });
  expect(scripts).toContain('background.js');
  // Where a piece of the interface stands in the sources is told by builds for development only.
  const holding = (text: string) =>
    scripts.filter((file) => readFileSync(join(built, file), 'utf8').includes(text));
  expect(holding(ROOT)).toEqual([]);
  // WXT puts its own storage, nine kilobytes, wherever code has a variable named like it.
  expect(holding('`signal` needs to be an AbortSignal')).toEqual([]);
});

it.each(BROWSERS)(
  'what is tested in %s differs from what the stores get in where sites are asked for',
  (name) => {
    const [granted, store] = [false, true].map((store) => {
      const built = buildExtension(name, { store });
      const manifest = JSON.parse(readFileSync(join(built, 'manifest.json'), 'utf8'));
      const { host_permissions: given, optional_host_permissions: asked, ...same } = manifest;
      return { built, same, given, asked };
    });
    if (!granted || !store) throw new Error('Not built');
    expect([granted.given, granted.asked]).toEqual([['<all_urls>'], undefined]);
    expect([store.given, store.asked]).toEqual([undefined, ['<all_urls>']]);
    expect(store.same).toEqual(granted.same);
    expect(store.same.content_scripts).toBeUndefined();
    const filesOf = ({ built }: { built: string }) =>
      globSync('**/*.*', { cwd: built })
        .filter((file) => file !== 'manifest.json')
        .sort();
    expect(filesOf(store)).toEqual(filesOf(granted));
    const differs = (file: string) =>
      !readFileSync(join(store.built, file)).equals(readFileSync(join(granted.built, file)));
    expect(filesOf(store).filter(differs)).toEqual([]);
  },
);

it.each(BROWSERS)('the popup in %s begins with few files: each costs a request', (name) => {
  const page = readFileSync(join(buildExtension(name), 'popup.html'), 'utf8');
  const files = [...page.matchAll(/(?:src|href)="[^"]*\/([a-z-]+?)(?:-[\w-]{8})?\.\w+"/g)].map(
    ([, file]) => file,
  );
  expect(files.toSorted()).toEqual([...FIRST_FILES, ...MORE_FILES[name]].toSorted());
});
