import { release } from '#lib/core/bytes.ts';
import { inFile } from '#lib/core/problem-details.ts';
import type { ProblemCode } from '#lib/core/problems.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { COMPILED_FORMAT, type CompiledList } from '#lib/watchlist/compiled.ts';
import { takeContainer } from '#lib/watchlist/container.ts';
import { type ListPieces, piecesOf } from '#lib/watchlist/list-pieces.ts';
import { Damage } from '#lib/watchlist/loaded-list.ts';
import { sealsOf } from '#lib/watchlist/seal.ts';
import type { Staging } from '#lib/watchlist/staging.ts';
import { attempt, type Body, bodyOf, counted, limited, unlessBroken, wholeBody } from '../body.ts';
import { applyDelta } from '../delta.ts';
import { unpacked } from '../gzip.ts';
import type { Lock } from '../lock.ts';
import type { Pull, PulledList, Pulling } from '../pull/registry.ts';
import { staged } from '../staged.ts';
import type { TrustedTargets } from '../trust/targets.ts';
import { createTrust, type TrustStore } from '../trust/trust.ts';
import { chainOf, type ListedVersion, MANIFEST, readManifest } from './manifest.ts';

/** A feed that a build vouches for. */
export interface SignedFeed {
  /** Folder of the repository, with a slash at its end. A list of it has this URL and, after `#`, its id. */
  url: string;
  /** Its root.json, with which all trust in it begins. */
  root: Uint8Array;
}

export interface SignedDeps {
  store(feed: SignedFeed): TrustStore;
  get(url: string, maxBytes: number): Body;
  lock: Lock;
  now(): number;
}

/** Bytes of a packed file that are given back at once. */
const PIECE = 256 * 1024;
/** Milliseconds for which what was verified once serves the other lists of the feed. */
const ROUND_MS = 60_000;

/** One verified state of a feed, and the lists that it has served. */
interface Round {
  at: number;
  trusted: TrustedTargets;
  served: Set<string>;
}

/** Brings lists of signed feeds as their editors signed them, by changes where there are some; others as before. */
export function createSignedPull(pull: Pull, feeds: readonly SignedFeed[], deps: SignedDeps): Pull {
  const rounds = new Map<string, Round>();
  const { store, get, lock, now } = deps;

  /** A list that asks again wants to know what is new; its neighbours in one refresh need no answer of their own. */
  async function roundFor(feed: SignedFeed, pulling: Pulling): Promise<Result<Round, ProblemCode>> {
    const last = rounds.get(feed.url);
    if (last && Math.abs(now() - last.at) < ROUND_MS && !last.served.has(pulling.url)) return ok(last);
    const trust = createTrust({
      root: feed.root,
      store: store(feed),
      get: (path, maxBytes) => counted(get(feed.url + path, maxBytes), pulling.onBytes),
      now,
    });
    const trusted = await trust.update();
    if (!trusted.ok) return trusted;
    const round = { at: now(), trusted: trusted.value, served: new Set<string>() };
    rounds.set(feed.url, round);
    return ok(round);
  }

  return (pulling) => {
    const feed = feeds.find(({ url }) => pulling.url.startsWith(`${url}#`));
    if (!feed) return pull(pulling);
    return lock(`trust ${feed.url}`, async () => {
      const round = await roundFor(feed, pulling);
      if (!round.ok) return round;
      const { served, trusted } = round.value;
      served.add(pulling.url);
      pulling.onVouched?.(trusted.expires);
      return bringList(trusted, pulling);
    });
  };
}

