import {
  publish,
  type Ring,
  rootContent,
  signed,
  testKey,
  testRing,
  utf8,
  type World,
} from '../../../../support/trust-feed.ts';

/**
 * One attack or accident each: what a client of the signed feed has to make of the last update of `run`. `applied`
 * is the version of the targets that it goes on to; otherwise the code with which it refuses.
 */
export interface TrustCase {
  name: string;
  expected: { applied: number } | { refused: string };
  run(world: World): void | Promise<void>;
}

export const applied = (version: number) => ({ applied: version });
export const refused = (code: string) => ({ refused: code });

/** A ring with other keys for some roles. */
export function ringWith(change: Partial<Ring>): Ring {
  return { ...testRing(), ...change };
}
export const role = (...keys: number[]) => ({ keys: keys.map(testKey), threshold: 1 });

/** Writes the next root by hand, signed as it should be, so that only its content is at fault. */
export function oddRoot(
  world: World,
  change: (content: ReturnType<typeof rootContent>) => object | undefined,
): void {
  const content = rootContent(testRing(), 2);
  world.repo.set('2.root.json', signed(change(content) ?? content, testRing().root.keys.slice(0, 2)));
}
export type Role = { keyids: string[]; threshold: number };
export const roleOf = (content: ReturnType<typeof rootContent>, name: string) => content.roles[name] as Role;

export const next = (world: World, more: Partial<Parameters<typeof publish>[1]> = {}) =>
  publish(world.repo, { targets: 2, snapshot: 2, timestamp: 2, lists: { 'a.almslist': 'two' }, ...more });

export const text = (world: World, path: string) => new TextDecoder().decode(world.repo.get(path));
export const replace = (world: World, path: string, from: string | RegExp, to: string) =>
  world.repo.set(path, utf8(text(world, path).replace(from, to)));
