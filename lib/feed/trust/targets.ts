import { release } from '#lib/core/bytes.ts';
import { inFile } from '#lib/core/problem-details.ts';
import type { ProblemCode } from '#lib/core/problems.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { sha256Hex } from '#lib/watchlist/container.ts';
import { attempt, type Body } from '../body.ts';
import type { JsonObject } from './json.ts';
import type { Metadata } from './metadata.ts';

export interface Target {
  length: number;
  /** Hex. */
  sha256: string;
  /** What the list editors say of the file beside its hash. */
  custom: JsonObject;
}

/** What the list editors signed, and nothing else. */
export interface TrustedTargets {
  version: number;
  /** Milliseconds until which it may be called fresh: the first end among all four files. */
  expires: number;
  targets: ReadonlyMap<string, Target>;
  /** Fetches a file; it is given whole and as it was signed, or not at all. */
  open(path: string): Promise<Result<Uint8Array<ArrayBuffer>, ProblemCode>>;
}

export function createTargets(
  { signed }: Metadata<'targets'>,
  expires: number,
  get: (path: string, maxBytes: number) => Body,
): TrustedTargets {
  const targets = new Map<string, Target>();
  for (const [path, { length, hashes, custom = {} }] of Object.entries(signed.targets)) {
    targets.set(path, { length, sha256: hashes.sha256, custom });
  }
  return {
    version: signed.version,
    expires,
    targets,
    open: (path) =>
      attempt(async () => {
        const target = targets.get(path);
        if (!target) return fail('no-target', `Nobody signed a file "${path}".`, { detail: inFile(path) });
        const bytes = await readExactly(get(targetUrl(path, target.sha256), target.length), target.length);
        if (!bytes || (await sha256Hex(bytes)) !== target.sha256) {
          return fail('mismatch', `"${path}" is not the file that was signed.`, { detail: inFile(path) });
        }
        return ok(bytes);
      }),
  };
}

/** Where a target stands in a repository with consistent snapshots (6.2): every version under a name of its own. */
export function targetUrl(path: string, sha256: string): string {
  const slash = path.lastIndexOf('/') + 1;
  return `targets/${path.slice(0, slash)}${sha256}.${path.slice(slash)}`;
}

/** `null` at the first byte too many, or when the body ends too early. */
async function readExactly(body: Body, length: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for await (const chunk of body) {
    if (at + chunk.length > bytes.length) return null;
    bytes.set(chunk, at);
    at += chunk.length;
    release(chunk);
  }
  return at === length ? bytes : null;
}
