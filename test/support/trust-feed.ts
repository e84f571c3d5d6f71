import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { Result } from '#lib/core/result.ts';
import { type Body, bodyOf, FeedFault } from '#lib/feed/body.ts';
import type { TrustedTargets } from '#lib/feed/trust/targets.ts';
import { createTrust, type TrustDeps, type TrustStore } from '#lib/feed/trust/trust.ts';
import type { TrustFiles } from '#lib/feed/trust/trusted.ts';

/** A signed feed in memory, written without the code under test: its own canonical form, Node's own Ed25519. */
export interface TestKey {
  id: string;
  public: string;
  sign(message: Uint8Array): string;
}

export type RoleName = 'root' | 'timestamp' | 'snapshot' | 'targets';
export interface RoleKeys {
  keys: TestKey[];
  threshold: number;
}
export type Ring = Record<RoleName, RoleKeys>;
export type Repo = Map<string, Uint8Array>;

const PKCS8_ED25519 = '302e020100300506032b657004220420';
export const NOW = Date.UTC(2026, 0, 10);
export const LATER = '2026-07-01T00:00:00Z';
export const PAST = '2026-01-09T00:00:00Z';
const SPEC = '1.0.34';

export const utf8 = (text: string) => new TextEncoder().encode(text);
export const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The key of a number, always the same. */
export function testKey(n: number): TestKey {
  const der = Buffer.from(PKCS8_ED25519 + n.toString(16).padStart(64, '0'), 'hex');
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' });
  const hex = spki.subarray(-32).toString('hex');
  return {
    id: keyId(hex),
    public: hex,
    sign: (message) => sign(null, message, secret).toString('hex'),
  };
}

export const keyId = (hex: string) => hash(utf8(canonical(keyJson(hex))));
export const keyJson = (hex: string) => ({ keytype: 'ed25519', scheme: 'ed25519', keyval: { public: hex } });

/** Equal to OLPC canonical JSON as long as no string holds a control character. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** root 2 of 3, targets 2 of 2, one online key each. */
export function testRing(): Ring {
  return {
    root: { keys: [testKey(1), testKey(2), testKey(3)], threshold: 2 },
    targets: { keys: [testKey(4), testKey(5)], threshold: 2 },
    snapshot: { keys: [testKey(6)], threshold: 1 },
    timestamp: { keys: [testKey(7)], threshold: 1 },
  };
}

export interface Signatures {
  signatures: { keyid: string; sig: string }[];
}

export function signed(content: object, keys: readonly TestKey[]): Uint8Array {
  const message = utf8(canonical(content));
  const signatures = keys.map((key) => ({ keyid: key.id, sig: key.sign(message) }));
  return utf8(JSON.stringify({ signatures, signed: content }));
}

export function rootContent(ring: Ring, version: number, expires = LATER) {
  const keys = Object.values(ring).flatMap((role) => role.keys);
  return {
    _type: 'root',
    spec_version: SPEC,
    version,
    expires,
    consistent_snapshot: true,
    keys: Object.fromEntries(keys.map((key) => [key.id, keyJson(key.public)])),
    roles: Object.fromEntries(
      Object.entries(ring).map(([name, { keys, threshold }]) => [
        name,
        { keyids: keys.map(({ id }) => id), threshold },
      ]),
    ),
  };
}

/** A root signed by two of its own keys, or by whom one says. */
export function putRoot(
  repo: Repo,
  ring: Ring,
  version: number,
  by = ring.root.keys.slice(0, 2),
  expires = LATER,
) {
  repo.set(`${version}.root.json`, signed(rootContent(ring, version, expires), by));
}

export interface Plan {
  targets: number;
  snapshot: number;
  timestamp: number;
  /** Text or bytes of each list. */
  lists?: Record<string, string | Uint8Array>;
  expires?: Partial<Record<RoleName, string>>;
  ring?: Ring;
  /** What is left out of what one file says of the next; the specification allows both. */
  without?: 'hashes' | 'hashes and lengths';
}

