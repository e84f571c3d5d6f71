import { describe, expect, it } from 'vitest';
import { MAX_ROLE_KEYS } from '#lib/core/limits.ts';
import {
  LATER,
  publish,
  putRoot,
  type RoleName,
  rootContent,
  signed,
  testKey,
  testRing,
  testWorld,
  type World,
} from '../../../support/trust-feed.ts';

const codeOf = async (world: World) => {
  const result = await world.update();
  return result.ok ? 'applied' : result.error.code;
};

/** Rules that every file obeys by itself, so that only a properly signed one shows whether they are kept. */
describe('a properly signed file', () => {
  const SOON = '2026-02-01T00:00:00Z';

  it.each(['root', 'timestamp', 'snapshot', 'targets'] as const)(
    'ends the freshness of the whole with its own: %s',
    async (role) => {
      const world = testWorld();
      publish(world.repo, { targets: 1, snapshot: 1, timestamp: 1, expires: { [role]: SOON } });
      if (role === 'root') putRoot(world.repo, testRing(), 2, undefined, SOON);
      const result = await world.update();
      expect(result.ok && result.value.expires).toBe(Date.parse(SOON));
      expect(Date.parse(SOON)).toBeLessThan(Date.parse(LATER));
    },
  );

  const FILES: Record<RoleName, string> = {
    root: '2.root.json',
    timestamp: 'timestamp.json',
    snapshot: '1.snapshot.json',
    targets: '1.targets.json',
  };
  it.each(Object.entries(FILES) as [RoleName, string][])(
    'is of the role that it says: %s',
    async (role, path) => {
      const ring = testRing();
      const asType = (_type: string) => {
        const world = testWorld();
        putRoot(world.repo, ring, 2);
        // Without hashes, so that the file before does not tell that it is another one.
        publish(world.repo, { targets: 1, snapshot: 1, timestamp: 1, without: 'hashes and lengths' });
        const { signed: content } = JSON.parse(new TextDecoder().decode(world.repo.get(path)));
        world.repo.set(path, signed({ ...content, _type }, ring[role].keys));
        return codeOf(world);
      };
      expect(await asType(role)).toBe('applied');
      for (const other of ['mirrors', role.toUpperCase(), role === 'root' ? 'targets' : 'root']) {
        expect(await asType(other)).toBe('bad-metadata');
      }
    },
  );

  it('names no more keys of a role than anybody needs', async () => {
    const withKeys = (count: number) => {
      const world = testWorld();
      const keys = Array.from({ length: count }, (_, n) => testKey(n + 100));
      const ring = { ...testRing(), timestamp: { keys, threshold: 1 } };
      world.repo.set('2.root.json', signed(rootContent(ring, 2), testRing().root.keys.slice(0, 2)));
      publish(world.repo, {
        targets: 1,
        snapshot: 1,
        timestamp: 2,
        ring: { ...ring, timestamp: { keys: keys.slice(0, 1), threshold: 1 } },
      });
      return codeOf(world);
    };
    expect(await withKeys(MAX_ROLE_KEYS)).toBe('applied');
    expect(await withKeys(MAX_ROLE_KEYS + 1)).toBe('bad-metadata');
  });
});
