import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isoDate } from '#lib/core/dates.ts';
import { buildLists, LIST_EXTENSION, snapshotFiles } from '#lib/feed/publish/build.ts';
import { INPUTS, type Inputs } from '#lib/feed/publish/inputs.ts';
import { buildOwnLists, LISTS, readOwnLists } from '#lib/feed/publish/own-lists.ts';
import { describeOwn, summariseOwn } from '#lib/feed/publish/own-lists-report.ts';
import { describeSnapshot, summarise } from '#lib/feed/publish/report.ts';
import { type Command, orRefuse, pathOf, Refusal, timeOf } from './command.ts';
import { BUNDLED, readVouching } from './lists.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const REPORT = join(ROOT, 'docs', 'WATCHLIST.md');

export const build: Command = {
  usage: `  build    turn source files into lists and a report of what was left out
    --data DIR   folder with lists.json and the files that it names (docs/RUN-A-FEED.md); without a lists.json,
                 with the sources of the bundled watchlist (default: ../shared/data, where it exists)
    --out DIR    where the lists go, with the report (default, for the bundled watchlist: public/watchlist, with
                 the report in docs/WATCHLIST.md)
    --now TIME   the date of lists whose files name none
`,

  async run(args) {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args, options: { data: text, out: text, now: text } });
    const data = values.data ? pathOf(values.data) : resolve(ROOT, '../shared/data');
    if (existsSync(join(data, LISTS))) {
      if (!values.out) throw new Refusal('Say with --out DIR where the lists go.');
      return buildOwn(data, pathOf(values.out), isoDate(timeOf(values.now)));
    }
    const missing = Object.values(INPUTS).filter((path) => !existsSync(join(data, path)));
    if (missing.length > 0) {
      process.stderr.write(
        `There is no ${LISTS} in ${data}, nor the source files of the bundled watchlist. Name their folder with --data DIR;\nfor the bundled watchlist it has to hold:\n` +
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
    const out = values.out ? pathOf(values.out) : BUNDLED;
    await writeLists(out, snapshotFiles(built.value));
    const report = out === BUNDLED ? REPORT : join(out, 'WATCHLIST.md');
    await writeFile(report, describeSnapshot(built.value));
    process.stdout.write(`${summarise(built.value)}Written to ${out}, report in ${report}\n`);
    return 0;
  },
};

async function buildOwn(data: string, out: string, today: string): Promise<number> {
  const lists = orRefuse(readOwnLists(await readFile(join(data, LISTS), 'utf8')));
  const built = orRefuse(
    await buildOwnLists(lists, (file) => createReadStream(join(data, file)), today, await readVouching()),
  );
  await writeLists(out, snapshotFiles(built));
  const report = join(out, 'REPORT.md');
  await writeFile(report, describeOwn(built));
  process.stdout.write(`${summariseOwn(built)}Written to ${out}, report in ${report}\n`);
  return 0;
}

/** Lists of before that are none any more must not be packed again. */
async function writeLists(out: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  await mkdir(out, { recursive: true });
  for (const file of await readdir(out)) if (file.endsWith(LIST_EXTENSION)) await rm(join(out, file));
  for (const [file, bytes] of files) await writeFile(join(out, file), bytes);
}
