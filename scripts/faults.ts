/** `npm run faults`: damages files and ends the background in the middle of updates, and writes docs/FAULTS.md. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seeded } from '../test/support/trust-faults.ts';
import { table } from './bench/markdown.ts';
import { ask } from './browser/driver.ts';
import { launchBrowser } from './browser/launch.ts';
import { HELD, killDuringUpdates } from './faults/kills.ts';
import { cutOff, flipBits, listKinds } from './faults/lists.ts';
import { trustFaults } from './faults/trust.ts';

const OUT = join(import.meta.dirname, '..', 'docs', 'FAULTS.md');
const PAGES = join(import.meta.dirname, '..', 'test', 'pages', 'town');
const CHARITY = 'orchard-school.example';
const KILLS = 20;
/** Milliseconds within which an update of the list in question is over. */
const UPDATE_MS = 400;
/** Bytes between two truncations of a file: 64 KiB, and an eighth of a file that is smaller. */
const STEP = 64 * 1024;

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
const rows: Row[] = [];
function tell(row: Row): void {
  rows.push(row);
  say(
    `${row.what}, ${row.fault}: ${row.tried} tried, ${row.outcome}${row.broken.map((one) => `\n  BROKEN ${one}`).join('')}`,
  );
}

for await (const { file, fault, tried, refused, harmless, recovered, broken } of damages()) {
  const outcome = `${refused} refused, ${harmless} read as they were meant, ${recovered} recovered`;
  tell({ what: file, fault, tried, outcome, broken });
}
async function* damages() {
  yield* trustFaults({ flips, seed, step: 200 });
  for (const kind of await listKinds()) {
    yield await flipBits(kind, flips, seed);
    yield await cutOff(kind, Math.min(STEP, Math.ceil(kind.bytes.length / 8)));
  }
}

for (const name of ['chromium', 'firefox'] as const) {
  const driver = await launchBrowser(name, { sites: new Map([[CHARITY, join(PAGES, CHARITY)]]) });
  try {
    const page = await driver.newPage();
    await page.goto(`https://${CHARITY}/give`, 30_000);
    const random = seeded(seed);
    const delays = Array.from({ length: KILLS }, () => Math.round(random() * UPDATE_MS));
    const listed = async () => {
      const report = await ask(driver, { type: 'report.get', tabId: page.tabId, fresh: true });
      return report.addresses.some(({ text, level }) => text === HELD && level === 'listed');
    };
    const count = await killDuringUpdates(driver, delays, listed);
    const outcome = `${count.old} times the old version stood, ${count.new} times the new one`;
    tell({
      what: `update in ${name}`,
      fault: 'background ended',
      tried: count.tried,
      outcome,
      broken: count.broken,
    });
  } finally {
    await driver.close();
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
asks next finds the old version or the new one whole, and the next sound update is applied. Firefox ends its background
only when it is idle, hence after what it was doing. What a list says of itself, such as its title, is vouched for by a
signed feed alone; in a file on its own it can be damaged unseen (*read as they were meant*).

${table(
  ['What', 'Fault', 'Tried', 'What came of it'],
  rows.map(({ what, fault, tried, outcome }) => [what, fault, String(tried), outcome]),
).join('\n')}
`,
);
process.exitCode = broken.length === 0 ? 0 : 1;
