import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  Metadata,
  MetadataKind,
  type Root,
  type Snapshot,
  type Targets,
  type Timestamp,
} from '@tufjs/models';

/**
 * A feed on disk. What waits for signatures stands apart, so that no client ever meets a half-signed file:
 *
 *     public/   the folder that is served: N.root.json, N.targets.json, N.snapshot.json, timestamp.json, targets/
 *     staged/   root.json and targets.json on their way to the next version
 */
export interface Repository {
  folder: string;
  served: string;
  staged: string;
}

/** Of the specification that the files are written by. */
export const SPEC_VERSION = '1.0.34';

export type RootFile = Metadata<Root>;
export type TargetsFile = Metadata<Targets>;
export type SnapshotFile = Metadata<Snapshot>;
export type TimestampFile = Metadata<Timestamp>;
export type AnyFile = RootFile | TargetsFile | SnapshotFile | TimestampFile;

export function openRepository(folder: string): Repository {
  return { folder, served: join(folder, 'public'), staged: join(folder, 'staged') };
}

/** Same content, same bytes. */
export function bytesOf(file: AnyFile): Buffer {
  return Buffer.from(`${JSON.stringify(file.toJSON(), null, 1)}\n`);
}

const parseRoot = (bytes: Buffer): RootFile => Metadata.fromJSON(MetadataKind.Root, jsonOf(bytes));
export const parseTargets = (bytes: Buffer): TargetsFile =>
  Metadata.fromJSON(MetadataKind.Targets, jsonOf(bytes));
export const parseSnapshot = (bytes: Buffer): SnapshotFile =>
  Metadata.fromJSON(MetadataKind.Snapshot, jsonOf(bytes));
export const parseTimestamp = (bytes: Buffer): TimestampFile =>
  Metadata.fromJSON(MetadataKind.Timestamp, jsonOf(bytes));

function jsonOf(bytes: Buffer) {
  return JSON.parse(bytes.toString('utf8'));
}

/** `null` where there is no such file. */
export async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Whole or not at all: a server may read it at this moment. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.part`, bytes);
  await rename(`${path}.part`, path);
}

/** The newest version of a role that is served, or `null`. */
export async function newest(
  repository: Repository,
  role: 'root' | 'targets' | 'snapshot',
): Promise<Buffer | null> {
  const form = new RegExp(`^([1-9]\\d*)\\.${role}\\.json$`);
  const names = (await readdir(repository.served).catch(() => [])).filter((name) => form.test(name));
  const name = names.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)).at(-1);
  return name ? readFile(join(repository.served, name)) : null;
}

export async function newestRoot(repository: Repository): Promise<RootFile | null> {
  const bytes = await newest(repository, 'root');
  return bytes && parseRoot(bytes);
}

export async function newestTargets(repository: Repository): Promise<TargetsFile | null> {
  const bytes = await newest(repository, 'targets');
  return bytes && parseTargets(bytes);
}

export async function stagedRoot(repository: Repository): Promise<RootFile | null> {
  const bytes = await readIfThere(join(repository.staged, 'root.json'));
  return bytes && parseRoot(bytes);
}

export async function stagedTargets(repository: Repository): Promise<TargetsFile | null> {
  const bytes = await readIfThere(join(repository.staged, 'targets.json'));
  return bytes && parseTargets(bytes);
}

export async function writeStaged(repository: Repository, file: RootFile | TargetsFile): Promise<void> {
  await writeWhole(join(repository.staged, `${file.signed.type}.json`), bytesOf(file));
}

/** Moves what has its signatures to where it is served. */
export async function release(repository: Repository, file: RootFile | TargetsFile): Promise<string> {
  const name = `${file.signed.version}.${file.signed.type}.json`;
  await writeWhole(join(repository.served, name), bytesOf(file));
  await rm(join(repository.staged, `${file.signed.type}.json`), { force: true });
  return name;
}