const LISTS = { 'lists/first.almslist': 'one' };

/** Writes everything below root as a publisher would. */
export function publish(repo: Repo, plan: Plan): void {
  const { lists = LISTS, expires = {}, ring = testRing(), without } = plan;
  const named = (version: number, bytes: Uint8Array) => ({
    version,
    ...(without !== 'hashes and lengths' && { length: bytes.length }),
    ...(!without && { hashes: { sha256: hash(bytes) } }),
  });
  const targets = signed(
    {
      _type: 'targets',
      spec_version: SPEC,
      version: plan.targets,
      expires: expires.targets ?? LATER,
      targets: Object.fromEntries(
        Object.entries(lists).map(([path, text]) => [
          path,
          { length: bytesOf(text).length, hashes: { sha256: hash(bytesOf(text)) }, custom: { kind: 'list' } },
        ]),
      ),
    },
    ring.targets.keys,
  );
  const snapshot = signed(
    {
      _type: 'snapshot',
      spec_version: SPEC,
      version: plan.snapshot,
      expires: expires.snapshot ?? LATER,
      meta: { 'targets.json': named(plan.targets, targets) },
    },
    ring.snapshot.keys,
  );
  const timestamp = signed(
    {
      _type: 'timestamp',
      spec_version: SPEC,
      version: plan.timestamp,
      expires: expires.timestamp ?? LATER,
      meta: { 'snapshot.json': named(plan.snapshot, snapshot) },
    },
    ring.timestamp.keys,
  );
  repo.set(`${plan.targets}.targets.json`, targets);
  repo.set(`${plan.snapshot}.snapshot.json`, snapshot);
  repo.set('timestamp.json', timestamp);
  for (const [path, text] of Object.entries(lists)) repo.set(targetPath(path, text), bytesOf(text));
}

export function targetPath(path: string, text: string | Uint8Array): string {
  const [name = '', ...folders] = path.split('/').reverse();
  return ['targets', ...folders.reverse(), `${hash(bytesOf(text))}.${name}`].join('/');
}

const bytesOf = (text: string | Uint8Array) => (typeof text === 'string' ? utf8(text) : text);

/** A file read as JSON, changed, and written without signing it again. */
export function edit(repo: Repo, path: string, change: (file: Record<string, unknown>) => unknown): void {
  const file = JSON.parse(new TextDecoder().decode(repo.get(path)));
  repo.set(path, utf8(JSON.stringify(change(file) ?? file)));
}

export interface World {
  repo: Repo;
  requests: string[];
  clock: { now: number };
  store: TrustStore & { files: TrustFiles };
  root: Uint8Array;
  update(): Promise<Result<TrustedTargets>>;
}

/** A repository with version 1 of everything, and a client that has seen none of it. */
export function testWorld(deps: Partial<TrustDeps> = {}): World {
  const repo: Repo = new Map();
  putRoot(repo, testRing(), 1);
  publish(repo, { targets: 1, snapshot: 1, timestamp: 1 });
  const store = memoryStore();
  const world: World = {
    repo,
    requests: [],
    clock: { now: NOW },
    store,
    root: repo.get('1.root.json') ?? new Uint8Array(),
    update: () =>
      createTrust({
        root: world.root,
        store,
        get: (path) => serve(repo, path, world.requests),
        now: () => world.clock.now,
        ...deps,
      }).update(),
  };
  return world;
}

export function memoryStore(): World['store'] {
  const store: World['store'] = {
    files: {},
    get: async () => store.files,
    put: async (files) => {
      store.files = files;
    },
  };
  return store;
}

async function* serve(repo: Repo, path: string, requests: string[]): Body {
  requests.push(path);
  const bytes = repo.get(path);
  if (!bytes) throw new FeedFault('not-found', `There is no ${path}.`);
  yield* bodyOf(bytes.slice(0, 100), bytes.slice(100));
}
