import { describe, expect, it } from 'vitest';
import { createColumn } from '#lib/watchlist/index-build.ts';
import { type Key64, key64 } from '#lib/watchlist/key.ts';
import { createNames } from '#lib/watchlist/known-names.ts';

/** Names beside the column that their keys are put into. */
function setup() {
  const column = createColumn();
  const names = createNames(column);
  let rows = 0;
  return {
    find: (name: string, key?: Key64) => names.find(names.tagOf(name, key)),
    add(name: string, ...keys: Key64[]) {
      names.add(names.tagOf(name, keys[0]));
      for (const key of keys) column.add(key, rows);
      rows++;
    },
  };
}

const KEY = { hi: 1, lo: 2 };

describe('known names', () => {
  it('are told by their ordinals, however many there are', () => {
    const all = Array.from({ length: 5_000 }, (_, n) => `address ethereum ${n}`);
    const { find, add } = setup();
    for (const [n, name] of all.entries()) {
      expect(find(name, key64(name))).toBeNull();
      add(name, key64(name));
      expect(find(name, key64(name))).toBe(n);
    }
    expect(all.map((name) => find(name, key64(name)))).toEqual([...all.keys()]);
    expect(find('address ethereum 5000', key64('address ethereum 5000'))).toBeNull();
  });

  it('are told by their first key, however many others there are', () => {
    const all = Array.from({ length: 3_000 }, (_, n) => `address bitcoin ${n}`);
    const { find, add } = setup();
    for (const [n, name] of all.entries()) {
      const others = Array.from({ length: n % 4 }, (_, i) => key64(`${name} ${i}`));
      add(name, key64(name), ...others);
    }
    expect(all.map((name) => find(name, key64(name)))).toEqual([...all.keys()]);
  });

  it('are told apart where they share a key', () => {
    const all = Array.from({ length: 800 }, (_, n) => `address bitcoin ${n}`);
    const { find, add } = setup();
    for (const name of all) {
      expect(find(name, KEY)).toBeNull();
      add(name, KEY);
    }
    expect(all.map((name) => find(name, KEY))).toEqual([...all.keys()]);
  });

  it('are told apart by both halves of a key where they share the rest', () => {
    const column = createColumn();
    const names = createNames(column);
    names.add({ name: 'a', key: KEY, bits: 5 });
    column.add(KEY, 0);
    const find = (key: Key64, bits: number) => names.find({ name: 'b', key, bits });
    expect(find(KEY, 5)).toBe(0);
    expect(find(KEY, 6)).toBeNull();
    expect(find({ ...KEY, hi: 3 }, 5)).toBeNull();
    expect(find({ ...KEY, lo: 3 }, 5)).toBeNull();
  });

  it('are told without a key, beside others', () => {
    const { find, add } = setup();
    add('a');
    add('b', KEY);
    add('c');
    expect([find('a'), find('b', KEY), find('c'), find('d')]).toEqual([0, 1, 2, null]);
  });

  it('have other tags in every list, so that nobody can make two that are alike', () => {
    const [one, other] = [createNames(createColumn()), createNames(createColumn())];
    expect(one.tagOf('domain null a.example', KEY)).toEqual(one.tagOf('domain null a.example', KEY));
    expect(one.tagOf('domain null a.example', KEY)).not.toEqual(other.tagOf('domain null a.example', KEY));
  });
});
