/** `npm run faults`: damages files and ends the background in the middle of updates, and writes docs/FAULTS.md. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type FaultCount, seeded } from '../test/support/trust-faults.ts';
import { table } from './bench/markdown.ts';
import { servePlain, serveSigned } from './faults/changing.ts';
import { damageFiles } from './faults/files.ts';
import type { KillCount } from './faults/kills.ts';
import { killBetweenWrites } from './faults/staged.ts';
import { killBrowser, killWorker } from './faults/victims.ts';

const OUT = join(import.meta.dirname, '..', 'docs', 'FAULTS.md');
const KILLS = 20;
/** Milliseconds within which an update of the list in question is over. */
const UPDATE_MS = 1_200;

const { values } = parseArgs({
  options: { flips: { type: 'string', default: '1000' }, seed: { type: 'string', default: '2026' } },
});
const flips = Number(values.flips);
const seed = Number(values.seed);
const say = (text: string) => process.stderr.write(`${text}\n`);

interface Row {
  what: string;
  fault: string;
  tried: number;
  outcome: string;
  broken: string[];
}
function tell(row: Row): Row {
  const broken = row.broken.map((one) => `\n  BROKEN ${one}`).join('');
  say(`${row.what}, ${row.fault}: ${row.tried} tried, ${row.outcome}${broken}`);
  return row;
}

function rowOf({ file, fault, size, tried, refused, harmless, other, recovered, broken }: FaultCount): Row {
  const outcomes = [
    `${refused} refused`,
    `${harmless} read as they were meant`,
    ...(other > 0 ? [`${other} read as something else`] : []),
    `${recovered} recovered`,
  ];
  return { what: `${file} (${sizeText(size)})`, fault, tried, outcome: outcomes.join(', '), broken };
}

const sizeText = (bytes: number) => (bytes < 10_240 ? `${bytes} bytes` : `${Math.round(bytes / 1024)} KiB`);

const counts = await damageFiles({ flips, seed }, (count) => tell(rowOf(count)));
const rows = counts.map(rowOf);

/** What came of ending the background, wherever that was. */
function rowOfKills(what: string, count: KillCount): Row {
  const outcome = `${count.old} times the old version stood, ${count.new} times the new one`;
  return { what, fault: 'background ended', tried: count.tried, outcome, broken: count.broken };
}

rows.push(tell(rowOfKills('update, after each of its writes', await killBetweenWrites())));
const random = seeded(seed);
const delays = Array.from({ length: KILLS }, () => Math.round(random() * UPDATE_MS));
const kinds = [
  ['update', servePlain],
  ["signed feed's update", serveSigned],
] as const;
for (const [what, serve] of kinds) {
  const changing = await serve();
  try {
    rows.push(tell(rowOfKills(`${what} in chromium`, await killWorker(changing, delays))));
    const row = rowOfKills(`${what} in firefox`, await killBrowser(changing, delays));
    rows.push(tell({ ...row, fault: 'browser killed' }));
  } finally {
    await changing.close();
  }
}

const tried = rows.reduce((sum, row) => sum + row.tried, 0);
const broken = rows.flatMap((row) => row.broken);
const verdict = `${tried - broken.length} of ${tried} faults survived, ${broken.length === 0 ? 'nothing lost' : `${broken.length} broken`}`;
say(verdict);
writeFileSync(
  OUT,
  `# Faults

Written by \`npm run faults\` (seed ${seed}); do not edit. A seeded sample of the same runs in \`npm test\`.

**${verdict}.** A fault is survived when what was damaged is refused or read as it was meant, whoever
asks next finds the old version or the new one whole, and the next sound update is applied. Files are cut off at every
64 KiB, those that are smaller at every eighth, metadata at every 200 bytes. Firefox ends its background only when it is
idle, hence after what it was doing: there the whole browser is killed, and started anew.

- *signed*: files of a signed feed. Damaged changes are *read as they were meant*: the list comes whole in their place.
- *update*: ended in the middle. What stands is asked for its number of entries and for some 260 addresses all over it, the
  first, the middle and the last of what one version alone lists, and what both list; each answer has to be the old
  version's, or each the new one's. Where the old version stood, the update that was cut off comes when it is asked for
  again. Updates of a signed feed come by what changed and whole by turns.
- *list*, *changes*: files on their own. What a list says of itself, such as its title, is vouched for by a signed feed
  alone and can be damaged unseen here (*read as they were meant*).
- *stored*: what the browser's storage gives back. The version before judges, and the list says that it is damaged.
- Files of each format, generated: nobody signed them, so that some damage makes an address that parses, or another
  name (*read as something else*). Then every record is an entry or is refused, the version before is kept, and nothing
  but a failure that people are told of ends a refresh.
- Files of each list that comes in pieces or by what changed, generated, on the second of three days: the same goes for
  them. *Refused* also where the list of the day before goes on unchanged. What damage made of it goes at the latest when
  the list is read whole again, or when what was hit changes again; of OFAC's file it stays as history, which does not warn.

${table(
  ['What', 'Fault', 'Tried', 'What came of it'],
  rows.map(({ what, fault, tried, outcome }) => [what, fault, String(tried), outcome]),
).join('\n')}
`,
);
process.exitCode = broken.length === 0 ? 0 : 1;
