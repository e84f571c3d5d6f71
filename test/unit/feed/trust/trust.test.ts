import { describe, expect, it } from 'vitest';
import { MAX_METADATA_BYTES, MAX_ROOTS_AT_ONCE } from '#lib/core/limits.ts';
import { type Body, FeedFault } from '#lib/feed/body.ts';
import { fetchFeed } from '#lib/feed/fetch.ts';
import { isAlarm } from '#lib/feed/trust/refuse.ts';
import { createTrust } from '#lib/feed/trust/trust.ts';
import {
  hash,
  memoryStore,
  NOW,
  publish,
  putRoot,
  rootContent,
  signed,
  targetPath,
  testKey,
  testRing,
  testWorld,
  utf8,
} from '../../../support/trust-feed.ts';

const code = (result: { ok: true } | { ok: false; error: { code: string } }) =>
  result.ok ? 'applied' : result.error.code;

describe('an update', () => {
  it('asks for the next root, the timestamp, and what is new, and for nothing else', async () => {
    const world = testWorld();
    await world.update();
    expect(world.requests).toEqual(['2.root.json', 'timestamp.json', '1.snapshot.json', '1.targets.json']);
    world.requests.length = 0;
    await world.update();
    expect(world.requests).toEqual(['2.root.json', 'timestamp.json']);
  });

  it('tells version, end and what is said of each file', async () => {
    const world = testWorld();
    publish(world.repo, {
      targets: 1,
      snapshot: 1,
      timestamp: 1,
      expires: { snapshot: '2026-03-01T00:00:00Z', targets: '2026-04-01T00:00:00Z' },
    });
    const result = await world.update();
    if (!result.ok) throw new Error(result.error.message);
    const { version, expires, targets } = result.value;
    expect({ version, expires }).toEqual({ version: 1, expires: Date.UTC(2026, 2, 1) });
    expect([...targets]).toEqual([
      ['lists/first.almslist', { length: 3, sha256: hash(utf8('one')), custom: { kind: 'list' } }],
    ]);
  });

  it('asks for the time once: what ends meanwhile was valid when it began', async () => {
    let asked = 0;
    const world = testWorld({ now: () => NOW + asked++ * 400 * 86_400_000 });
    expect(code(await world.update())).toBe('applied');
    expect(asked).toBe(1);
  });

  it('keeps everything in one step', async () => {
    const world = testWorld();
    const puts: string[][] = [];
    const { put } = world.store;
    world.store.put = async (files) => {
      puts.push(Object.keys(files).sort());
      await put(files);
    };
    await world.update();
    await world.update();
    expect(puts).toEqual([['root', 'snapshot', 'targets', 'timestamp']]);
  });

  it.each(['get', 'put'] as const)('fails where the store refuses to %s, and recovers', async (method) => {
    const world = testWorld();
    const working = world.store[method];
    world.store[method] = async () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    expect(code(await world.update())).toBe('storage');
    Object.assign(world.store, { [method]: working });
    expect(code(await world.update())).toBe('applied');
  });

  it('takes a damaged store for an empty one', async () => {
    const world = testWorld();
    await world.update();
    for (const role of ['root', 'timestamp', 'snapshot', 'targets'] as const) {
      const bytes = Uint8Array.from(world.store.files[role] ?? []);
      bytes[40] = (bytes[40] ?? 0) ^ 1;
      world.store.files = { ...world.store.files, [role]: bytes };
    }
    expect(code(await world.update())).toBe('applied');
  });

  it('does not believe a stored file that the root does not vouch for', async () => {
    const world = testWorld();
    await world.update();
    const ring = { ...testRing(), timestamp: { keys: [testKey(99)], threshold: 1 } };
    const forged = new Map<string, Uint8Array>();
    publish(forged, { targets: 9, snapshot: 9, timestamp: 9, ring });
    world.store.files = { ...world.store.files, timestamp: forged.get('timestamp.json') as Uint8Array };
    expect(code(await world.update())).toBe('applied');
  });

  it('says that the root of the build is of no use', async () => {
    const world = testWorld();
    world.root = signed(rootContent(testRing(), 1), testRing().root.keys.slice(0, 1));
    expect(code(await world.update())).toBe('bad-root');
    world.root = utf8('{}');
    expect(code(await world.update())).toBe('bad-root');
  });

  it('goes through many roots in several updates', async () => {
    const world = testWorld();
    for (let n = 2; n <= MAX_ROOTS_AT_ONCE + 2; n++) putRoot(world.repo, testRing(), n);
    expect(code(await world.update())).toBe('too-many-roots');
    world.requests.length = 0;
    expect(code(await world.update())).toBe('applied');
    expect(world.requests[0]).toBe(`${MAX_ROOTS_AT_ONCE + 2}.root.json`);
    // Some 700 signatures and keys are checked.
  }, 30_000);

  it.each(['offline', 'timeout', 'redirected', 'not-a-list', 'http-error'] as const)(
    'is not a newest root but a failure where the server is %s',
    async (fault) => {
      const world = testWorld({
        get: (path) => {
          throw new FeedFault(fault, path);
        },
      });
      const result = await world.update();
      expect(code(result)).toBe(fault);
      expect(isAlarm(code(result))).toBe(false);
    },
  );

  it('tells an alarm from a failure', () => {
    expect(['alarm-rollback', 'alarm-equivocation', 'older', 'offline', 'expired'].filter(isAlarm)).toEqual([
      'alarm-rollback',
      'alarm-equivocation',
    ]);
  });
});

