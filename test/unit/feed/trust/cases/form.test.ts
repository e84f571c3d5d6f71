import { MAX_TARGET_BYTES } from '#lib/core/limits.ts';
import { edit, publish, signed, testRing, utf8, type World } from '../../../../support/trust-feed.ts';
import { itAnswers } from './answers.ts';
import { applied, next, oddRoot, refused, replace, roleOf, type TrustCase } from './case.ts';

const deep = (open: string, close: string) => `${open.repeat(100_000)}1${close.repeat(100_000)}`;

const FORM_CASES: TrustCase[] = [
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

itAnswers('form', FORM_CASES);
