import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { newest, newestTargets, openRepository } from '#lib/feed/publish/repository.ts';
import { costOf, type Sizes } from '#lib/feed/publish/serve-cost.ts';
import { targetUrl } from '#lib/feed/trust/targets.ts';
import { type Command, only, pathOf, Refusal, say } from './command.ts';

const USERS = [100_000, 1_000_000, 10_000_000];

export const cost: Command = {
  usage: `  cost FEED      what serving it takes, from the sizes of its files
    --files A,B    the files that a user fetches when there is a new version (default: all)
`,

  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { files: { type: 'string' } },
    });
    const repository = openRepository(pathOf(only(positionals, "the feed's folder")));
    const targets = await newestTargets(repository);
    const snapshot = await newest(repository, 'snapshot');
    if (!targets || !snapshot) throw new Refusal('There is nothing served yet.');
    const paths = values.files?.split(',') ?? Object.keys(targets.signed.targets);
    let files = 0;
    for (const path of paths) {
      const sha256 = targets.signed.targets[path]?.hashes.sha256;
      if (!sha256) throw new Refusal(`There is no file "${path}".`);
      // A host compresses what gets smaller by it.
      const bytes = await readFile(join(repository.served, targetUrl(path, sha256)));
      files += Math.min(bytes.length, gzipSync(bytes, { level: 9 }).length);
    }
    const sizes: Sizes = {
      timestamp: (await stat(join(repository.served, 'timestamp.json'))).size,
      snapshot: snapshot.length,
      targets: ((await newest(repository, 'targets')) ?? snapshot).length,
      files,
    };
    say(`timestamp ${sizes.timestamp}, snapshot ${sizes.snapshot}, targets ${sizes.targets} bytes`);
    say(`${paths.length} files of ${files} bytes together, compressed`);
    say('');
    say(
      '| Users | A quiet day, each | A day with a new version, each | A month of such days | Requests a second |',
    );
    say('|---|---|---|---|---|');
    for (const users of USERS) {
      const { quietDay, changedDay, gigabytes, perSecond } = costOf(sizes, paths.length, users);
      const row = [
        users.toLocaleString('en'),
        `${(quietDay / 1000).toFixed(1)} kB`,
        `${(changedDay / 1000).toFixed(1)} kB`,
        `${Math.round(gigabytes).toLocaleString('en')} GB`,
        Math.ceil(perSecond).toLocaleString('en'),
      ];
      say(`| ${row.join(' | ')} |`);
    }
    return 0;
  },
};