describe('bounds', () => {
  async function* endless(sent: { bytes: number }): Body {
    for (;;) {
      sent.bytes += 65_536;
      yield new Uint8Array(65_536).fill(0x20);
    }
  }

  it.each([
    ['2.root.json', MAX_METADATA_BYTES.root],
    ['timestamp.json', MAX_METADATA_BYTES.timestamp],
    ['1.snapshot.json', MAX_METADATA_BYTES.snapshot],
    ['1.targets.json', MAX_METADATA_BYTES.targets],
  ])('stops reading an endless %s', async (odd, most) => {
    const world = testWorld();
    publish(world.repo, { targets: 1, snapshot: 1, timestamp: 1, without: 'hashes and lengths' });
    const sent = { bytes: 0 };
    const trust = createTrust({
      root: world.root,
      store: memoryStore(),
      now: () => NOW,
      async *get(path) {
        const bytes = world.repo.get(path);
        if (path === odd) yield* endless(sent);
        else if (bytes) yield bytes.slice();
        else throw new FeedFault('not-found', path);
      },
    });
    expect(code(await trust.update())).toBe('too-large');
    expect(sent.bytes).toBeLessThanOrEqual(most + 65_536);
  });

  it.each(['snapshot', 'targets'] as const)(
    'stops there, too, where what names the %s says it is longer',
    async (role) => {
      const world = testWorld();
      const ring = testRing();
      const meta = { [`${role}.json`]: { version: 1, length: 1_000_000_000 } };
      const by = role === 'snapshot' ? 'timestamp' : 'snapshot';
      const file = { _type: by, spec_version: '1.0.34', version: 1, expires: '2030-01-01T00:00:00Z', meta };
      publish(world.repo, { targets: 1, snapshot: 1, timestamp: 1, without: 'hashes and lengths' });
      world.repo.set(by === 'timestamp' ? 'timestamp.json' : '1.snapshot.json', signed(file, ring[by].keys));
      const limits = new Map<string, number>();
      const trust = createTrust({
        root: world.root,
        store: memoryStore(),
        now: () => NOW,
        async *get(path, maxBytes) {
          limits.set(path, maxBytes);
          const bytes = world.repo.get(path);
          if (!bytes) throw new FeedFault('not-found', path);
          yield bytes.slice();
        },
      });
      await trust.update();
      expect(limits.get(`1.${role}.json`)).toBe(MAX_METADATA_BYTES[role]);
    },
  );

  it('passes on the limit to who fetches', async () => {
    const world = testWorld();
    const limits: [string, number][] = [];
    const trust = createTrust({
      root: world.root,
      store: memoryStore(),
      now: () => NOW,
      async *get(path, maxBytes) {
        limits.push([path, maxBytes]);
        const bytes = world.repo.get(path);
        if (!bytes) throw new FeedFault('not-found', path);
        yield bytes.slice();
      },
    });
    const result = await trust.update();
    if (!result.ok) throw new Error(result.error.message);
    await result.value.open('lists/first.almslist');
    expect(limits).toEqual([
      ['2.root.json', MAX_METADATA_BYTES.root],
      ['timestamp.json', MAX_METADATA_BYTES.timestamp],
      ['1.snapshot.json', world.repo.get('1.snapshot.json')?.length],
      ['1.targets.json', world.repo.get('1.targets.json')?.length],
      [targetPath('lists/first.almslist', 'one'), 3],
    ]);
  });

  it('gives up on a server that brings a byte at a time', async () => {
    const drip: typeof fetch = async (_, init) =>
      new Response(
        new ReadableStream({
          async pull(controller) {
            await new Promise((done) => setTimeout(done, 20));
            if (init?.signal?.aborted) controller.error(new Error('aborted'));
            else controller.enqueue(new Uint8Array([0x20]));
          },
        }),
      );
    const world = testWorld({
      get: (path, bytes) =>
        fetchFeed(`https://feed.example/${path}`, [], drip, { bytes, totalMs: 200, stallMs: 100 }),
    });
    expect(code(await world.update())).toBe('timeout');
  });
});

