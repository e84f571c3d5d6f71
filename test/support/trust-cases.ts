import { MAX_TARGET_BYTES } from '#lib/core/limits.ts';
import {
  edit,
  keyId,
  keyJson,
  LATER,
  NOW,
  PAST,
  publish,
  putRoot,
  type Ring,
  rootContent,
  type Signatures,
  signed,
  testKey,
  testRing,
  utf8,
  type World,
} from './trust-feed.ts';

/**
 * One attack or accident each: what a client of the signed feed has to make of the last update of `run`. `applied`
 * is the version of the targets that it goes on to; otherwise the code with which it refuses.
 */
export interface TrustCase {
  name: string;
  expected: { applied: number } | { refused: string };
  run(world: World): void | Promise<void>;
}

const applied = (version: number) => ({ applied: version });
const refused = (code: string) => ({ refused: code });

/** A ring with other keys for some roles. */
function ringWith(change: Partial<Ring>): Ring {
  return { ...testRing(), ...change };
}
const role = (...keys: number[]) => ({ keys: keys.map(testKey), threshold: 1 });

/** Writes the next root by hand, signed as it should be, so that only its content is at fault. */
function oddRoot(
  world: World,
  change: (content: ReturnType<typeof rootContent>) => object | undefined,
): void {
  const content = rootContent(testRing(), 2);
  world.repo.set('2.root.json', signed(change(content) ?? content, testRing().root.keys.slice(0, 2)));
}
type Role = { keyids: string[]; threshold: number };
const roleOf = (content: ReturnType<typeof rootContent>, name: string) => content.roles[name] as Role;

const next = (world: World, more: Partial<Parameters<typeof publish>[1]> = {}) =>
  publish(world.repo, { targets: 2, snapshot: 2, timestamp: 2, lists: { 'a.almslist': 'two' }, ...more });

const text = (world: World, path: string) => new TextDecoder().decode(world.repo.get(path));
const replace = (world: World, path: string, from: string | RegExp, to: string) =>
  world.repo.set(path, utf8(text(world, path).replace(from, to)));

