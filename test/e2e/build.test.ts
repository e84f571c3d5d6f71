import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { benchBytes } from '../../scripts/bench/bytes.ts';
import { targetsOf } from '../../scripts/bench/targets.ts';
import { buildExtension } from '../../scripts/browser/build.ts';
import type { BrowserName } from '../../scripts/browser/find.ts';
import { readPicture } from './attacks/picture.ts';
import { BROWSERS } from './harness.ts';

const ROOT = join(import.meta.dirname, '../..');
/** What the popup's headline waits for in both browsers, and what Chromium needs beside it, for want of `browser`. */
const FIRST_FILES = ['first', 'popup', 'core'];
/** Bytes of the script in the page's own world (lib/messaging/tell-copies.ts). */
const MAX_PAGE_WORLD_BYTES = 1_024;
/** The table that names what is asked for, and the words before it. */
const [PERMISSIONS = ''] = readFileSync(join(ROOT, 'docs/PERMISSIONS.md'), 'utf8').split('Not asked for:');
/** Grounds of Chromium's toolbar, in its light themes and its dark ones. */
const TOOLBARS = [
  [0xff, 0xff, 0xff],
  [0xde, 0xe1, 0xe6],
  [0x20, 0x21, 0x24],
  [0x35, 0x36, 0x3a],
];
/** Grounds of Firefox's toolbar, in its light theme and its dark one. */
const LIGHT_TOOLBARS = [
  [0xf9, 0xf9, 0xfb],
  [0xf0, 0xf0, 0xf4],
];
const DARK_TOOLBARS = [
  [0x2b, 0x2a, 0x33],
  [0x1c, 0x1b, 0x22],
];
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

it.each([16, 32, 48, 96, 128])(
  'an icon of %d pixels stands out from light and dark toolbars alike',
  (size) => {
    const { at, alphaAt } = readPicture(
      join(buildExtension('chromium', { store: true }), `icon/${size}.png`),
    );
    const pixels = Array.from({ length: size * size }, (_, i): [number, number] => [
      i % size,
      Math.floor(i / size),
    ]);
    const isDrawn = (x: number, y: number) => alphaAt(x, y) === 255;
    const isEdge = (x: number, y: number) =>
      [isDrawn(x - 1, y), isDrawn(x + 1, y), isDrawn(x, y - 1), isDrawn(x, y + 1)].includes(false);
    const drawn = pixels.filter(([x, y]) => isDrawn(x, y));
    const colourOf = ([x, y]: [number, number]) => at(x, y) ?? [0, 0, 0];
    const outline = drawn.filter(([x, y]) => isEdge(x, y)).map(colourOf);
    expect(outline.length).toBeGreaterThan(2 * size);
    for (const ground of TOOLBARS) {
      expect(
        Math.min(...outline.map((colour) => contrast(colour, ground))),
        `on ${ground}`,
      ).toBeGreaterThanOrEqual(3);
    }
    // And what is on the tile stands out from it.
    const [tile = [0, 0, 0]] = outline;
    const inner = drawn.map(colourOf).filter((colour) => contrast(colour, tile) >= 3);
    expect(inner.length).toBeGreaterThan(drawn.length / 5);
  },
);

it.each([
  // The names are those of the text on the toolbar.
  ['dark', LIGHT_TOOLBARS],
  ['light', DARK_TOOLBARS],
] as const)('Firefox has an icon that stands out from toolbars with %s text', (text, toolbars) => {
  const icons: Record<string, string | number>[] = manifestOf('firefox').action.theme_icons ?? [];
  expect(icons.map(({ size }) => size)).toEqual([16, 32]);
  for (const icon of icons) {
    const svg = readFileSync(join(buildExtension('firefox', { store: true }), `${icon[text]}`), 'utf8');
    const [, tile = ''] = /<rect[^>]* fill="#(\w{6})"/.exec(svg) ?? [];
    for (const ground of toolbars) {
      expect(contrast([...Buffer.from(tile, 'hex')], ground), `on ${ground}`).toBeGreaterThanOrEqual(3);
    }
  }
});

it.each(BROWSERS)('the popup in %s begins with few files: each costs a request', (name) => {
  const page = readFileSync(join(buildExtension(name), 'popup.html'), 'utf8');
  const files = [...page.matchAll(/(?:src|href)="[^"]*\/([a-z-]+?)(?:-[\w-]{8})?\.\w+"/g)].map(
    ([, file]) => file,
  );
  expect(files.toSorted()).toEqual([...FIRST_FILES, ...MORE_FILES[name]].toSorted());
});

it.each(BROWSERS)('the script in every frame is in %s as small as it is aimed at', (name) => {
  const bytes = benchBytes(buildExtension(name));
  const [{ value = Number.NaN, limit = 0 } = {}] = targetsOf({ date: '', machine: '', bytes });
  expect(value).toBeLessThanOrEqual(limit);
});

it.each(BROWSERS)('the script in the page’s own world is in %s small', (name) => {
  const script = inPageWorld(readFileSync(join(buildExtension(name), 'background.js'), 'utf8'));
  expect(script).toContain('writeText');
  expect(Buffer.byteLength(script)).toBeLessThanOrEqual(MAX_PAGE_WORLD_BYTES);
});

/** Of the background the function that is handed to pages as its text; arrows are what all others in it are made to. */
function inPageWorld(background: string): string {
  const start = background.lastIndexOf('function ', background.indexOf('window.DataTransfer'));
  const rest = background.slice(start, start + 10 * MAX_PAGE_WORLD_BYTES);
  const ends = [...rest.matchAll(/}/g)].map(({ index }) => rest.slice(0, index + 1));
  return ends.find(isWhole) ?? '';
}

function isWhole(script: string): boolean {
  try {
    return new Function(`return ${script}`) instanceof Function;
  } catch {
    return false;
  }
}

/** WCAG 2.2, relative luminance; of 255. */
function luminance(colour: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: readonly number[], other: readonly number[]): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Of what the stores get. */
function manifestOf(name: BrowserName) {
  return JSON.parse(readFileSync(join(buildExtension(name, { store: true }), 'manifest.json'), 'utf8'));
}