describe('opening a target', () => {
  const open = async (bytes: Uint8Array | null, path = 'lists/first.almslist') => {
    const world = testWorld();
    const result = await world.update();
    if (!result.ok) throw new Error(result.error.message);
    const at = targetPath('lists/first.almslist', 'one');
    if (bytes) world.repo.set(at, bytes);
    else world.repo.delete(at);
    const opened = await result.value.open(path);
    return opened.ok ? new TextDecoder().decode(opened.value) : opened.error.code;
  };

  it('gives what was signed', async () => expect(await open(utf8('one'))).toBe('one'));
  it('refuses another content', async () => expect(await open(utf8('two'))).toBe('mismatch'));
  it('refuses less', async () => expect(await open(utf8('on'))).toBe('mismatch'));
  it('refuses more', async () => expect(await open(utf8('one '))).toBe('mismatch'));
  it('refuses less, also where only zeros are missing', async () => {
    const world = testWorld();
    publish(world.repo, { targets: 1, snapshot: 1, timestamp: 1, lists: { a: 'zeros\0\0' } });
    const result = await world.update();
    if (!result.ok) throw new Error(result.error.message);
    world.repo.set(targetPath('a', 'zeros\0\0'), utf8('zeros'));
    expect(code(await result.value.open('a'))).toBe('mismatch');
  });
  it('says that it is not there', async () => expect(await open(null)).toBe('not-found'));
  it.each(['lists/second.almslist', '__proto__', 'constructor', '../timestamp.json', ''])(
    'refuses "%s", which nobody signed',
    async (path) => expect(await open(utf8('one'), path)).toBe('no-target'),
  );

  it('stops at the first byte too many', async () => {
    const world = testWorld();
    let sent = 0;
    const trust = createTrust({
      root: world.root,
      store: memoryStore(),
      now: () => NOW,
      async *get(path) {
        const bytes = world.repo.get(path);
        if (path.startsWith('targets/')) for (; ; sent++) yield utf8('o');
        if (!bytes) throw new FeedFault('not-found', path);
        yield bytes.slice();
      },
    });
    const result = await trust.update();
    if (!result.ok) throw new Error(result.error.message);
    expect(code(await result.value.open('lists/first.almslist'))).toBe('mismatch');
    expect(sent).toBe(3);
  });
});
