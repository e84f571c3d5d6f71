import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest';
import { toBase64 } from '#lib/core/bytes.ts';
import { wait } from '#lib/core/wait.ts';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import type { BrowserName } from '../../scripts/browser/find.ts';
import { ATTACKS, type Attack } from './attacks/attacks.ts';
import { findParts, look, type Seen } from './attacks/seen.ts';
import { renderTable } from './attacks/table.ts';
import { look as lookAtGuard } from './guard-card.ts';
import { BROWSERS, badge, launch, load, prepare, until } from './harness.ts';

const HOST = 'hostile-relief.example';
/** Facts of OFAC's list (SDN 47635). */
const LISTED = '3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP';
const LIST = `kind,value,subject,authority,tier,listed\ndomain,${HOST},Invented Relief,Almsguard demo list,official,2026-01-15\n`;
/** Milliseconds in which a page fights where the table is written; every change is tried with what is seen in the end. */
const FIGHT_MS = 2_500;
/** Looks in a row that have to show the same where the page fights without an end. */
const LOOKS = 3;
/** Milliseconds that a busy machine may take longer for it, and for a card. */
const BUSY_MS = 5_000;

const pageOf = ({ head = '', body = '', act = '' }: Attack) => `<!doctype html><html lang="en"><head>
<meta charset="utf-8"><title>Donate</title><style>body { font: 16px system-ui; background: #fff; margin: 0 }
main { padding: 160px 40px }</style>${head}</head><body><main><h1>Donate</h1>
<p>Please donate bitcoin to help: <code id="address">${LISTED}</code></p>${body}</main>
<script>window.attack = () => { ${act} }</script></body></html>`;

/** The table is written: every attack in both browsers. */
const IS_WHOLE = process.env.ALMSGUARD_ATTACKS === 'all';
/** Otherwise all in Chromium, and in Firefox some, of which one is fought off and one is given up. */
const EVERY = 4;
const attacksIn = (name: BrowserName) =>
  ATTACKS.filter((_, i) => IS_WHOLE || name === 'chromium' || i % EVERY === 1);

const told: Partial<Record<BrowserName, Map<string, Seen>>> = {};
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'almsguard-attacks-'));
  for (const attack of ATTACKS) writeFileSync(join(folder, `${attack.id}.html`), pageOf(attack));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(BROWSERS)('attacks on the warning in %s', (name) => {
  const cells = new Map<string, Seen>();
  told[name] = cells;
  let driver: Driver;
  /** One page after the other in the same tab. */
  let page: DriverPage;
  let isFresh = true;
  prepare(async () => {
    driver = await launch(name, { sites: new Map([[HOST, folder]]) });
    const base64 = toBase64(new TextEncoder().encode(LIST));
    expect(await ask(driver, { type: 'lists.import', name: 'hostile.csv', base64 })).toMatchObject({
      ok: true,
    });
  });
  afterAll(() => driver?.close());

  const open = async (attack: Attack) => {
    await load(page, `https://${HOST}/${attack.id}`);
    const parts = await until(
      () => findParts(driver, page),
      ({ banner, pin }) => banner !== null && pin !== null,
    );
    expect(parts.pin && parts.banner).not.toBeNull();
  };
  const fight = async (attack: Attack) => {
    if (attack.act) {
      await page.evaluate(() => (globalThis as unknown as { attack(): void }).attack(), null);
    }
    if (IS_WHOLE) await wait(FIGHT_MS);
  };

  /** What is seen: as is to be expected, or what there is instead of it. The glyph that is pointed at may be made anew. */
  const see = ({ endless }: Attack, isExpected: (seen: Seen) => boolean, focus: boolean) => {
    let times = 0;
    return until(
      async () => {
        if (focus) await findParts(driver, page, { focus });
        return look(driver, page);
      },
      (seen) => {
        times = isExpected(seen) ? times + 1 : 0;
        // What flickers is seen once as well.
        return times === (endless || IS_WHOLE ? LOOKS : 1);
      },
      BUSY_MS,
    );
  };
  const tells = async () => {
    const { text } = await until(
      () => badge(driver, page),
      (shown) => shown.text !== '',
    );
    expect(text).not.toBe('');
  };

  it.each(attacksIn(name))('$title', async (attack) => {
    const isShown = attack.endless !== true;
    const shown = { banner: isShown, pin: isShown, line: isShown && !attack.covers, card: isShown };
    if (isFresh) page = await driver.newPage();
    isFresh = false;
    // One that has failed may have left anything behind.
    onTestFailed(async () => {
      isFresh = true;
      await page.close();
    });
    await open(attack);
    await findParts(driver, page, { focus: true });
    await fight(attack);
    const isAsShown = ({ guard, ...seen }: Seen) => isDeepStrictEqual(seen, shown);
    const { guard: _, ...marks } = await see(attack, isAsShown, true);
    await tells();

    // What a page does from the start it still does.
    if (attack.act) await open(attack);
    await copyAddress(page);
    const asked = await until(
      () => lookAtGuard(driver, page),
      ({ card }) => card !== null,
    );
    expect(asked.card, 'the card before the page fights it').not.toBeNull();
    await fight(attack);
    const { guard } = await see(attack, (seen) => seen.guard === isShown, false);
    await tells();

    const seen = { ...marks, guard };
    cells.set(attack.id, seen);
    expect(seen).toEqual({ ...shown, guard: isShown });
  });
});

/** As a person does; on some pages nothing of the document's own can be called. */
async function copyAddress(page: DriverPage): Promise<void> {
  await page.evaluate(() => {
    const address = Document.prototype.querySelector.call(document, '#address') as Element;
    getSelection()?.selectAllChildren(address);
  }, null);
  await page.press('Control', 'c');
}

it.runIf(IS_WHOLE)('is what docs/ATTACKS.md says', async () => {
  const text = renderTable(ATTACKS, ({ id }) => BROWSERS.map((browser) => told[browser]?.get(id)));
  await expect(text).toMatchFileSnapshot('../../docs/ATTACKS.md');
});

it.skipIf(IS_WHOLE)('docs/ATTACKS.md tells of each attack', () => {
  const rows = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'ATTACKS.md'), 'utf8').split('\n');
  for (const { title } of ATTACKS)
    expect(rows.filter((row) => row.startsWith(`| ${title} |`))).toHaveLength(1);
});
