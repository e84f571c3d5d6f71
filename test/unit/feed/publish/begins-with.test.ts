import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openRepository, type Repository } from '#lib/feed/publish/repository.ts';
import { stageRoot } from '#lib/feed/publish/rotate.ts';
import { sign } from '../../../../scripts/feed/sign.ts';
import { verify } from '../../../../scripts/feed/verify.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { hearCommands } from './hear.ts';
import { get, type KeyBox, makeKeys, NOW, publishedFeed } from './support.ts';

const TIME = new Date(NOW).toISOString();
let box: KeyBox;
const heard = hearCommands();
beforeAll(async () => {
  box = await makeKeys();
});

const rootOf = ({ served }: Repository) => join(served, '1.root.json');
const hashOf = (repository: Repository) =>
  createHash('sha256')
    .update(readFileSync(rootOf(repository)))
    .digest('hex');
const folderOf = ({ served }: Repository) => join(served, '..');
/** Exit status, or why nothing was looked at. */
const verified = (repository: Repository, ...more: string[]) =>
  verify.run([folderOf(repository), '--now', TIME, ...more]).catch((error: Error) => error.message);

describe('what a feed is verified to begin with', () => {
  it('is the root of that hash, in whatever capitals, or that file', async () => {
    const ours = await publishedFeed(box);
    expect(await verified(ours, '--root', hashOf(ours))).toBe(0);
    expect(await verified(ours, '--root', hashOf(ours).toUpperCase())).toBe(0);
    expect(await verified(ours, '--root', rootOf(ours))).toBe(0);
  });

  it('is no root that somebody put in its place, though all the rest is theirs, too', async () => {
    const ours = await publishedFeed(box);
    const theirs = await publishedFeed(await makeKeys());
    // By itself the folder is sound.
    expect(await verified(theirs)).toBe(0);
    const refused = await verified(theirs, '--root', hashOf(ours));
    expect(refused).toContain('other-root');
    // It may be the hash that is mistaken. Whichever it is, nothing goes online.
    expect(refused).toMatch(/another hash than .*, or the root .* was replaced\..*upload nothing/s);
    expect(await verified(theirs, '--root', rootOf(ours))).toBe(1);
    // Nor is it made good by the file that was replaced.
    copyFileSync(rootOf(theirs), rootOf(ours));
    expect(await verified(ours, '--root', hashOf(theirs))).toBe(1);
  });

  it('is not left open by a variable that nobody has set', async () => {
    expect(await verified(await publishedFeed(box), '--root', '')).toContain('--root names nothing');
  });

  it('is named by a hash that is whole, or by a file that is there', async () => {
    const ours = await publishedFeed(box);
    const cut = hashOf(ours).slice(0, 40);
    expect(await verified(ours, '--root', cut)).toMatch(/neither a file nor a SHA-256/);
  });

  it('is told to whoever completes the first root', async () => {
    const repository = openRepository(tempFolder());
    const { publicKeys } = box;
    const keys = {
      root: await publicKeys('alice', 'bob', 'carol'),
      targets: await publicKeys('dora', 'emil'),
      snapshot: await publicKeys('snapshot'),
      timestamp: await publicKeys('timestamp'),
    };
    get(await stageRoot(repository, { keys, thresholds: {}, now: NOW }));
    const signWith = (name: string) =>
      sign.run([folderOf(repository), '--key', join(box.folder, `${name}.pem`), '--now', TIME]);
    await signWith('alice');
    expect(heard.said).not.toContain('SHA-256');
    await signWith('bob');
    expect(heard.said).toContain(`its SHA-256 is ${hashOf(repository)}\n`);
  });
});
