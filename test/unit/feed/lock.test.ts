import { describe, expect, it } from 'vitest';
import { createLock } from '#lib/feed/lock.ts';

describe('createLock', () => {
  it('lets work of one name wait for its turn, other work not, and goes on after a failure', async () => {
    const lock = createLock();
    const log: string[] = [];
    const slow = lock('a', async () => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      log.push('slow');
      throw new Error('failed');
    });
    const next = lock('a', async () => log.push('next'));
    const other = lock('b', async () => log.push('other'));
    await expect(slow).rejects.toThrow('failed');
    await Promise.all([next, other]);
    expect(log).toEqual(['other', 'slow', 'next']);
  });
});
