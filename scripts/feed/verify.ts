import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openRepository } from '#lib/feed/publish/repository.ts';
import { verifyFolder } from '#lib/feed/publish/verify.ts';
import { timeText } from '#lib/feed/trust/metadata.ts';
import { type Command, only, pathOf, say, tell, timeOf } from './command.ts';

export const verify: Command = {
  usage: `  verify FEED    read the feed as the extension would, from its first root on, every file in it and every list
    --root FILE    the root that a build brings (default: FEED/public/1.root.json)
    --now TIME
`,

  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { root: { type: 'string' }, now: { type: 'string' } },
    });
    const { served } = openRepository(pathOf(only(positionals, "the feed's folder")));
    const root = await readFile(values.root ? pathOf(values.root) : join(served, '1.root.json'));
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
