import { createPublicKey } from 'node:crypto';
import { existsSync, linkSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPublicKey, readSigningKey, writeKey } from '#lib/feed/publish/keygen.ts';
import type { Repository } from '#lib/feed/publish/repository.ts';
import { signStaged, stageTargets } from '#lib/feed/publish/sign.ts';
import { signOnline } from '#lib/feed/publish/sign-online.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { hash } from '../../../support/trust-feed.ts';
import {
  DAY,
  FILES,
  get,
  type KeyBox,
  makeKeys,
  NOW,
  publishedFeed,
  releaseTargets,
  rootedFeed,
  utf8,
} from './support.ts';

let box: KeyBox;
beforeAll(async () => {
  box = await makeKeys();
});

const json = (repository: Repository, name: string) =>
  JSON.parse(readFileSync(join(repository.served, name), 'utf8'));
const code = (result: { ok: true } | { ok: false; error: { code: string } }) =>
  result.ok ? 'done' : result.error.code;
const snapshotOf = ({ folder }: Repository) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [
      join(entry.parentPath, entry.name).slice(folder.length),
      readFileSync(join(entry.parentPath, entry.name), 'utf8'),
    ])
    .sort();

describe('keygen', () => {
  it('keeps the private key for its owner', () => {
    expect(statSync(join(box.folder, 'alice.pem')).mode & 0o777).toBe(0o600);
  });

  it('never writes over a key', async () => {
    const before = readFileSync(join(box.folder, 'alice.pem'), 'utf8');
    await expect(writeKey(box.folder, 'alice', '')).rejects.toThrow('EEXIST');
    expect(readFileSync(join(box.folder, 'alice.pem'), 'utf8')).toBe(before);
  });

  it('encrypts with a passphrase', async () => {
    const folder = tempFolder();
    const { id } = await writeKey(folder, 'locked', 'a passphrase');
    const file = join(folder, 'locked.pem');
    expect(readFileSync(file, 'utf8')).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
    expect(get(await readSigningKey(file, 'a passphrase')).id).toBe(id);
    expect(code(await readSigningKey(file, ''))).toBe('bad-key');
    expect(code(await readSigningKey(file, 'another'))).toBe('bad-key');
    expect(get(await readPublicKey(join(folder, 'locked.pub'))).keyID).toBe(id);
  });
});

describe('the half of a key that is not meant', () => {
  const said = (result: { ok: true } | { ok: false; error: { message: string } }) =>
    result.ok ? 'done' : result.error.message;

  it('is told to who would sign with the public one', async () => {
    expect(said(await readSigningKey(join(box.folder, 'alice.pub'), ''))).toMatch(/public key.*\.pem/);
    const file = join(tempFolder(), 'alice.pem');
    writeFileSync(file, createPublicKey(box.keys.alice.secret).export({ format: 'pem', type: 'spki' }));
    expect(said(await readSigningKey(file, ''))).toMatch(/public key.*\.pem/);
  });

  it.each(['', 'a passphrase'])(
    'is told to who would hand out the private one (encrypted: "%s")',
    async (phrase) => {
      const folder = tempFolder();
      await writeKey(folder, 'mine', phrase);
      expect(said(await readPublicKey(join(folder, 'mine.pem')))).toMatch(/private key.*\.pub/);
    },
  );
});

