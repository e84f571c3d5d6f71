import { expect, it } from 'vitest';
import { bodyOf } from '#lib/feed/body.ts';
import { buildLists } from '#lib/feed/publish/build.ts';
import { buildOwnLists, readOwnLists } from '#lib/feed/publish/own-lists.ts';
import { STEP_BYTES, stepping, tellingBytes } from '#lib/feed/publish/progress.ts';
import { FIXTURE } from './fixture.ts';

it('tells now and then how much of a large file was read, and hands on all of it', async () => {
  const piece = new Uint8Array(STEP_BYTES / 2);
  const told: string[] = [];
  let bytes = 0;
  const body = tellingBytes(bodyOf(piece, piece, piece, piece, piece), 'large.csv', (line) =>
    told.push(line),
  );
  for await (const chunk of body) bytes += chunk.length;
  expect(bytes).toBe(2.5 * STEP_BYTES);
  expect(told).toEqual(['  large.csv: 17 MB read', '  large.csv: 34 MB read']);
});

it('tells nothing of a small one', async () => {
  const told: string[] = [];
  for await (const _ of tellingBytes(bodyOf(new Uint8Array(1000)), 'small.csv', (line) => told.push(line)));
  expect(told).toEqual([]);
});

it('counts what comes, and says so once for all the steps that it went further', () => {
  const said: number[] = [];
  const step = stepping(100, (count) => said.push(count));
  for (const more of [60, 39, 1, 350, 20]) step(more);
  expect(said).toEqual([100, 450]);
});

it('tells of the bundled watchlist which list is being built', async () => {
  const told: string[] = [];
  await buildLists(FIXTURE, (line) => told.push(line));
  const ofSdn = told.filter((line) => line.startsWith('ofac-sdn: ')).map((line) => line.replace(/\d+/g, 'N'));
  expect(ofSdn).toEqual([
    'ofac-sdn: reading N files',
    'ofac-sdn: N entries, N left out',
    'ofac-sdn: looking for conflicts of N entries',
  ]);
});

it('tells how much of the file of an own list was read', async () => {
  const about = { title: 'A', publisher: 'P', licence: 'CC0-1.0', homepage: null, upstreams: [] };
  const lists = readOwnLists(JSON.stringify([{ file: 'a.csv', id: 'a', ...about }]));
  if (!lists.ok) throw new Error(lists.error.message);
  const csv = new TextEncoder().encode('value\nfront.example.org\n');
  const body = () => bodyOf(csv, new Uint8Array(STEP_BYTES).fill(0x61));
  const told: string[] = [];
  await buildOwnLists(lists.value, body, '2026-11-21', [], (line) => told.push(line));
  expect(told.slice(0, 2)).toEqual(['a: reading a.csv', '  a.csv: 17 MB read']);
});