function bringList(
  trusted: TrustedTargets,
  { url, known, staging = null }: Pulling,
): Promise<Result<PulledList | 'unchanged', ProblemCode>> {
  return attempt<PulledList | 'unchanged'>(async () => {
    const hashOf = (path: string) => trusted.targets.get(path)?.sha256 ?? '';
    const [lastManifest, lastWhole] = known.cursor?.split(' ') ?? [];
    if (lastManifest && lastManifest === hashOf(MANIFEST)) return ok('unchanged');
    const manifestFile = await trusted.open(MANIFEST);
    const manifest = manifestFile.ok ? readManifest(manifestFile.value) : manifestFile;
    if (!manifest.ok) return manifest;
    const id = url.slice(url.indexOf('#') + 1);
    const listed = manifest.value.lists.find((one) => one.id === id);
    if (!listed) return fail('no-list', `The feed holds no list "${id}" any more.`);
    if (lastWhole === hashOf(listed.whole)) return ok('unchanged');
    const before = known.cursor === null ? null : await known.list();
    const changed = before ? await bringChanges(trusted, listed, before).catch(noneOfDamaged) : NO_CHANGES;
    const list = changed.list ? ok(changed.list) : await bringWhole(trusted, listed, staging);
    if (!list.ok) return list;
    if ((await sealsOf(list.value)).content !== listed.content) {
      return fail('corrupt', `The list "${id}" of the feed is not the version that its manifest names.`, {
        detail: inFile(listed.whole),
      });
    }
    return ok({
      format: COMPILED_FORMAT,
      list: list.value,
      refused: list.value.refusals,
      bytes: trusted.targets.get(listed.whole)?.length ?? 0,
      sha256: hashOf(listed.whole),
      cursor: `${hashOf(MANIFEST)} ${hashOf(listed.whole)}`,
      isMeant: listed.bulk !== null,
      faultyDelta: changed.faulty,
    });
  });
}

/** A list that was made of changes, or `null`; and the file of those that are not what its editors say they are. */
interface Changed {
  list: CompiledList | null;
  faulty: string | null;
}

const NO_CHANGES: Changed = { list: null, faulty: null };

/**
 * No list where no changes lead here, where one of them is broken, or the whole is no larger: then the whole is the way. Throws a
 * `Damage` where storage lost a piece of the version before.
 */
async function bringChanges(
  trusted: TrustedTargets,
  listed: ListedVersion,
  before: ListPieces,
): Promise<Changed> {
  const lengthOf = (path: string) => trusted.targets.get(path)?.length ?? Number.POSITIVE_INFINITY;
  const chain = chainOf(listed, before.content, listed.content);
  // The same entries with another date: what a list says of itself comes with it alone.
  if (!chain?.length) return NO_CHANGES;
  if (chain.reduce((sum, { path }) => sum + lengthOf(path), 0) >= lengthOf(listed.whole)) return NO_CHANGES;
  let list: CompiledList | null = null;
  let pieces = before;
  for (const { path, to } of chain) {
    const faulty = { list: null, faulty: path };
    const bytes = await unlessBroken(() => openUnpacked(trusted, path));
    if (!bytes) return faulty;
    // What did not come as it was signed is the server's fault, and may come right the next time.
    if (!bytes.ok) return NO_CHANGES;
    const next: Result<CompiledList> = await applyDelta(pieces, bytes.value);
    if (!next.ok) return faulty;
    list = next.value;
    pieces = await piecesOf(list);
    // It may be sound, and lead elsewhere than the manifest says.
    if (pieces.content !== to) return faulty;
  }
  return { list, faulty: null };
}

/** What storage lost comes back with the whole list. */
function noneOfDamaged(error: unknown): Changed {
  if (!(error instanceof Damage)) throw error;
  return NO_CHANGES;
}

async function bringWhole(
  trusted: TrustedTargets,
  { whole }: ListedVersion,
  staging: Staging | null,
): Promise<Result<CompiledList, ProblemCode>> {
  const packed = await trusted.open(whole);
  if (!packed.ok) return packed;
  const pieces = staged(limited(await unpacked(givenBack(packed.value))), staging);
  return takeContainer(pieces, { spent: release, staging });
}

/**
 * In pieces, which are given back as what is unpacked takes their place: two later, for an unpacker may go on reading what
 * it has taken.
 */
async function* givenBack(bytes: Uint8Array<ArrayBuffer>): Body {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += PIECE) pieces.push(bytes.slice(at, at + PIECE));
  release(bytes);
  for (const [n, piece] of pieces.entries()) {
    yield piece;
    const done = pieces[n - 2];
    if (done) release(done);
  }
}

async function openUnpacked(
  trusted: TrustedTargets,
  path: string,
): Promise<Result<Uint8Array<ArrayBuffer>, ProblemCode>> {
  const packed = await trusted.open(path);
  return packed.ok ? ok(await wholeBody(await unpacked(bodyOf(packed.value)))) : packed;
}
