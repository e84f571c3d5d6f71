import {
  edit,
  keyId,
  keyJson,
  putRoot,
  type Signatures,
  testKey,
  testRing,
  type World,
} from '../../../../support/trust-feed.ts';
import { itAnswers } from './answers.ts';
import { applied, next, oddRoot, refused, ringWith, role, type TrustCase } from './case.ts';

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

const KEY_CASES: TrustCase[] = [
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

itAnswers('key', KEY_CASES);
