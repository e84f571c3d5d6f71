import { describe, expect, it } from 'vitest';
import { createNames } from '#lib/watchlist/known-names.ts';

describe('known names', () => {
  it('are told by their ordinals, however many there are', () => {
    const all = Array.from({ length: 5_000 }, (_, n) => `address ethereum ${n}`);
    const names = createNames();
    const find = (name: string) => names.find(names.tagOf(name));
    for (const [n, name] of all.entries()) {
      expect(find(name)).toBeNull();
      names.add(names.tagOf(name));
      expect(find(name)).toBe(n);
    }
    expect(all.map(find)).toEqual([...all.keys()]);
    expect(find('address ethereum 5000')).toBeNull();
  });

  it('are told apart by both halves of their tags', () => {
    const names = createNames();
    const lo = 0xffffffff;
    for (let hi = 0; hi < 3; hi++) names.add({ hi, lo });
    expect([0, 1, 2, 3].map((hi) => names.find({ hi, lo }))).toEqual([0, 1, 2, null]);
    expect(names.find({ hi: 0, lo: lo - 1 })).toBeNull();
  });

  it('have other tags in every list, so that nobody can make two that are alike', () => {
    const [one, other] = [createNames(), createNames()];
    expect(one.tagOf('domain null a.example')).toEqual(one.tagOf('domain null a.example'));
    expect(one.tagOf('domain null a.example')).not.toEqual(other.tagOf('domain null a.example'));
  });
});
