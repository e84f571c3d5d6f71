import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readContainer } from '#lib/watchlist/container.ts';

/** Ways to ask a server for something. */
const ASKS =
  /\bfetch\s*\(|\bXMLHttpRequest\b|\bnew WebSocket\b|\bsendBeacon\b|\bnew EventSource\b|importScripts/;
/** Who does: for lists, for files of the extension's own, and for a server that a person named to push to. */
const DOORS = [
  'entrypoints/demo/main.tsx',
  'entrypoints/review/main.tsx',
  'lib/messaging/language.ts',
  'lib/messaging/lists-kept.ts',
  'lib/review/push/request.ts',
];

it('nobody asks the network but for lists, and what a person pushes: no look-up of an address can be there', () => {
  const asking = ['lib', 'entrypoints', 'components'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => /\.tsx?$/.test(path) && ASKS.test(withoutComments(readFileSync(path, 'utf8')))),
  );
  // lib/feed/fetch.ts is handed what it asks with.
  expect(asking.sort()).toEqual(DOORS);
});

/** What may be bundled: works of the US government, what is given away, and facts. */
const FREE = /^(?:Public domain|CC0-1\.0|MIT|Facts)\b/;
/** Wherever it stands in what a licence is called. */
const FORBIDS = /\bNC\b|non-?commercial|GPL|DBAD|not stated|no licen[cs]e/i;

it('no bundled list is under a licence that forbids it', async () => {
  const names = readdirSync('public/watchlist').filter((name) => name.endsWith('.almslist'));
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    const list = await readContainer(new Uint8Array(readFileSync(join('public/watchlist', name))));
    const licence = list.ok ? list.value.info.licence : '';
    expect(licence, name).toMatch(FREE);
    expect(licence, name).not.toMatch(FORBIDS);
  }
});

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}
