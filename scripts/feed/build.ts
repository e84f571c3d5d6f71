import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildLists, LIST_EXTENSION, snapshotFiles } from '#lib/feed/publish/build.ts';
import { INPUTS, type Inputs } from '#lib/feed/publish/inputs.ts';
import { describeSnapshot, summarise } from '#lib/feed/publish/report.ts';
import { type Command, pathOf } from './command.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const OUT = join(ROOT, 'public', 'watchlist');
const REPORT = join(ROOT, 'docs', 'WATCHLIST.md');

export const build: Command = {
  usage: `  build    turn source files into the bundled watchlist and a report of what was left out
    --data DIR   folder with the source files (default: ../shared/data, where it exists)
    --out DIR    where the lists go (default: public/watchlist, with the report in docs/WATCHLIST.md)
`,

  async run(args) {
    const { values } = parseArgs({ args, options: { data: { type: 'string' }, out: { type: 'string' } } });
    const data = values.data ? pathOf(values.data) : resolve(ROOT, '../shared/data');
    const missing = Object.values(INPUTS).filter((path) => !existsSync(join(data, path)));
    if (missing.length > 0) {
      process.stderr.write(
        `The source files are not in ${data}. Name their folder with --data DIR; it has to hold:\n` +
          `${missing.map((path) => `  ${path}\n`).join('')}The watchlist in public/watchlist stays as it is.\n`,
      );
      return 1;
    }
    const texts = Object.entries(INPUTS).map(async ([name, path]) => [
      name,
      await readFile(join(data, path), 'utf8'),
    ]);
    const built = await buildLists(Object.fromEntries(await Promise.all(texts)) as Inputs);
    if (!built.ok) {
      process.stderr.write(`${built.error.message}\nNothing was written.\n`);
      return 1;
    }
    const out = values.out ? pathOf(values.out) : OUT;
    await mkdir(out, { recursive: true });
    for (const file of await readdir(out)) if (file.endsWith(LIST_EXTENSION)) await rm(join(out, file));
    for (const [file, bytes] of snapshotFiles(built.value)) await writeFile(join(out, file), bytes);
    const report = out === OUT ? REPORT : join(out, 'WATCHLIST.md');
    await writeFile(report, describeSnapshot(built.value));
    process.stdout.write(`${summarise(built.value)}Written to ${out}, report in ${report}\n`);
    return 0;
  },
};
