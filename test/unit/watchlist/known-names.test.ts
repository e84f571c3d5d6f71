import { describe, expect, it } from 'vitest';
import { createNames, tagOf } from '#lib/watchlist/known-names.ts';

describe('known names', () => {
  it('are told by their ordinals, however many there are', () => {
    const all = Array.from({ length: 5_000 }, (_, n) => `address ethereum ${n}`);
    const names = createNames();
    const find = (name: string) => names.find(tagOf(name), (n) => all[n] === name);
    for (const [n, name] of all.entries()) {
      expect(find(name)).toBeNull();
      names.add(tagOf(name));
      expect(find(name)).toBe(n);
    }
    expect(all.map(find)).toEqual([...all.keys()]);
    expect(find('address ethereum 5000')).toBeNull();
  });

  it('whose tags are equal are told apart by what they are', () => {
    const names = createNames();
    const tag = 0xffffffff;
    for (let n = 0; n < 3; n++) names.add(tag);
    const asked: number[] = [];
    const isLast = (n: number) => asked.push(n) === 3;
    expect(names.find(tag, isLast)).toBe(2);
    expect(asked).toEqual([0, 1, 2]);
    expect(names.find(tag, () => false)).toBeNull();
    expect(names.find(tag - 1, () => true)).toBeNull();
  });
});