describe('sign', () => {
  it('lays a feed out with consistent snapshots', async () => {
    const repository = await publishedFeed(box);
    expect(readdirSync(repository.served, { recursive: true }).sort()).toEqual([
      '1.root.json',
      '1.snapshot.json',
      '1.targets.json',
      'targets',
      `targets/${hash(utf8('{}'))}.readme.json`,
      'targets/lists',
      `targets/lists/${hash(utf8('a list'))}.a.almslist`,
      'timestamp.json',
    ]);
    expect(json(repository, '1.targets.json').signed).toEqual({
      _type: 'targets',
      spec_version: '1.0.34',
      version: 1,
      expires: '2026-04-10T00:00:00Z',
      targets: {
        'lists/a.almslist': { length: 6, hashes: { sha256: hash(utf8('a list')) }, custom: { kind: 'list' } },
        'readme.json': { length: 2, hashes: { sha256: hash(utf8('{}')) } },
      },
    });
  });

  it('serves nothing that is half signed', async () => {
    const repository = await rootedFeed(box);
    get(await stageTargets(repository, FILES, NOW));
    const one = get(await signStaged(repository, box.keys.dora));
    expect([one.signed, one.released, one.waiting[0]?.have]).toEqual([['targets 1'], [], 1]);
    expect(existsSync(join(repository.served, '1.targets.json'))).toBe(false);
    // Twice by one person is still one.
    expect(get(await signStaged(repository, box.keys.dora)).released).toEqual([]);
    expect(get(await signStaged(repository, box.keys.emil)).released).toEqual(['1.targets.json']);
    expect(existsSync(join(repository.staged, 'targets.json'))).toBe(false);
  });

  it('refuses who has nothing to sign', async () => {
    const repository = await rootedFeed(box);
    expect(code(await signStaged(repository, box.keys.dora))).toBe('nothing-to-sign');
    get(await stageTargets(repository, FILES, NOW));
    expect(code(await signStaged(repository, box.keys.alice))).toBe('nothing-to-sign');
    expect(code(await signStaged(repository, box.keys.timestamp))).toBe('nothing-to-sign');
  });

  it('gives the same bytes for the same keys, files and time, in any order', async () => {
    const one = await publishedFeed(box);
    const two = await rootedFeed(box);
    get(await stageTargets(two, [...FILES].reverse(), NOW));
    get(await signStaged(two, box.keys.emil));
    get(await signStaged(two, box.keys.dora));
    get(await signOnline(two, [box.keys.timestamp, box.keys.snapshot], NOW));
    expect(snapshotOf(two)).toEqual(snapshotOf(one));
  });

  it('can be run again at every step', async () => {
    const repository = await publishedFeed(box);
    const before = snapshotOf(repository);
    expect(get(await stageTargets(repository, FILES, NOW))).toBe('unchanged');
    expect(get(await signOnline(repository, [box.keys.snapshot, box.keys.timestamp], NOW))).toEqual([]);
    expect(snapshotOf(repository)).toEqual(before);
  });

  it('keeps the signatures of what is staged again, and drops them from other content', async () => {
    const repository = await rootedFeed(box);
    get(await stageTargets(repository, FILES, NOW));
    get(await signStaged(repository, box.keys.dora));
    get(await stageTargets(repository, FILES, NOW + DAY));
    expect(get(await signStaged(repository, box.keys.emil)).released).toEqual(['1.targets.json']);

    get(await stageTargets(repository, FILES.slice(1), NOW));
    get(await signStaged(repository, box.keys.dora));
    get(await stageTargets(repository, FILES.slice(0, 1), NOW));
    expect(get(await signStaged(repository, box.keys.emil)).released).toEqual([]);
  });

  it('refuses names that no client takes', async () => {
    const repository = await rootedFeed(box);
    for (const path of ['../a', 'a b', '.a', 'a//b', '/a']) {
      expect(code(await stageTargets(repository, [{ path, bytes: utf8('') }], NOW))).toBe('bad-path');
    }
  });
});

describe('sign --online', () => {
  it('signs nothing before the editors have', async () => {
    const repository = await rootedFeed(box);
    const keys = [box.keys.snapshot, box.keys.timestamp];
    expect(code(await signOnline(repository, keys, NOW))).toBe('not-released');
    get(await stageTargets(repository, FILES, NOW));
    get(await signStaged(repository, box.keys.dora));
    expect(code(await signOnline(repository, keys, NOW))).toBe('not-released');
  });

  it('says which key is missing', async () => {
    const repository = await rootedFeed(box);
    await releaseTargets(repository, box);
    expect(code(await signOnline(repository, [box.keys.timestamp], NOW))).toBe('no-key');
    expect(existsSync(join(repository.served, 'timestamp.json'))).toBe(false);
  });

  it('puts a new timestamp in the place of the old one whole: whoever reads that one goes on reading it', async () => {
    const repository = await publishedFeed(box);
    const path = join(repository.served, 'timestamp.json');
    const before = readFileSync(path, 'utf8');
    const opened = join(repository.folder, 'opened');
    linkSync(path, opened);
    get(await signOnline(repository, [box.keys.snapshot, box.keys.timestamp], NOW + DAY));
    expect(readFileSync(path, 'utf8')).not.toBe(before);
    expect(readFileSync(opened, 'utf8')).toBe(before);
  });

  it('writes a timestamp every day, and a snapshot when it has to', async () => {
    const repository = await publishedFeed(box);
    const keys = [box.keys.snapshot, box.keys.timestamp];
    expect(get(await signOnline(repository, keys, NOW + DAY))).toEqual(['timestamp.json']);
    expect(json(repository, 'timestamp.json').signed).toMatchObject({
      version: 2,
      expires: '2026-01-18T00:00:00Z',
    });
    expect(get(await signOnline(repository, keys, NOW + 8 * DAY))).toEqual([
      '2.snapshot.json',
      'timestamp.json',
    ]);
    await releaseTargets(repository, box, FILES.slice(1));
    expect(get(await signOnline(repository, keys, NOW + 8 * DAY))).toEqual([
      '3.snapshot.json',
      'timestamp.json',
    ]);
    expect(json(repository, '3.snapshot.json').signed.meta['targets.json'].version).toBe(2);
  });

  it('stages unchanged files anew when half of their time is over', async () => {
    const repository = await publishedFeed(box);
    expect(get(await stageTargets(repository, FILES, NOW + 45 * DAY))).toBe('unchanged');
    expect(get(await stageTargets(repository, FILES, NOW + 46 * DAY))).not.toBe('unchanged');
  });
});
