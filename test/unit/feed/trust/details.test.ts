import { expect, it } from 'vitest';
import type { Detail } from '#lib/core/problem-details.ts';
import {
  PAST,
  publish,
  putRoot,
  rootContent,
  signed,
  testRing,
  testWorld,
  type World,
} from '../../../support/trust-feed.ts';
import { next } from './cases/case.ts';

const inFile = (file: string): Detail => ({ code: 'file', params: { file } });
const version = (file: string, came: number, expected: number): Detail => ({
  code: 'version',
  params: { file, version: String(came), expected: String(expected) },
});
const signatures = (file: string, count: number): Detail => ({
  code: 'signatures',
  params: { file, count: String(count) },
});

it.each<[string, Detail, (world: World) => void | Promise<void>]>([
  [
    'a timestamp that is older',
    version('timestamp.json', 1, 2),
    async (world) => {
      const old = world.repo.get('timestamp.json') as Uint8Array;
      next(world);
      await world.update();
      world.repo.set('timestamp.json', old);
    },
  ],
  [
    'targets that were taken back',
    version('targets.json', 1, 2),
    async (world) => {
      next(world);
      await world.update();
      publish(world.repo, { targets: 1, snapshot: 3, timestamp: 3 });
    },
  ],
  [
    'a snapshot with two contents',
    { code: 'two-contents', params: { file: 'snapshot.json', version: '1' } },
    async (world) => {
      await world.update();
      next(world, { snapshot: 1 });
    },
  ],
  [
    'a root that leaves one out',
    version('root.json', 3, 2),
    (world) => {
      world.repo.set('2.root.json', signed(rootContent(testRing(), 3), testRing().root.keys));
    },
  ],
  [
    'a root that too few signed',
    signatures('root.json', 2),
    (world) => {
      world.repo.set('2.root.json', signed(rootContent(testRing(), 2), testRing().root.keys.slice(0, 1)));
    },
  ],
  [
    'a timestamp that nobody signed',
    signatures('timestamp.json', 1),
    (world) => {
      const { signed: content } = JSON.parse(new TextDecoder().decode(world.repo.get('timestamp.json')));
      world.repo.set('timestamp.json', signed(content, []));
    },
  ],
  [
    'a root that has run out',
    { code: 'until', params: { file: 'root.json', until: PAST.slice(0, 10) } },
    (world) => putRoot(world.repo, testRing(), 2, undefined, PAST),
  ],
  [
    'a snapshot that is not the named one',
    inFile('snapshot.json'),
    (world) => {
      world.repo.set('1.snapshot.json', new TextEncoder().encode('{}'));
    },
  ],
  [
    'a timestamp that is of no form',
    inFile('timestamp.json'),
    (world) => {
      world.repo.set('timestamp.json', new TextEncoder().encode('{"signed": {}, "signatures": []}'));
    },
  ],
])('says of %s which file it is, and what was due', async (_, detail, run) => {
  const world = testWorld();
  await run(world);
  const result = await world.update();
  expect(!result.ok && result.error.detail).toEqual(detail);
});
