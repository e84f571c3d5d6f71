import * as v from 'valibot';
import { MAX_DELTAS, MAX_LISTS } from '#lib/core/limits.ts';
import { inFile } from '#lib/core/problem-details.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';

/** The target that says what the other targets of a signed feed are (docs/FEED-FORMAT.md). */
export const MANIFEST = 'manifest.json';
const FORMAT = 1;

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const path = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._/-]{0,199}$/));
const listId = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]{0,63}$/));

const Manifest = v.object({
  format: v.literal(FORMAT),
  lists: v.pipe(
    v.array(
      v.object({
        id: listId,
        /** Content hash of the newest version (lib/watchlist/seal.ts). */
        content: hash,
        /** The newest version whole. */
        whole: path,
        /** From one version to another, by their content hashes. */
        deltas: v.pipe(v.array(v.object({ from: hash, to: hash, path })), v.maxLength(MAX_DELTAS)),
        /** The day on which the editors let a change of any size pass; `null` as a rule. */
        bulk: v.nullable(v.pipe(v.string(), v.isoDate())),
      }),
    ),
    v.maxLength(MAX_LISTS),
  ),
});
export type Manifest = v.InferOutput<typeof Manifest>;
export type ListedVersion = Manifest['lists'][number];

export function readManifest(bytes: Uint8Array): Result<Manifest, 'bad-format' | 'newer-format'> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return fail('bad-format', 'The manifest of the feed is no JSON.', { detail: inFile(MANIFEST) });
  }
  const format = v.safeParse(v.object({ format: v.number() }), json);
  if (format.success && format.output.format > FORMAT) {
    return fail('newer-format', 'The feed is of a newer format; update the extension to read it.');
  }
  const parsed = v.safeParse(Manifest, json);
  if (!parsed.success) {
    return fail('bad-format', `The manifest of the feed is not as expected: ${parsed.issues[0].message}`, {
      detail: inFile(MANIFEST),
    });
  }
  return ok(parsed.output);
}

export function writeManifest(lists: readonly ListedVersion[]): Uint8Array<ArrayBuffer> {
  const sorted = lists.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const json = JSON.stringify({ format: FORMAT, lists: sorted } satisfies Manifest, null, 1);
  return new TextEncoder().encode(`${json}\n`);
}

/** The deltas that lead from one version to another, in order; `null` where none do. */
export function chainOf({ deltas }: ListedVersion, from: string, to: string): ListedVersion['deltas'] | null {
  const chain: ListedVersion['deltas'] = [];
  for (let at = from; at !== to; ) {
    // The newest one, for a list may have gone back to what it was.
    const next = deltas.findLast((delta) => delta.from === at);
    // A ring leads nowhere.
    if (!next || chain.includes(next)) return null;
    chain.push(next);
    at = next.to;
  }
  return chain;
}
