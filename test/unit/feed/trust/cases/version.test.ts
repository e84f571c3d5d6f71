import { publish, putRoot, rootContent, signed, testRing } from '../../../../support/trust-feed.ts';
import { itAnswers } from './answers.ts';
import { applied, next, refused, ringWith, role, type TrustCase } from './case.ts';

const VERSION_CASES: TrustCase[] = [
  { name: 'the first version', expected: applied(1), run() {} },
  {
    name: 'the next version',
    expected: applied(2),
    async run(world) {
      await world.update();
      next(world);
    },
  },
  {
    name: 'an older timestamp',
    expected: refused('older'),
    async run(world) {
      const old = world.repo.get('timestamp.json') as Uint8Array;
      next(world);
      await world.update();
      world.repo.set('timestamp.json', old);
    },
  },
  {
    name: 'an equal timestamp, whatever it says',
    expected: applied(1),
    async run(world) {
      await world.update();
      next(world, { timestamp: 1 });
    },
  },
  {
    name: 'a newer timestamp that goes back to an older snapshot',
    expected: refused('alarm-rollback'),
    async run(world) {
      next(world);
      await world.update();
      publish(world.repo, { targets: 2, snapshot: 1, timestamp: 3 });
    },
  },
  {
    name: 'a newer snapshot that goes back to older targets',
    expected: refused('alarm-rollback'),
    async run(world) {
      next(world);
      await world.update();
      publish(world.repo, { targets: 1, snapshot: 3, timestamp: 3 });
    },
  },
  {
    name: 'the same version of the snapshot with other content',
    expected: refused('alarm-equivocation'),
    async run(world) {
      await world.update();
      next(world, { snapshot: 1 });
    },
  },
  {
    name: 'the same version of the targets with other content',
    expected: refused('alarm-equivocation'),
    async run(world) {
      await world.update();
      next(world, { targets: 1 });
    },
  },
  {
    name: 'the same root with other content in place of the next one',
    expected: refused('alarm-equivocation'),
    async run(world) {
      await world.update();
      const other = ringWith({ timestamp: role(70) });
      world.repo.set('2.root.json', signed(rootContent(other, 1), testRing().root.keys.slice(0, 2)));
    },
  },
  {
    name: 'a build that brings the same root with other content',
    expected: refused('alarm-equivocation'),
    async run(world) {
      await world.update();
      world.root = signed(rootContent(ringWith({ timestamp: role(70) }), 1), testRing().root.keys);
    },
  },
  {
    name: 'an older root in place of the next one',
    expected: refused('alarm-rollback'),
    async run(world) {
      putRoot(world.repo, testRing(), 2);
      await world.update();
      world.repo.set('3.root.json', world.repo.get('1.root.json') as Uint8Array);
    },
  },
  {
    name: 'a root that leaves one out',
    expected: refused('mismatch'),
    run(world) {
      world.repo.set('2.root.json', signed(rootContent(testRing(), 3), testRing().root.keys));
    },
  },
  {
    name: 'a timestamp that was seen before an update broke off',
    expected: refused('older'),
    async run(world) {
      const old = world.repo.get('timestamp.json') as Uint8Array;
      next(world);
      world.repo.delete('2.snapshot.json');
      await world.update();
      world.repo.set('timestamp.json', old);
    },
  },
  {
    name: 'the rest of an update that broke off, under an equal timestamp',
    expected: applied(2),
    async run(world) {
      next(world);
      const snapshot = world.repo.get('2.snapshot.json') as Uint8Array;
      world.repo.delete('2.snapshot.json');
      await world.update();
      world.repo.set('2.snapshot.json', snapshot);
    },
  },
];

itAnswers('version', VERSION_CASES);
