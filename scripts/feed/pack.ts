import { parseArgs } from 'node:util';
import { isoDate } from '#lib/core/dates.ts';
import { conflictsOf, describeConflicts } from '#lib/feed/publish/conflicts.ts';
import { packLists } from '#lib/feed/publish/pack.ts';
import { type Command, only, pathOf, Refusal, say, tell, timeOf } from './command.ts';
import { BUNDLED, readLists, readPacked, readVouching, writePacked } from './lists.ts';

export const pack: Command = {
  usage: `  pack FILES     turn lists into the files to be signed: each whole, deltas from what FILES holds, the manifest
    --lists DIR    the lists, as build writes them (default: public/watchlist)
    --bulk ID      let the change of this list be as large as it is (can be given again)
    --now TIME
`,

  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        lists: { type: 'string' },
        bulk: { type: 'string', multiple: true, default: [] },
        now: { type: 'string' },
      },
    });
    const today = isoDate(timeOf(values.now));
    const folder = pathOf(only(positionals, 'the folder of the files to be signed'));
    const lists = await readLists(values.lists ? pathOf(values.lists) : BUNDLED);
    const ids = lists.map(({ info }) => info.id);
    const unknown = values.bulk.filter((id) => !ids.includes(id));
    if (unknown.length > 0)
      throw new Refusal(
        `There is no list ${unknown.join(', ')} to be packed, so nothing was. --bulk takes the id of a list: ${ids.join(', ')}.`,
      );
    // They need not come from build: this is the last look before people sign.
    const others = (await readVouching()).filter(({ info }) =>
      lists.every((list) => list.info.id !== info.id),
    );
    const conflicts = await conflictsOf([...others, ...lists], today, tell);
    if (conflicts.length > 0) throw new Refusal(`Nothing was packed.\n${describeConflicts(conflicts)}`);
    const before = await readPacked(folder);
    const bulk = new Set(values.bulk);
    const held = (id: string, why: string) => {
      say(`${id}: clients will hold this version back. ${why}`);
      say(`  If it is meant, pack again with --bulk ${id}.`);
    };
    const files = await packLists({ lists, before, bulk, today, tell, held });
    writePacked(folder, files);
    for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
      say(`${path}   ${bytes.length} bytes`);
    return 0;
  },
};