export const VERSION_CASES: TrustCase[] = [
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

export const EXPIRY_CASES: TrustCase[] = [
  ...(['root', 'timestamp', 'snapshot', 'targets'] as const).map((name) => ({
    name: `expired ${name}`,
    expected: refused('expired'),
    run(world: World) {
      if (name === 'root') putRoot(world.repo, testRing(), 2, undefined, PAST);
      else next(world, { expires: { [name]: PAST } });
    },
  })),
  {
    name: 'an expired root on the way to one that is valid',
    expected: applied(1),
    run(world) {
      putRoot(world.repo, testRing(), 2, undefined, PAST);
      putRoot(world.repo, testRing(), 3);
    },
  },
  {
    name: 'nothing new until everything is expired',
    expected: refused('expired'),
    async run(world) {
      await world.update();
      world.clock.now = Date.parse(LATER);
    },
  },
  {
    name: 'a clock years ahead that is set right',
    expected: applied(2),
    async run(world) {
      await world.update();
      world.clock.now = Date.UTC(2050, 0, 1);
      next(world);
      await world.update();
      world.clock.now = NOW;
    },
  },
  {
    name: 'a clock years behind that is set right',
    expected: applied(2),
    async run(world) {
      world.clock.now = Date.UTC(1999, 0, 1);
      await world.update();
      world.clock.now = NOW;
      next(world);
    },
  },
];

export const MIX_CASES: TrustCase[] = [
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

export const ROTATION_CASES: TrustCase[] = [
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
const ORDER_8 = 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a';
const NEUTRAL = `01${'00'.repeat(31)}`;
const NEUTRAL_UNREDUCED = `eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f`;
/** Order of the group, 2^252 + 27742317777372353535851937790883648493. */
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

const littleEndian = (hex: string) => BigInt(`0x${(hex.match(/../g) ?? []).reverse().join('')}`);
const toLittleEndian = (value: bigint) =>
  (value.toString(16).padStart(64, '0').match(/../g) ?? []).reverse().join('');

/** A root that gives the timestamp to a weak key, and a timestamp "signed" without any secret. */
function weakKey(world: World, hex: string, sig: string): void {
  const key = { public: hex, id: keyId(hex), sign: () => sig };
  const ring = ringWith({ timestamp: { keys: [key], threshold: 1 } });
  putRoot(world.repo, ring, 2);
  next(world, { ring });
}

/** The timestamp's one signature, changed. */
function editSignature(world: World, change: (sig: string) => string): void {
  edit(world.repo, 'timestamp.json', (file) => {
    const [one] = (file as unknown as Signatures).signatures;
    return { ...file, signatures: [{ ...one, sig: change(one?.sig ?? '') }] };
  });
}

export const KEY_CASES: TrustCase[] = [
  ...[ORDER_8, NEUTRAL, NEUTRAL_UNREDUCED].flatMap((hex) =>
    // With S = 0 the equation holds for every text where R is minus k times the key: one of the eight small points.
    [NEUTRAL, ORDER_8].map((r) => ({
      name: `a key of small order (${hex.slice(0, 8)}) and R ${r.slice(0, 8)}`,
      expected: refused('bad-metadata'),
      run: (world: World) => weakKey(world, hex, r + '00'.repeat(32)),
    })),
  ),
  {
    name: 'a signature whose S is above the order',
    expected: refused('unsigned'),
    run: (world) =>
      editSignature(world, (sig) => sig.slice(0, 64) + toLittleEndian(littleEndian(sig.slice(64)) + ORDER)),
  },
  {
    name: 'a signature in capitals',
    expected: refused('unsigned'),
    run: (world) => editSignature(world, (sig) => sig.toUpperCase()),
  },
  {
    name: 'a signature that is no hex',
    expected: refused('unsigned'),
    run: (world) => editSignature(world, (sig) => `zz${sig.slice(2)}`),
  },
  {
    name: 'an empty signature',
    expected: refused('unsigned'),
    run: (world) => editSignature(world, () => ''),
  },
  {
    name: 'a long signature',
    expected: refused('unsigned'),
    run: (world) => editSignature(world, (sig) => `${sig}00`),
  },
  ...(['timestamp', 'snapshot'] as const).map((name) => ({
    name: `a ${name} by a key that nobody named`,
    expected: refused('unsigned'),
    run: (world: World) => next(world, { ring: ringWith({ [name]: role(66) }) }),
  })),
  {
    name: 'one key in place of two',
    expected: refused('unsigned'),
    run: (world) => next(world, { ring: ringWith({ targets: role(4) }) }),
  },
  {
    name: 'one key that signs twice',
    expected: refused('bad-metadata'),
    run: (world) => next(world, { ring: ringWith({ targets: role(4, 4) }) }),
  },
  {
    name: 'two keys of which one is of another role',
    expected: refused('unsigned'),
    run: (world) => next(world, { ring: ringWith({ targets: role(4, 1) }) }),
  },
  {
    name: 'two keys of which the file says one is a known one',
    expected: refused('unsigned'),
    run: (world) =>
      next(world, {
        ring: ringWith({
          targets: { keys: [testKey(4), { ...testKey(66), id: testKey(5).id }], threshold: 2 },
        }),
      }),
  },
  {
    name: 'one key under two wrong ids',
    expected: refused('bad-metadata'),
    run(world) {
      const twice = ['a', 'b'].map((letter) => ({ ...testKey(4), id: letter.repeat(64) }));
      const ring = ringWith({ targets: { keys: twice, threshold: 2 } });
      putRoot(world.repo, ring, 2);
      next(world, { ring });
    },
  },
  {
    name: 'one key under its id and a wrong one',
    expected: refused('bad-metadata'),
    run(world) {
      const twice = [testKey(4), { ...testKey(4), id: 'a'.repeat(64) }];
      const ring = ringWith({ targets: { keys: twice, threshold: 2 } });
      putRoot(world.repo, ring, 2);
      next(world, { ring });
    },
  },
  {
    name: 'a key twice in its role',
    expected: refused('bad-metadata'),
    run(world) {
      const ring = ringWith({ targets: { keys: [testKey(4), testKey(4)], threshold: 2 } });
      putRoot(world.repo, ring, 2);
    },
  },
  {
    name: 'a threshold of none',
    expected: refused('bad-metadata'),
    run(world) {
      const ring = ringWith({ targets: { keys: [testKey(4)], threshold: 0 } });
      putRoot(world.repo, ring, 2);
      next(world, { ring: { ...ring, targets: { keys: [], threshold: 0 } } });
    },
  },
  {
    name: 'a role whose key is not given',
    expected: refused('bad-metadata'),
    run: (world) => oddRoot(world, (root) => ({ ...root, keys: {} })),
  },
  {
    name: 'more keys than any feed has',
    expected: refused('bad-metadata'),
    run: (world) =>
      oddRoot(world, (root) => {
        for (let n = 100; n < 229; n++) root.keys[testKey(n).id] = keyJson(testKey(n).public);
        return root;
      }),
  },
  {
    name: 'more signatures than any feed has',
    expected: refused('bad-metadata'),
    run: (world) =>
      next(world, {
        ring: ringWith({
          targets: {
            keys: [...testRing().targets.keys, ...Array.from({ length: 31 }, (_, n) => testKey(n + 100))],
            threshold: 2,
          },
        }),
      }),
  },
  {
    name: 'signatures of keys that nobody knows beside enough that hold',
    expected: applied(2),
    run: (world) =>
      next(world, {
        ring: ringWith({ targets: { keys: [testKey(66), testKey(4), testKey(5)], threshold: 2 } }),
      }),
  },
];

const deep = (open: string, close: string) => `${open.repeat(100_000)}1${close.repeat(100_000)}`;

export const FORM_CASES: TrustCase[] = [
  ...Object.entries({
    'no JSON': '<html>Sign in</html>',
    nothing: '',
    'an array': '[]',
    null: 'null',
    'nested arrays': deep('[', ']'),
    'nested objects': deep('{"a":', '}'),
    'nesting inside what is signed': `{"signatures":[],"signed":${deep('[', ']')}}`,
    'nesting that never closes': '['.repeat(10_000),
    'a long string of escapes': `{"a":"${'\\n'.repeat(6_000)}`,
  }).map(([name, content]) => ({
    name: `${name} for a timestamp`,
    expected: refused('bad-metadata'),
    run(world: World) {
      world.repo.set('timestamp.json', utf8(content.slice(0, 16_000)));
    },
  })),
  {
    name: 'deep nesting in a file that may be large',
    expected: refused('bad-metadata'),
    run(world) {
      publish(world.repo, { targets: 1, snapshot: 1, timestamp: 1, without: 'hashes and lengths' });
      world.repo.set('1.targets.json', utf8(`{"signatures":[],"signed":${deep('{"a":', '}')}}`));
    },
  },
  {
    name: 'a key twice, the second one signed',
    expected: refused('bad-metadata'),
    run(world) {
      next(world);
      replace(world, 'timestamp.json', '"version":2', '"version":9,"version":2');
    },
  },
  {
    name: 'a key twice, once escaped',
    expected: refused('bad-metadata'),
    run(world) {
      next(world);
      replace(world, 'timestamp.json', '"version":2', '"\\u0076ersion":9,"version":2');
    },
  },
  {
    name: '__proto__ with what is missing',
    expected: refused('bad-metadata'),
    run(world) {
      next(world);
      replace(world, 'timestamp.json', '"version":2', '"__proto__":{"version":2}');
    },
  },
  {
    name: '__proto__ beside what is signed',
    expected: refused('bad-metadata'),
    run: (world) => replace(world, 'timestamp.json', '{"signatures"', '{"__proto__":{"x":1},"signatures"'),
  },
  ...[
    '1e400',
    '9007199254740993',
    '1.0',
    '-0',
    '1e0',
    '01',
    '0x1',
    'NaN',
    '-1',
    '0',
    '"1"',
    '1.5',
    'null',
    '[]',
  ].map((number) => ({
    name: `a version ${number}`,
    expected: refused('bad-metadata'),
    run: (world: World) =>
      replace(world, 'timestamp.json', /"version":1(?=,"expires")/, `"version":${number}`),
  })),
  ...[
    '2026-07-01',
    '2026-02-30T00:00:00Z',
    '2026-07-01T00:00:00.000Z',
    '2026-07-01T00:00:00+02:00',
    'never',
    '',
  ].map((time) => ({
    name: `an end "${time}", properly signed`,
    expected: refused('bad-metadata'),
    run: (world: World) => next(world, { expires: { timestamp: time } }),
  })),
  ...['2.0.0', '1', '1.x', ''].map((spec) => ({
    name: `a root of specification "${spec}"`,
    expected: refused('bad-metadata'),
    run: (world: World) => oddRoot(world, (root) => ({ ...root, spec_version: spec })),
  })),
  {
    name: 'a root without consistent snapshots',
    expected: refused('bad-metadata'),
    run: (world) => oddRoot(world, (root) => ({ ...root, consistent_snapshot: false })),
  },
  {
    name: 'a root without one of the roles',
    expected: refused('bad-metadata'),
    run: (world) => oddRoot(world, ({ roles: { snapshot: _, ...roles }, ...root }) => ({ ...root, roles })),
  },
  {
    name: 'a root with a threshold that nobody can reach',
    expected: refused('bad-metadata'),
    run: (world) =>
      oddRoot(world, (root) => {
        roleOf(root, 'snapshot').threshold = 2;
        return root;
      }),
  },
  ...['../up', '/top', 'a//b', 'a/../b', 'a\\b', 'a?b', '.hidden', '%2e%2e/a', '', 'a'.repeat(201)].map(
    (path) => ({
      name: `a target "${path.slice(0, 20)}", properly signed`,
      expected: refused('bad-metadata'),
      run: (world: World) => next(world, { lists: { [path]: 'x' } }),
    }),
  ),
  {
    name: 'a target longer than any client keeps, properly signed',
    expected: refused('bad-metadata'),
    run(world) {
      next(world, { without: 'hashes and lengths' });
      edit(world.repo, '2.targets.json', ({ signed: content }) => {
        const target = { length: MAX_TARGET_BYTES + 1, hashes: { sha256: '0'.repeat(64) } };
        const file = signed({ ...(content as object), targets: { a: target } }, testRing().targets.keys);
        return JSON.parse(new TextDecoder().decode(file));
      });
    },
  },
  {
    name: 'a key beyond ASCII, which sorts in two ways',
    expected: refused('bad-metadata'),
    run: (world) => oddRoot(world, (root) => ({ ...root, 'x-\u00e9': 1 })),
  },
  {
    name: 'fields that no specification knows yet',
    expected: applied(1),
    run: (world) =>
      oddRoot(world, (root) => ({
        ...root,
        'x-note': { a: ['one', true, null, -5, 'quote " and \\ and \u00e9'] },
      })),
  },
  {
    name: 'half a character',
    expected: refused('bad-metadata'),
    run: (world) => replace(world, 'timestamp.json', '{"signatures"', '{"x":"\\ud800","signatures"'),
  },
  {
    name: 'bytes that are no UTF-8',
    expected: refused('bad-metadata'),
    run(world) {
      world.repo.set('timestamp.json', new Uint8Array([...(world.repo.get('timestamp.json') ?? []), 0xff]));
    },
  },
  {
    name: 'another file behind its end',
    expected: refused('bad-metadata'),
    run: (world) => replace(world, 'timestamp.json', /$/, '{}'),
  },
];

export const CASES: TrustCase[] = [
  ...VERSION_CASES,
  ...EXPIRY_CASES,
  ...MIX_CASES,
  ...ROTATION_CASES,
  ...KEY_CASES,
  ...FORM_CASES,
];
