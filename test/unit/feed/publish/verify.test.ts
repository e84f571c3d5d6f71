import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Repository } from '#lib/feed/publish/repository.ts';
import { verifyFolder } from '#lib/feed/publish/verify.ts';
import { hash } from '../../../support/trust-feed.ts';
import { DAY, get, type KeyBox, makeKeys, NOW, publishedFeed, utf8 } from './support.ts';

let box: KeyBox;
beforeAll(async () => {
  box = await makeKeys();
});

async function verify({ served }: Repository, now = NOW) {
  const result = await verifyFolder(served, readFileSync(join(served, '1.root.json')), now);
  return result.ok ? 'verified' : result.error.code;
}
const LIST = `targets/lists/${hash(utf8('a list'))}.a.almslist`;

describe('verify', () => {
  it('reads a feed as the extension does, every file of it', async () => {
    const repository = await publishedFeed(box);
    const { served } = repository;
    const { trusted, read } = get(await verifyFolder(served, readFileSync(join(served, '1.root.json')), NOW));
    expect([trusted.version, trusted.targets.get('lists/a.almslist')?.custom]).toEqual([1, { kind: 'list' }]);
    expect(read.map(({ path }) => path)).toEqual([
      'timestamp.json',
      '1.snapshot.json',
      '1.targets.json',
      LIST,
      `targets/${hash(utf8('{}'))}.readme.json`,
    ]);
  });

  it('sees that it is stale', async () => {
    const repository = await publishedFeed(box);
    expect(await verify(repository, NOW + 7 * DAY - 1)).toBe('verified');
    expect(await verify(repository, NOW + 7 * DAY)).toBe('expired');
  });

  it('sees a list that was changed, and one that is missing', async () => {
    const repository = await publishedFeed(box);
    writeFileSync(join(repository.served, LIST), 'A list');
    expect(await verify(repository)).toBe('mismatch');
    rmSync(join(repository.served, LIST));
    expect(await verify(repository)).toBe('not-found');
  });

  it('refuses a root of somebody else', async () => {
    const ours = await publishedFeed(box);
    const theirs = await publishedFeed(await makeKeys());
    const root = readFileSync(join(theirs.served, '1.root.json'));
    expect(await verifyFolder(ours.served, root, NOW)).toMatchObject({ error: { code: 'unsigned' } });
  });
});
