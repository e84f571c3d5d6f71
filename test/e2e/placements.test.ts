import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report, ReportPlace } from '#lib/core/report.ts';
import { wait } from '#lib/core/wait.ts';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import type { BrowserName } from '../../scripts/browser/find.ts';
import { BROWSERS, launch, load, prepare, until } from './harness.ts';
import { gapAt } from './placements/expected.ts';
import { IN_ATTRIBUTES, IN_FIELDS, IN_LINKS, IN_SCRIPTS } from './placements/in-markup.ts';
import { IN_PICTURES } from './placements/in-pictures.ts';
import { IN_TEXT } from './placements/in-text.ts';
import { IN_TREES, LATE } from './placements/in-trees.ts';
import type { Placement } from './placements/placement.ts';
import { SAMPLES, type Sample } from './placements/samples.ts';
import { type Site, servePlacements } from './placements/site.ts';
import { type Cell, renderTable } from './placements/table.ts';

const GROUPS: Record<string, Placement[]> = {
  'In text': IN_TEXT,
  'In links': IN_LINKS,
  'In attributes': IN_ATTRIBUTES,
  'In scripts': IN_SCRIPTS,
  'In fields': IN_FIELDS,
  'In parts of the page': IN_TREES,
  'Arriving late': LATE,
  'In pictures and on the clipboard': IN_PICTURES,
};
const PLACEMENTS = Object.values(GROUPS).flat();
/** Those that are tried where few are. */
const FEW = ['p2pkh', 'p2wpkh', 'evm', 'tron', 'sol', 'ltc', 'doge', 'xrp'];
/** Milliseconds in which what comes late, or has to be looked at, and should not be found would show. */
const AFTER_MS = 200;

const samplesOf = (placement: Placement): Sample[] =>
  SAMPLES.filter(
    (sample) => placement.markup(sample) !== null && (!placement.few || FEW.includes(sample.id)),
  );

const told: Partial<Record<BrowserName, Map<string, Record<string, Cell>>>> = {};
let site: Site;
beforeAll(async () => {
  site = await servePlacements(PLACEMENTS, samplesOf, SAMPLES);
});
afterAll(() => site?.close());

describe.each(BROWSERS)('placements in %s', (browser) => {
  const cells = new Map<string, Record<string, Cell>>();
  told[browser] = cells;
  let driver: Driver;
  let page: DriverPage;
  prepare(async () => {
    driver = await launch(browser);
    page = await driver.newPage();
  });
  afterAll(() => driver?.close());

  const report = (fresh: boolean) => ask(driver, { type: 'report.get', tabId: page.tabId, fresh });

  it.each(PLACEMENTS)('$title', async (placement) => {
    const samples = samplesOf(placement);
    const expected = Object.fromEntries(
      samples.map((sample) => [sample.id, gapAt(placement, sample) ? 'missing' : 'found']),
    );
    const url = site.url(placement);
    const beside = placement.beside ? [placement.beside] : [];
    if (placement.onScreen) await bringToFront(driver, page);
    await load(page, url);
    if (placement.late) {
      const before = await until(
        () => report(false),
        ({ state, url: of, addresses }) =>
          state === 'ready' && of === url && addresses.length === beside.length,
      );
      expect(before).toMatchObject({ state: 'ready', url });
      expect(before.addresses.map(({ canonical }) => canonical)).toEqual(beside);
      await page.evaluate(() => (globalThis as unknown as { run(): void }).run(), null);
    }
    const read = (said: Report) =>
      Object.fromEntries(samples.map((sample) => [sample.id, cellOf(said, placement, sample)]));
    const isDone = (said: Report) =>
      said.state === 'ready' &&
      samples.every(({ id }) => expected[id] === 'missing' || read(said)[id] === 'found');
    const isAsked = placement.asked === true;
    const unasked = await until(() => report(isAsked), isDone);
    // What should not be found would be by now: whatever stands there is read once more.
    const isRead = !placement.late && !IN_PICTURES.includes(placement) && isDone(unasked);
    if (!isRead) await wait(AFTER_MS);
    const said = await report(isRead || isAsked);
    cells.set(placement.id, read(said));
    expect(read(said)).toEqual(expected);
    // Nothing else on the page passes for an address.
    const known = new Set([...samples.map(({ canonical }) => canonical), ...beside]);
    expect(said.addresses.map(({ canonical }) => canonical).filter((one) => !known.has(one))).toEqual([]);
  });
});

it('is what docs/PLACEMENTS.md says', async () => {
  const text = renderTable(GROUPS, SAMPLES, (placement, sample) =>
    BROWSERS.map((browser) => told[browser]?.get(placement.id)?.[sample.id] ?? null),
  );
  await expect(text).toMatchFileSnapshot('../../docs/PLACEMENTS.md');
});

/** Another tab may have been opened over it. */
function bringToFront(driver: Driver, { tabId }: DriverPage): Promise<void> {
  return driver.inExtension(async (id: number) => {
    interface Api {
      tabs: { update(id: number, change: { active: boolean }): Promise<unknown> };
    }
    const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
    await (browser ?? chrome).tabs.update(id, { active: true });
  }, tabId);
}

/** Whether the report has the address, in the words of the place if it has it otherwise. */
function cellOf({ addresses }: Report, placement: Placement, sample: Sample): Cell {
  const { chain, canonical } = sample;
  const one = addresses.find((finding) => finding.chain === chain && finding.canonical === canonical);
  if (!one) return 'missing';
  const how = typeof placement.how === 'function' ? placement.how(sample) : placement.how;
  const wanted = nameOf({ how, flags: placement.flags ?? [], frame: placement.frame ? 1 : 0 });
  const places = one.places.map(nameOf);
  return places.includes(wanted) ? 'found' : `as ${places.join(', ')}`;
}

function nameOf({ how, flags, frame }: Pick<ReportPlace, 'how' | 'flags' | 'frame'>): string {
  return [how, ...[...flags].sort(), ...(frame > 0 ? [`frame ${frame}`] : [])].join(' ');
}
