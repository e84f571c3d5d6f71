import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LIST_EXTENSION } from '#lib/feed/publish/build.ts';
import { PASSPHRASE, readSigningKey, type SigningKey } from '#lib/feed/publish/keygen.ts';
import { openRepository, type Repository, readIfThere } from '#lib/feed/publish/repository.ts';
import { type FeedFile, signStaged, stageTargets } from '#lib/feed/publish/sign.ts';
import { signOnline } from '#lib/feed/publish/sign-online.ts';
import { MANIFEST, readManifest } from '#lib/feed/signed/manifest.ts';
import type { JsonObject } from '#lib/feed/trust/json.ts';
import { sha256Hex } from '#lib/watchlist/seal.ts';
import { type Command, only, orRefuse, pathOf, Refusal, say, tell, timeOf } from './command.ts';
import { filesIn, requireWhole } from './lists.ts';
import { FIRST_ROOT } from './verify.ts';

export const sign: Command = {
  usage: `  sign FEED      one step on the way of a version; each can be run again
    --files DIR    stage the files in DIR as the next targets
    --custom FILE  JSON with what is signed beside a file's hash, by its path
    --key K.pem    a signer adds a signature to what is staged; the last one that is needed releases it
    --online       write snapshot and timestamp, with the online keys as --key (one each)
    --now TIME
`,

  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        files: { type: 'string' },
        custom: { type: 'string' },
        key: { type: 'string', multiple: true, default: [] },
        online: { type: 'boolean', default: false },
        now: { type: 'string' },
      },
    });
    const repository = openRepository(pathOf(only(positionals, "the feed's folder")));
    const now = timeOf(values.now);
    const passphrase = process.env[PASSPHRASE] ?? '';
    const keys = await Promise.all(
      values.key.map(async (file) => orRefuse(await readSigningKey(pathOf(file), passphrase))),
    );
    if (!values.files && keys.length === 0) throw new Refusal('Say what to do: --files, --key or --online.');
    if (values.files) await stage(repository, pathOf(values.files), values.custom, now);
    if (values.online) await online(repository, keys, now);
    else for (const key of keys) await signWith(repository, key);
    return 0;
  },
};

async function stage(repository: Repository, folder: string, custom: string | undefined, now: number) {
  const said = custom ? await readCustom(pathOf(custom)) : {};
  const files: FeedFile[] = [];
  const there = await filesIn(folder);
  const manifest = await readIfThere(join(folder, MANIFEST));
  if (manifest) requireWhole(folder, there, orRefuse(readManifest(manifest), `${folder}: `).lists);
  else if (there.length > 0) tellUnpacked(folder, there);
  for (const path of there) {
    const more = Object.hasOwn(said, path) ? said[path] : undefined;
    files.push({ path, bytes: await readFile(join(folder, path)), ...(more && { custom: more }) });
  }
  if (files.length === 0) throw new Refusal(`There are no files in ${folder}.`);
  const staged = orRefuse(await stageTargets(repository, files, now));
  if (staged === 'unchanged') {
    say('The same files are served already: nothing to sign.');
    return;
  }
  const { version, expires } = staged.signed;
  say(`Staged targets ${version}, valid until ${expires}:`);
  for (const { path, bytes } of files.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    say(`  ${path}   ${bytes.length} bytes`);
  }
}

/** What is signed beside a file's hash, by the file's path. */
async function readCustom(file: string): Promise<Record<string, JsonObject>> {
  let json: unknown = null;
  let why = '';
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    // One that is not there says so by itself.
    if (!(error instanceof SyntaxError)) throw error;
    why = ` (${error.message})`;
  }
  if (isObject(json) && Object.values(json).every(isObject)) return json as Record<string, JsonObject>;
  throw new Refusal(
    `${file} is not as --custom needs it, so nothing was staged${why}. Write JSON that holds, by the path of a file ` +
      `below --files, what is to be signed beside its hash: {"${MANIFEST}": {"note": "checked"}}.`,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A feed may hold other things than lists; lists that no manifest names are never meant. */
function tellUnpacked(folder: string, there: readonly string[]): void {
  if (there.some((path) => path.includes(LIST_EXTENSION)))
    throw new Refusal(
      `There are lists in ${folder} and no ${MANIFEST}, so nothing was staged: no client would find them.\n` +
        'Pack them (npm run feed -- pack FILES --lists LISTS), and stage the folder of what was packed, all of it.',
    );
  tell(
    `There is no ${MANIFEST} in ${folder}: clients will find no lists in these files, nor those that they may have from this feed.`,
  );
}

async function signWith(repository: Repository, key: SigningKey) {
  const done = await signStaged(repository, key);
  const { signed, waiting, released } = orRefuse(done, `Key ${key.id.slice(0, 8)}: `);
  for (const what of signed) say(`Key ${key.id.slice(0, 8)} signs ${what}`);
  for (const { role, have, need } of waiting) say(`  ${role}: ${have} of ${need} signatures`);
  for (const name of released) say(`  complete: public/${name}`);
  if (released.includes(FIRST_ROOT)) {
    const bytes = new Uint8Array(await readFile(join(repository.served, FIRST_ROOT)));
    say(`  all trust begins with it; its SHA-256 is ${await sha256Hex(bytes)}`);
  }
}

async function online(repository: Repository, keys: SigningKey[], now: number) {
  const written = orRefuse(await signOnline(repository, keys, now));
  if (written.length === 0) say('Nothing has changed since these were signed.');
  for (const name of written) say(`Written: public/${name}`);
}
