import { edit, publish, type Signatures, testKey } from '../../../../support/trust-feed.ts';
import { itAnswers } from './answers.ts';
import { applied, next, refused, replace, ringWith, type TrustCase } from './case.ts';

const MIX_CASES: TrustCase[] = [
  {
    name: 'targets of another version and a greater length under the right name',
    expected: refused('too-large'),
    run(world) {
      next(world);
      world.repo.set('2.targets.json', world.repo.get('1.targets.json') as Uint8Array);
    },
  },
  {
    name: 'a snapshot of another version under the right name, without hashes',
    expected: refused('mismatch'),
    run(world) {
      publish(world.repo, { targets: 1, snapshot: 1, timestamp: 1, without: 'hashes and lengths' });
      next(world, { without: 'hashes and lengths' });
      world.repo.set('2.snapshot.json', world.repo.get('1.snapshot.json') as Uint8Array);
    },
  },
  {
    name: 'targets of another version under the right name, without hashes',
    expected: refused('mismatch'),
    run(world) {
      next(world, { without: 'hashes and lengths' });
      world.repo.set('2.targets.json', world.repo.get('1.targets.json') as Uint8Array);
    },
  },
  {
    name: 'other bytes for the content that the snapshot names',
    expected: refused('mismatch'),
    run: (world) => replace(world, '1.targets.json', '"kind":"list"', '"kind":"last"'),
  },
  {
    name: 'fewer bytes for the content that the snapshot names',
    expected: refused('mismatch'),
    run: (world) => replace(world, '1.targets.json', '"custom":{"kind":"list"}', '"custom":{}'),
  },
  {
    name: 'more bytes for the content that the snapshot names',
    expected: refused('too-large'),
    run: (world) => replace(world, '1.targets.json', /$/, ' '),
  },
  {
    name: 'a snapshot that is signed, but not the one that is named',
    expected: refused('mismatch'),
    run(world) {
      const named = world.repo.get('timestamp.json') as Uint8Array;
      publish(world.repo, {
        targets: 1,
        snapshot: 1,
        timestamp: 1,
        expires: { snapshot: '2026-07-02T00:00:00Z' },
      });
      world.repo.set('timestamp.json', named);
    },
  },
  {
    name: 'targets shorter than was named, without hashes',
    expected: refused('mismatch'),
    run(world) {
      const ring = ringWith({ targets: { keys: [4, 5, 66].map(testKey), threshold: 2 } });
      next(world, { ring, without: 'hashes' });
      edit(world.repo, '2.targets.json', (file) => ({
        ...file,
        signatures: (file as unknown as Signatures).signatures.slice(0, 2),
      }));
    },
  },
  {
    name: 'a snapshot in place of a timestamp',
    expected: refused('bad-metadata'),
    run(world) {
      world.repo.set('timestamp.json', world.repo.get('1.snapshot.json') as Uint8Array);
    },
  },
  {
    name: 'no hashes, as the specification allows',
    expected: applied(2),
    run: (world) => next(world, { without: 'hashes and lengths' }),
  },
];

itAnswers('mix', MIX_CASES);
