import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isoDate } from '#lib/core/dates.ts';
import { buildLists, INDEX, LIST_EXTENSION, snapshotFiles } from '#lib/feed/publish/build.ts';
import { type Compared, compareLists, summariseChanges } from '#lib/feed/publish/changes.ts';
import { INPUTS, type Inputs } from '#lib/feed/publish/inputs.ts';
import { buildOwnLists, LISTS, readOwnLists } from '#lib/feed/publish/own-lists.ts';
import { describeOwn, summariseOwn } from '#lib/feed/publish/own-lists-report.ts';
import { describeSince, describeSnapshot, summarise } from '#lib/feed/publish/report.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';
import { type Command, orRefuse, pathOf, Refusal, tell, timeOf } from './command.ts';
import { BUNDLED, readEarlier, readVouching } from './lists.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const REPORT = join(ROOT, 'docs', 'WATCHLIST.md');

export const build: Command = {
  usage: `  build    turn source files into lists and a report of what was left out
    --data DIR   folder with lists.json and the files that it names (docs/RUN-A-FEED.md); without a lists.json,
                 with the sources of the bundled watchlist (default: ../shared/data, where it exists)
    --out DIR    where the lists go, with the report (default, for the bundled watchlist: public/watchlist, with
                 the report in docs/WATCHLIST.md)
    --before DIR an earlier build, or packed files, to tell what changed (default: what stands where the lists go)
    --now TIME   the date of lists whose files name none
`,

  async run(args) {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args, options: { data: text, out: text, before: text, now: text } });
    const data = values.data ? pathOf(values.data) : resolve(ROOT, '../shared/data');
    if (existsSync(join(data, LISTS))) {
      if (!values.out) throw new Refusal('Say with --out DIR where the lists go.');
      return buildOwn(data, pathOf(values.out), values.before, isoDate(timeOf(values.now)));
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
    const built = await buildLists(Object.fromEntries(await Promise.all(texts)) as Inputs, tell);
    if (!built.ok) {
      process.stderr.write(`${built.error.message}\nNothing was written.\n`);
      return 1;
    }
    const out = values.out ? pathOf(values.out) : BUNDLED;
    const lists = built.value.map(({ list }) => list);
    const compared = await compareWith(values.before, out, lists);
    const changes = summariseChanges(lists, compared);
    await writeLists(out, snapshotFiles(built.value));
    const report = out === BUNDLED ? REPORT : join(out, 'WATCHLIST.md');
    await writeFile(report, describeSnapshot(built.value) + describeSince(built.value, compared));
    process.stdout.write(`${summarise(built.value)}${changes}Written to ${out}, report in ${report}\n`);
    return 0;
  },
};

async function buildOwn(
  data: string,
  out: string,
  before: string | undefined,
  today: string,
): Promise<number> {
  const lists = orRefuse(readOwnLists(await readFile(join(data, LISTS), 'utf8')));
  const vouching = await readVouching();
  const open = (file: string) => createReadStream(join(data, file));
  const built = orRefuse(await buildOwnLists(lists, open, today, vouching, tell));
  const compiled = built.map(({ list }) => list);
  const compared = await compareWith(before, out, compiled);
  await writeLists(out, snapshotFiles(built));
  const report = join(out, 'REPORT.md');
  await writeFile(report, describeOwn(built, { compared, vouching }));
  const said = summariseOwn(built) + summariseChanges(compiled, compared);
  process.stdout.write(`${said}Written to ${out}, report in ${report}\n`);
  return 0;
}

/** What changes; `null` where there is nothing to compare with. What cannot be read is no obstacle unless it was named. */
async function compareWith(
  before: string | undefined,
  out: string,
  lists: readonly CompiledList[],
): Promise<Compared | null> {
  try {
    const earlier = await readEarlier(before === undefined ? out : pathOf(before));
    return earlier && compareLists(lists, earlier, tell);
  } catch (error) {
    if (before !== undefined || !(error instanceof Refusal)) throw error;
    tell(`Not compared with what is there: ${error.message}`);
    return null;
  }
}

/**
 * Lists of before that are none any more must not be packed again. The index comes first: where a build is cut off it names
 * what is missing (`readLists`).
 */
async function writeLists(out: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  await mkdir(out, { recursive: true });
  for (const file of await readdir(out)) if (file.endsWith(LIST_EXTENSION)) await rm(join(out, file));
  const indexFirst = [...files].sort(([a], [b]) => Number(b === INDEX) - Number(a === INDEX));
  for (const [file, bytes] of indexFirst) await writeFile(join(out, file), bytes);
}
