import { join } from 'node:path';
import type { Result } from '#lib/core/result.ts';
import { readPublicKey, readSigningKey, type SigningKey, writeKey } from '#lib/feed/publish/keygen.ts';
import { openRepository, type Repository } from '#lib/feed/publish/repository.ts';
import { stageRoot } from '#lib/feed/publish/rotate.ts';
import { type FeedFile, signStaged, stageTargets } from '#lib/feed/publish/sign.ts';
import { signOnline } from '#lib/feed/publish/sign-online.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

export const NOW = Date.UTC(2026, 0, 10);
export const DAY = 86_400_000;
export const utf8 = (text: string) => new TextEncoder().encode(text);

export function get<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

const NAMES = ['alice', 'bob', 'carol', 'dora', 'emil', 'snapshot', 'timestamp', 'new-1', 'new-2'] as const;
export type Name = (typeof NAMES)[number];
export type Keys = Record<Name, SigningKey>;

/** One key each, made once for a test file. */
export async function makeKeys() {
  const folder = tempFolder();
  const keys = {} as Keys;
  for (const name of NAMES) {
    await writeKey(folder, name, '');
    keys[name] = get(await readSigningKey(join(folder, `${name}.pem`), ''));
  }
  const publicKeys = async (...names: Name[]) =>
    Promise.all(names.map(async (name) => get(await readPublicKey(join(folder, `${name}.pub`)))));
  return { folder, keys, publicKeys };
}

export type KeyBox = Awaited<ReturnType<typeof makeKeys>>;
export const FILES = [
  { path: 'readme.json', bytes: utf8('{}') },
  { path: 'lists/a.almslist', bytes: utf8('a list'), custom: { kind: 'list' } },
];

/** A feed with its root signed by two of three. */
export async function rootedFeed({ keys, publicKeys }: KeyBox): Promise<Repository> {
  const repository = openRepository(tempFolder());
  get(
    await stageRoot(repository, {
      keys: {
        root: await publicKeys('alice', 'bob', 'carol'),
        targets: await publicKeys('dora', 'emil'),
        snapshot: await publicKeys('snapshot'),
        timestamp: await publicKeys('timestamp'),
      },
      thresholds: {},
      now: NOW,
    }),
  );
  get(await signStaged(repository, keys.alice));
  get(await signStaged(repository, keys.bob));
  return repository;
}

export async function releaseTargets(
  repository: Repository,
  { keys }: KeyBox,
  files: FeedFile[] = FILES,
  now = NOW,
): Promise<void> {
  get(await stageTargets(repository, files, now));
  get(await signStaged(repository, keys.dora));
  get(await signStaged(repository, keys.emil));
}

export async function publishedFeed(box: KeyBox): Promise<Repository> {
  const repository = await rootedFeed(box);
  await releaseTargets(repository, box);
  get(await signOnline(repository, [box.keys.snapshot, box.keys.timestamp], NOW));
  return repository;
}
