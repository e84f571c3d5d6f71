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

const DATE_ANEW =
  'Date it anew: npm run feed -- sign FEED --online --key SNAPSHOT.pem --key TIMESTAMP.pem\n' +
  '(a feed that is published by a machine is dated by it every day: see why that has stopped).';

/** What to do where the time of a file is over. */
const RENEWED: Readonly<Record<string, string>> = {
  'root.json': 'Stage its keys for another year, and have it signed: npm run feed -- rotate FEED',
  'targets.json':
    'Stage the files again (npm run feed -- sign FEED --files FILES), have the editors sign, and date it.',
  'snapshot.json': DATE_ANEW,
  'timestamp.json': DATE_ANEW,
};

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
      const { code, message, detail } = verified.error;
      process.stderr.write(`Refused (${code}): ${message}\n`);
      if (detail?.code === 'until') process.stderr.write(`${RENEWED[detail.params.file]}\n`);
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
        'Either that is another hash than the one which was written down for this feed, or the root from which all trust begins was replaced.\n' +
        'Compare it with what sign printed when the first root was complete. Until you know, upload nothing. If the hash is right, put back the\n' +
        'root that your builds bring, and find out who could write there.',
    );
  return bytes;
}
