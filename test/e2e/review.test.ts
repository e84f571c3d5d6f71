import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { wait } from '#lib/core/wait.ts';
import type { Driver, DriverPage } from '../../scripts/browser/driver.ts';
import {
  BROWSERS,
  closeAtEnd,
  go,
  launch,
  nameReviewer,
  prepare,
  press,
  tracesIn,
  until,
} from './harness.ts';
import { keepEachTry, textOf } from './review-desk.ts';
import { compareProofs, rowsOf, write } from './review-panel.ts';

const SIZE = { width: 400, height: 900 };
const LISTED = 'https://hope-bridge.example/donate';
const LINKED = 'https://kind-harbour.example/';
const QUIET = 'https://orchard-school.example/give';

interface Contexts {
  chrome: { runtime: { getContexts(filter: object): Promise<{ contextType: string }[]> } };
}

/**
 * The panel as a page of its own, which works on the tab that its address names: no program can look into the browser's
 * own side panel.
 */
describe.each(BROWSERS)('the review panel in %s', (name) => {
  let driver: Driver;
  let page: DriverPage;
  let panel: DriverPage;
  prepare(async () => {
    driver = await launch(name);
    page = await driver.newPage();
    await openPanel();
  });
  afterAll(() => driver?.close());

  const openPanel = async () => {
    panel = await driver.openExtensionPage(`sidepanel.html?tab=${page.tabId}`, SIZE);
  };
  const openAgain = () => panel.close().then(openPanel);
  keepEachTry(() => driver, openAgain);

  const textWith = (...wanted: (string | RegExp)[]) => textOf(panel, ...wanted);
  const said = () => panel.evaluate(() => document.querySelector('.said')?.textContent ?? '', null);
  const saying = async (wanted: RegExp) =>
    expect(await until(said, (text) => wanted.test(text))).toMatch(wanted);
  /** Nothing while it is on its way to another page. */
  const url = () => page.evaluate(() => location.href, null).catch(() => '');

  const stateOf = async (wanted: RegExp) =>
    (await rowsOf(panel)).find(({ title }) => wanted.test(title))?.states;

  it('asks for a name before anything is written', async () => {
    await nameReviewer(driver, '');
    await openAgain();
    expect(await textWith('Who is reviewing?')).not.toContain('Add pages');
    await write(panel, '#review-name', 'Ada');
    await press(panel, 'button', 'Begin');
    expect(await textWith('Add pages')).not.toContain('Who is reviewing?');
  });

  it('takes pages in that somebody pastes, and says what it leaves out and why', async () => {
    await write(panel, '#add-text', [LISTED, LINKED, QUIET, 'http://192.168.0.1/', LISTED].join('\n'));
    await press(panel, 'button', 'Read it');
    await textWith('New pages: 3', 'Left out: 2');
    await panel.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    }, null);
    await textWith('An address inside somebody’s own network');
    await press(panel, 'button', 'Add them');
    await saying(/Added to the queue: 3/);
    await textWith('Waiting for you: 3');
  });

  it('opens the next case beside, with one key', async () => {
    await textWith('Waiting for you: 3');
    await panel.press('j');
    expect(await until(url, (now) => [LISTED, LINKED, QUIET].includes(now))).toMatch(/example/);
    await saying(/Places on the page/);
    await panel.press('q');
    await textWith('Waiting for you: 3');
  });

  it('shows what was found beside the page, decides with two keys, and goes on to the next', async () => {
    await press(panel, '.row', 'hope-bridge');
    await textWith('Gaza Now', 'Places on the page');
    expect(await until(url, (now) => now === LISTED)).toBe(LISTED);
    await panel.press('c');
    await textWith('Why?');
    await panel.press('1');
    await saying(/Confirmed: /);
    // And the next one is there.
    expect(await until(url, (now) => [LINKED, QUIET].includes(now))).toMatch(/kind-harbour|orchard-school/);
  });

  it('jumps between places on the page, blurs it, and takes that away again', async () => {
    const filter = () => page.evaluate(() => getComputedStyle(document.documentElement).filter, null);
    await panel.press('q');
    await press(panel, '.row', 'kind-harbour');
    await textWith('The list names a TRON address made from the same key.', 'Places on the page');
    expect(await until(url, (now) => now === LINKED)).toBe(LINKED);
    await panel.press('n');
    await saying(/Place 1 of \d/);
    await panel.press('b');
    await saying(/blurred/);
    expect(await until(filter, (now) => now.includes('blur'))).toContain('blur');
    await panel.press('g');
    await saying(/no colours/);
    expect(await until(filter, (now) => now.includes('grayscale'))).toBe('grayscale(1)');
    await panel.press('g');
    await saying(/as it is/);
    expect(await until(filter, (now) => now === 'none')).toBe('none');
  });

  it('keeps note and tags, goes on without its background, and takes a decision back', async () => {
    await panel.press('q');
    await press(panel, '.row', 'kind-harbour');
    await textWith('The list names a TRON address made from the same key.', 'Places on the page');
    await panel.press('w');
    await write(panel, '#case-note', 'Same as last week');
    await panel.press('Escape');
    await saying(/^The note is kept\.$/);
    await write(panel, '#case-tag', 'masks');
    await press(panel, '.line button');
    await saying(/^The tag is added\.$/);
    await driver.endBackground();
    await panel.evaluate(() => (document.activeElement as HTMLElement | null)?.blur(), null);
    await panel.press('d');
    await textWith('Why?');
    await panel.press('1');
    await saying(/Dismissed: /);
    expect(await until(url, (now) => now === QUIET)).toBe(QUIET);
    await panel.press('u');
    await saying(/Taken back: /);
    expect(await until(url, (now) => now === LINKED)).toBe(LINKED);
    await panel.press('r');
    await saying(/Done again: /);
    await panel.press('u');
    await saying(/Taken back: /);
  });

  it('has lost nothing after it was closed, and shows no page that was blurred', async () => {
    const filter = () => page.evaluate(() => getComputedStyle(document.documentElement).filter, null);
    await panel.press('b');
    await saying(/blurred/);
    await panel.close();
    await driver.endBackground();
    await openPanel();
    await textWith('Waiting for you: 2');
    expect(
      await until(
        () => rowsOf(panel),
        ({ length }) => length === 3,
      ),
    ).toHaveLength(3);
    expect(await stateOf(/Hope Bridge/i)).toEqual(['On a list', 'Confirmed']);
    expect(await stateOf(/Kind Harbour/i)).toEqual(['Linked to a list']);
    await press(panel, '.row', 'Kind Harbour');
    await textWith('Linked to a list', 'masks');
    const note = () =>
      panel.evaluate(() => document.querySelector<HTMLTextAreaElement>('#case-note')?.value ?? '', null);
    expect(await until(note, (kept) => kept !== '')).toBe('Same as last week');
    expect(await filter()).toBe('blur(14px)');
    await panel.press('b');
    await saying(/as it is/);
    expect(await until(filter, (now) => now === 'none')).toBe('none');
  });

  it('shows the evidence of a decision: places with the text around them, lists with their hashes, pictures', async () => {
    await panel.press('q');
    await rowsOf(panel);
    await press(panel, '.row', 'Hope Bridge');
    await textWith('Confirmed');
    await panel.press('v');
    const proof = () =>
      panel.evaluate(() => document.querySelector<HTMLElement>('.proof')?.innerText ?? '', null);
    const kept = await until(
      proof,
      (now) => now.includes('SHA-256') && now.includes(LISTED) && /[0-9a-f]{64}/.test(now),
    );
    expect(kept).toContain('SHA-256');
    expect(kept).toContain(LISTED);
    expect(kept).toMatch(/[0-9a-f]{64}/);
    expect(kept.replace(/\s/g, '')).toContain('3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP');
    const shown = () => panel.evaluate(() => document.querySelectorAll('.proof img').length, null);
    expect(await until(shown, (count) => count > 1)).toBe(2);
    const differ = await compareProofs(panel);
    expect(differ).toMatchObject({ same: true });
    expect(differ?.width).toBeGreaterThan(300);
    // Marks, and not another page.
    expect(differ?.count).toBeGreaterThan(50);
    expect(differ?.count).toBeLessThan(20_000);
    // And on the page the marks are there again.
    const traces = () => tracesIn(page);
    expect(await until(traces, ({ length }) => length > 0)).toHaveLength(1);
  });

  it('shows every key, and can be told to listen to none', async () => {
    onTestFinished(() => nameReviewer(driver, 'Ada'));
    await panel.press('?');
    await textWith('Use single keys', 'Next case', 'Confirm', 'Blur the page', 'Undo');
    await press(panel, 'dialog .switch input');
    await press(panel, 'dialog > button');
    const hints = () => panel.evaluate(() => document.querySelectorAll('.key, dialog').length, null);
    expect(await until(hints, (count) => count === 0)).toBe(0);
    const before = await url();
    await panel.press('j');
    await wait(500);
    expect(await url()).toBe(before);
    await press(panel, 'button', 'Keys');
    await press(panel, 'dialog .switch input');
    await press(panel, 'dialog > button');
    expect(await until(hints, (count) => count > 0)).toBeGreaterThan(0);
  });

  it('opens in the browser itself when the popup is told to, with the page in front', async () => {
    await go(driver, page, QUIET);
    const popup = closeAtEnd(await driver.openExtensionPage(`popup.html?tab=${page.tabId}`, SIZE));
    const findButton = () =>
      popup.evaluate(() => {
        const all = [...document.querySelectorAll('button')];
        const one = all.find(({ textContent }) => textContent === 'Review this page');
        one?.scrollIntoView({ block: 'center' });
        const box = one?.getBoundingClientRect();
        return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
      }, null);
    // What else the popup shows comes a little later, and moves it.
    let before = await findButton();
    const at = await until(findButton, (box) => {
      const rests = box !== null && box.y === before?.y;
      before = box;
      return rests;
    });
    if (!at) throw new Error('The popup has no button for it');
    await popup.clickAt(at);
    const places = () =>
      driver.inExtension(async () => {
        const contexts = await (globalThis as unknown as Contexts).chrome.runtime.getContexts({});
        return contexts.map(({ contextType }) => contextType);
      }, null);
    expect(await until(places, (all) => all.includes('SIDE_PANEL'))).toContain('SIDE_PANEL');
    // The panel that is open as a page of its own hears it, too.
    await saying(/orchard.school.*Places on the page/i);
  });
});
