import { describe, expect, it } from 'vitest';
import { together } from '#lib/watchlist/together.ts';

describe('reads asked for one by one', () => {
  const asked: number[][] = [];
  const read = together(async (keys: number[]) => {
    asked.push(keys);
    if (keys.includes(13)) throw new Error('no');
    return keys.map((key) => key * 2);
  });

  it('are one read where they come in one moment, each with its own answer', async () => {
    asked.length = 0;
    expect(await Promise.all([read(1), read(2), read(3)])).toEqual([2, 4, 6]);
    expect(asked).toEqual([[1, 2, 3]]);
    expect(await read(4)).toBe(8);
    expect(asked).toEqual([[1, 2, 3], [4]]);
  });

  it('fail together, and not those that come after', async () => {
    const failing = [read(12), read(13)];
    await expect(failing[0]).rejects.toThrow('no');
    await expect(failing[1]).rejects.toThrow('no');
    expect(await read(14)).toBe(28);
  });
});
