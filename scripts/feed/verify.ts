import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openRepository } from '#lib/feed/publish/repository.ts';
import { verifyFolder } from '#lib/feed/publish/verify.ts';
import { timeText } from '#lib/feed/trust/metadata.ts';
import { sha256Hex } from '#lib/watchlist/seal.ts';
import { type Command, only, pathOf, Refusal, say, tell, timeOf } from './command.ts';

/** Path of the root that builds bring. Roots of later versions are signed by those before. */
export const FIRST_ROOT = '1.root.json';

export const verify: Command = {
  usage: `  verify FEED    read the feed as the extension would, from its first root on, every file in it and every list
    --root ROOT    what it must begin with: the file that a build brings, or the SHA-256 of the first root
                   (default: whatever FEED/public/1.root.json is)
    --now TIME
`,

  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { root: { type: 'string' }, now: { type: 'string' } },
    });
    const { served } = openRepository(pathOf(only(positionals, "the feed's folder")));
    const root = await firstRoot(served, values.root);
    const verified = await verifyFolder(served, root, timeOf(values.now), tell);
    if (!verified.ok) {
      process.stderr.write(`Refused (${verified.error.code}): ${verified.error.message}\n`);
      return 1;
    }
    const { trusted, read, lists } = verified.value;
    for (const { path, bytes } of read) say(`  ${path}   ${bytes} bytes`);
    for (const { id, date, entries, deltas } of lists ?? [])
      say(`  list ${id} of ${date}: ${entries} entries, ${deltas} deltas that lead to it`);
    if (!lists) say('It has no manifest.json, so there are no lists that the extension could subscribe to.');
    say(
      `Targets ${trusted.version}, ${trusted.targets.size} files, fresh until ${timeText(trusted.expires)}.`,
    );
    return 0;
  },
};

/** Told by its hash it is the one that is served, which whoever can write there may have replaced. */
async function firstRoot(served: string, given: string | undefined): Promise<Uint8Array<ArrayBuffer>> {
  // As a variable of a workflow that nobody has set is.
  if (given === '')
    throw new Refusal('--root names nothing. Give the SHA-256 of the first root, or its file.');
  const isHash = given !== undefined && /^[0-9a-f]{64}$/i.test(given);
  const file = given === undefined || isHash ? join(served, FIRST_ROOT) : pathOf(given);
  if (given !== undefined && !isHash && !existsSync(file))
    throw new Refusal(`--root ${given} is neither a file nor a SHA-256, which has 64 digits from 0 to f.`);
  const bytes = new Uint8Array(await readFile(file));
  const hash = await sha256Hex(bytes);
  if (isHash && hash !== given.toLowerCase())
    throw new Refusal(
      `Refused (other-root): the SHA-256 of ${file} is ${hash}, not ${given}.\n` +
        'Somebody has replaced the root from which all trust begins. Upload nothing; put back the one that your builds bring.',
    );
  return bytes;
}
