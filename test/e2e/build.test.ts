import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildExtension } from '../../scripts/browser/build.ts';
import type { BrowserName } from '../../scripts/browser/find.ts';
import { BROWSERS } from './harness.ts';

const ROOT = join(import.meta.dirname, '../..');
/** What the popup's headline waits for in both browsers, and what Chromium needs beside it, for want of `browser`. */
const FIRST_FILES = ['first', 'popup', 'core'];
/** The table that names what is asked for, and the words before it. */
const [PERMISSIONS = ''] = readFileSync(join(ROOT, 'docs/PERMISSIONS.md'), 'utf8').split('Not asked for:');
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

it.each(BROWSERS)('asks for no more in %s than docs/PERMISSIONS.md says', (name) => {
  const told = [...PERMISSIONS.matchAll(/^\| `(\w+)`( \(Chromium\))? \|/gm)];
  const wanted = told.filter(([, , chromium]) => name === 'chromium' || !chromium).map(([, one]) => one);
  const manifest = manifestOf(name);
  expect(manifest.permissions.toSorted()).toEqual(wanted.toSorted());
  expect(manifest.optional_host_permissions).toEqual(['<all_urls>']);
  expect(Object.keys(manifest).filter((key) => /permissions$|^web_accessible|^externally/.test(key))).toEqual(
    ['permissions', 'optional_host_permissions'],
  );
});

it.each(BROWSERS)('has its icon in %s in each size that it names', (name) => {
  const { icons } = manifestOf(name);
  expect(Object.keys(icons)).toEqual(['16', '32', '48', '96', '128']);
  for (const [size, path] of Object.entries<string>(icons)) {
    const file = readFileSync(join(buildExtension(name, { store: true }), path));
    // PNG 11.2.2: width and height are the first of the header.
    expect([file.readUInt32BE(16), file.readUInt32BE(20)], path).toEqual([Number(size), Number(size)]);
  }
});

it.each(BROWSERS)('the popup in %s begins with few files: each costs a request', (name) => {
  const page = readFileSync(join(buildExtension(name), 'popup.html'), 'utf8');
  const files = [...page.matchAll(/(?:src|href)="[^"]*\/([a-z-]+?)(?:-[\w-]{8})?\.\w+"/g)].map(
    ([, file]) => file,
  );
  expect(files.toSorted()).toEqual([...FIRST_FILES, ...MORE_FILES[name]].toSorted());
});

/** Of what the stores get. */
function manifestOf(name: BrowserName) {
  return JSON.parse(readFileSync(join(buildExtension(name, { store: true }), 'manifest.json'), 'utf8'));
}
