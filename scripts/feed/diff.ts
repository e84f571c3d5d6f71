import { parseArgs } from 'node:util';
import { changesBetween, describeChanges } from '#lib/feed/publish/changes.ts';
import { type Command, only, pathOf, say, tell } from './command.ts';
import { BUNDLED, readLists, readPacked } from './lists.ts';

export const diff: Command = {
  usage: `  diff FILES     what lists would change in the files that are signed now: added, removed, changed
    --lists DIR    the lists (default: public/watchlist)
`,

  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { lists: { type: 'string' } },
    });
    const before = await readPacked(pathOf(only(positionals, 'the folder of packed files')));
    const lists = await readLists(values.lists ? pathOf(values.lists) : BUNDLED);
    for (const list of lists) {
      const { id } = list.info;
      tell(`${id}: comparing ${list.entries} entries`);
      process.stdout.write(describeChanges(id, changesBetween(before.get(id)?.list ?? null, list)));
    }
    const gone = [...before.keys()].filter((id) => !lists.some(({ info }) => info.id === id));
    for (const id of gone) say(`${id}: the whole list goes`);
    return 0;
  },
};
