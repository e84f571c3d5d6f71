import { MAX_METADATA_BYTES, MAX_ROOTS_AT_ONCE } from '#lib/core/limits.ts';
import type { ProblemCode } from '#lib/core/problems.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { attempt, type Body, FeedFault, wholeBody } from '../body.ts';
import { type MetaFile, ROLES, type Role } from './metadata.ts';
import { refuse } from './refuse.ts';
import { createTargets, type TrustedTargets } from './targets.ts';
import {
  acceptRoot,
  acceptSnapshot,
  acceptTargets,
  acceptTimestamp,
  isHeld,
  requireFresh,
  restore,
  type Trusted,
  type TrustFiles,
} from './trusted.ts';

/** Where verified metadata outlives the worker. One feed, one store. */
export interface TrustStore {
  get(): Promise<TrustFiles>;
  /** All of it in place of what was there, or nothing. */
  put(files: TrustFiles): Promise<void>;
}

export interface TrustDeps {
  /** root.json that the build vouches for: where all trust begins. */
  root: Uint8Array;
  store: TrustStore;
  /**
   * One file of the repository by its path there, bounded in time. Reading it may throw a `FeedFault`, which has the
   * code `not-found` where the server says that there is no such file. Its pieces are given away: nobody else holds them.
   */
  get(path: string, maxBytes: number): Body;
  /** Milliseconds; asked once an update. */
  now(): number;
}

export interface Trust {
  /**
   * Goes from what is trusted to the newest that is signed (TUF specification 1.0.34, section 5). Whatever fails,
   * nothing unsigned, expired or older takes the place of what was verified before: the caller goes on with that.
   * Two updates of one feed must not run at once.
   */
  update(): Promise<Result<TrustedTargets, ProblemCode>>;
}

export function createTrust({ root, store, get, now }: TrustDeps): Trust {
  async function read(path: string, maxBytes: number): Promise<Uint8Array> {
    try {
      return await wholeBody(get(path, maxBytes), maxBytes);
    } catch (error) {
      if (!(error instanceof FeedFault && error.code === 'too-large')) throw error;
      return refuse('too-large', `${path} is larger than ${maxBytes} bytes.`, error.detail);
    }
  }

  const readNamed = (role: Role, { version, length }: MetaFile) =>
    read(`${version}.${role}.json`, Math.min(length ?? Infinity, MAX_METADATA_BYTES[role]));

  /** The root after this one, or `null`: that it is not there is how a client learns that it has the newest (5.3.3). */
  async function nextRoot(version: number): Promise<Uint8Array | null> {
    try {
      return await read(`${version}.root.json`, MAX_METADATA_BYTES.root);
    } catch (error) {
      if (error instanceof FeedFault && error.code === 'not-found') return null;
      throw error;
    }
  }

  async function* advanceRoot(from: Trusted): AsyncGenerator<Trusted, void> {
    let trusted = from;
    for (let count = 0; ; count++) {
      const bytes = await nextRoot(trusted.root.signed.version + 1);
      if (!bytes) return;
      if (count === MAX_ROOTS_AT_ONCE)
        refuse('too-many-roots', 'There are more roots than one update reads.');
      trusted = acceptRoot(trusted, bytes);
      yield trusted;
    }
  }

  /** Every state on the way; each of them holds by itself. */
  async function* advance(from: Trusted, start: number): AsyncGenerator<Trusted, void> {
    let trusted = from;
    for await (trusted of advanceRoot(from)) yield trusted;
    requireFresh(trusted.root, start);

    const timestamp = acceptTimestamp(trusted, await read('timestamp.json', MAX_METADATA_BYTES.timestamp));
    requireFresh(timestamp, start);
    trusted = { ...trusted, timestamp };
    yield trusted;

    const snapshotFile = timestamp.signed.meta['snapshot.json'];
    const snapshot = isHeld(trusted.snapshot, snapshotFile)
      ? trusted.snapshot
      : acceptSnapshot(trusted, snapshotFile, await readNamed('snapshot', snapshotFile));
    requireFresh(snapshot, start);
    trusted = { ...trusted, snapshot };
    yield trusted;

    const targetsFile = snapshot.signed.meta['targets.json'];
    const targets = isHeld(trusted.targets, targetsFile)
      ? trusted.targets
      : acceptTargets(trusted, targetsFile, await readNamed('targets', targetsFile));
    requireFresh(targets, start);
    yield { ...trusted, targets };
  }

  /** What was verified is kept even where a later step fails: a version that was seen once cannot be taken back. */
  async function updateTrusted(start: number): Promise<Trusted> {
    const files = await stored(() => store.get());
    let trusted = restore(root, files);
    try {
      for await (trusted of advance(trusted, start));
    } finally {
      const next = filesOf(trusted);
      if (ROLES.some((role) => next[role] !== files[role])) await stored(() => store.put(next));
    }
    return trusted;
  }

  return {
    update: () =>
      attempt(async () => {
        const { root, timestamp, snapshot, targets } = await updateTrusted(now());
        if (!timestamp || !snapshot || !targets) return fail('bad-metadata', 'The feed is not complete.');
        const expires = [root, timestamp, snapshot, targets].map(({ signed }) => signed.expires);
        return ok(createTargets(targets, Math.min(...expires), get));
      }),
  };
}

function filesOf(trusted: Trusted): TrustFiles {
  const files: TrustFiles = {};
  for (const role of ROLES) {
    const bytes = trusted[role]?.bytes;
    if (bytes) files[role] = bytes;
  }
  return files;
}

async function stored<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    return refuse('storage', `The browser refused to keep what was verified (${String(error)}).`);
  }
}
