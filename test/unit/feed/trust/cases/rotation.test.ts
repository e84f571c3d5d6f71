import { publish, putRoot, testKey, testRing } from '../../../../support/trust-feed.ts';
import { itAnswers } from './answers.ts';
import { applied, next, refused, ringWith, role, type TrustCase } from './case.ts';

const ROTATION_CASES: TrustCase[] = [
  {
    name: 'a new root signed by the old threshold and its own',
    expected: applied(2),
    async run(world) {
      await world.update();
      const ring = ringWith({ root: { keys: [11, 12, 13].map(testKey), threshold: 2 } });
      putRoot(world.repo, ring, 2, [...testRing().root.keys.slice(0, 2), ...ring.root.keys.slice(0, 2)]);
      next(world);
    },
  },
  {
    name: 'a new root not signed by the old threshold',
    expected: refused('unsigned'),
    run(world) {
      const ring = ringWith({ root: { keys: [11, 12, 13].map(testKey), threshold: 2 } });
      putRoot(world.repo, ring, 2, [testKey(1), ...ring.root.keys]);
    },
  },
  {
    name: 'a new root not signed by its own threshold',
    expected: refused('unsigned'),
    run(world) {
      const ring = ringWith({ root: { keys: [11, 12, 13].map(testKey), threshold: 2 } });
      putRoot(world.repo, ring, 2, [...testRing().root.keys, testKey(11)]);
    },
  },
  {
    name: 'a lower threshold in the new root does not count for itself',
    expected: refused('unsigned'),
    run(world) {
      const ring = ringWith({ root: { keys: testRing().root.keys, threshold: 1 } });
      putRoot(world.repo, ring, 2, [testKey(1)]);
    },
  },
  {
    name: 'a timestamp by a key that was taken away',
    expected: refused('unsigned'),
    run(world) {
      putRoot(world.repo, ringWith({ timestamp: role(17) }), 2);
    },
  },
  {
    name: 'fast-forward of the timestamp, recovered by a new key',
    expected: applied(2),
    async run(world) {
      publish(world.repo, { targets: 1, snapshot: 1, timestamp: Number.MAX_SAFE_INTEGER });
      await world.update();
      const ring = ringWith({ timestamp: role(17) });
      putRoot(world.repo, ring, 2);
      next(world, { ring });
    },
  },
  {
    name: 'fast-forward of the snapshot, recovered by a new snapshot key alone',
    expected: applied(2),
    async run(world) {
      publish(world.repo, { targets: 1, snapshot: Number.MAX_SAFE_INTEGER, timestamp: 5 });
      await world.update();
      const ring = ringWith({ snapshot: role(16) });
      putRoot(world.repo, ring, 2);
      next(world, { ring, timestamp: 6 });
    },
  },
  {
    name: 'fast-forward of the targets, recovered by new targets keys alone',
    expected: applied(2),
    async run(world) {
      publish(world.repo, { targets: Number.MAX_SAFE_INTEGER, snapshot: 5, timestamp: 5 });
      await world.update();
      const ring = ringWith({ targets: { keys: [14, 15].map(testKey), threshold: 2 } });
      putRoot(world.repo, ring, 2);
      next(world, { ring, snapshot: 6, timestamp: 6 });
    },
  },
  {
    name: 'fast-forward of targets that nobody signed, recovered by new online keys',
    expected: applied(2),
    async run(world) {
      publish(world.repo, { targets: Number.MAX_SAFE_INTEGER, snapshot: 5, timestamp: 5 });
      world.repo.delete(`${Number.MAX_SAFE_INTEGER}.targets.json`);
      await world.update();
      const ring = ringWith({ snapshot: role(16), timestamp: role(17) });
      putRoot(world.repo, ring, 2);
      next(world, { ring });
    },
  },
  {
    name: 'a version that new editors signed again with other content',
    expected: applied(1),
    async run(world) {
      await world.update();
      const ring = ringWith({ targets: { keys: [14, 15].map(testKey), threshold: 2 } });
      putRoot(world.repo, ring, 2);
      next(world, { ring, targets: 1 });
    },
  },
  {
    name: 'fast-forward, recovered by a root that a new build brings',
    expected: applied(2),
    async run(world) {
      publish(world.repo, { targets: 1, snapshot: 1, timestamp: Number.MAX_SAFE_INTEGER });
      await world.update();
      const ring = ringWith({ timestamp: role(17) });
      putRoot(world.repo, ring, 2);
      world.root = world.repo.get('2.root.json') as Uint8Array;
      world.repo.delete('2.root.json');
      next(world, { ring });
    },
  },
  {
    name: 'an older timestamp after a key was added, none taken away',
    expected: refused('older'),
    async run(world) {
      const old = world.repo.get('timestamp.json') as Uint8Array;
      next(world);
      await world.update();
      putRoot(world.repo, ringWith({ timestamp: role(7, 17) }), 2);
      world.repo.set('timestamp.json', old);
    },
  },
  {
    name: 'the old key after its role was rotated and the feed went offline in between',
    expected: refused('unsigned'),
    async run(world) {
      await world.update();
      putRoot(world.repo, ringWith({ timestamp: role(17) }), 2);
      await world.update();
      world.repo.delete('2.root.json');
      next(world);
    },
  },
];

/** A point of order 8 (RFC 8032's curve), and the neutral element in its two encodings. */

itAnswers('rotation', ROTATION_CASES);
