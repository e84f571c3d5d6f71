import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Repository } from '#lib/feed/publish/repository.ts';
import { stageRoot } from '#lib/feed/publish/rotate.ts';
import { signStaged, stageTargets } from '#lib/feed/publish/sign.ts';
import { signOnline } from '#lib/feed/publish/sign-online.ts';
import { verifyFolder } from '#lib/feed/publish/verify.ts';
import { DAY, FILES, get, type KeyBox, makeKeys, NOW, publishedFeed } from './support.ts';

let box: KeyBox;
beforeAll(async () => {
  box = await makeKeys();
});

async function verify({ served }: Repository, now = NOW) {
  return verifyFolder(served, readFileSync(join(served, '1.root.json')), now);
}

describe('rotate', () => {
  it('takes the signatures of the old root and of the new one', async () => {
    const { keys, publicKeys } = box;
    const repository = await publishedFeed(box);
    const root = await publicKeys('carol', 'new-1', 'new-2');
    get(await stageRoot(repository, { keys: { root }, thresholds: {}, now: NOW }));
    const released = async (key: keyof typeof keys) => get(await signStaged(repository, keys[key])).released;
    expect(await released('alice')).toEqual([]);
    expect(await released('bob')).toEqual([]);
    expect(await released('new-1')).toEqual([]);
    expect(await released('new-2')).toEqual(['2.root.json']);
    expect(get(await verify(repository)).trusted.version).toBe(1);
  });

  it.each([
    ['timestamp', ['new-1'], ['timestamp.json']],
    ['snapshot', ['new-1', 'timestamp'], ['2.snapshot.json', 'timestamp.json']],
  ] as const)('replaces the key of the %s, and the machine signs anew', async (role, online, signed) => {
    const { keys, publicKeys } = box;
    const repository = await publishedFeed(box);
    get(
      await stageRoot(repository, { keys: { [role]: await publicKeys('new-1') }, thresholds: {}, now: NOW }),
    );
    get(await signStaged(repository, keys.alice));
    get(await signStaged(repository, keys.carol));
    expect((await verify(repository)).ok).toBe(false);
    const held = online.map((name) => keys[name]);
    expect(get(await signOnline(repository, held, NOW))).toEqual(signed);
    expect(get(await verify(repository)).trusted.version).toBe(1);
  });

  it('replaces an editor, and the targets have to be signed anew', async () => {
    const { keys, publicKeys } = box;
    const repository = await publishedFeed(box);
    const targets = await publicKeys('emil', 'new-1');
    get(await stageRoot(repository, { keys: { targets }, thresholds: {}, now: NOW }));
    get(await signStaged(repository, keys.alice));
    get(await signStaged(repository, keys.carol));
    const online = [keys.snapshot, keys.timestamp];
    expect(await signOnline(repository, online, NOW)).toMatchObject({ error: { code: 'unsigned' } });
    expect(get(await stageTargets(repository, FILES, NOW))).not.toBe('unchanged');
    expect(await signStaged(repository, keys.dora)).toMatchObject({ error: { code: 'nothing-to-sign' } });
    get(await signStaged(repository, keys.emil));
    get(await signStaged(repository, keys['new-1']));
    get(await signOnline(repository, online, NOW));
    expect(get(await verify(repository)).trusted.version).toBe(2);
  });

  it('keeps the signatures when it is staged again', async () => {
    const { keys } = box;
    const repository = await publishedFeed(box);
    const rotation = { keys: {}, thresholds: {}, now: NOW };
    get(await stageRoot(repository, rotation));
    get(await signStaged(repository, keys.alice));
    get(await stageRoot(repository, { ...rotation, now: NOW + DAY }));
    expect(get(await signStaged(repository, keys.bob)).released).toEqual(['2.root.json']);
  });

  it('drops the signatures when other keys are staged', async () => {
    const { keys, publicKeys } = box;
    const repository = await publishedFeed(box);
    get(await stageRoot(repository, { keys: {}, thresholds: {}, now: NOW }));
    get(await signStaged(repository, keys.alice));
    const timestamp = await publicKeys('new-1');
    get(await stageRoot(repository, { keys: { timestamp }, thresholds: {}, now: NOW }));
    expect(get(await signStaged(repository, keys.bob)).released).toEqual([]);
  });

  it('refuses fewer keys than a role needs, and one key given twice', async () => {
    const repository = await publishedFeed(box);
    const stage = async (names: ('new-1' | 'new-2')[]) =>
      stageRoot(repository, { keys: { targets: await box.publicKeys(...names) }, thresholds: {}, now: NOW });
    expect(await stage(['new-1'])).toMatchObject({ error: { code: 'too-few-keys' } });
    expect(await stage(['new-1', 'new-1'])).toMatchObject({ error: { code: 'too-few-keys' } });
  });
});
