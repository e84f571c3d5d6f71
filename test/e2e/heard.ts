import type { DriverPage } from '../../scripts/browser/driver.ts';

/** From now on the page hears of each act, as scripts of its own would, and its links lead nowhere. */
export function listen(page: DriverPage): Promise<void> {
  return page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    for (const type of ['pointerdown', 'click', 'copy', 'submit']) {
      document.addEventListener(type, (event) => {
        const target = event.target as Element;
        heard.push(`${type} ${target.id} ${event.isTrusted}`);
        if (type === 'click' && target.closest('a')) event.preventDefault();
      });
    }
  }, null);
}

/** What it has heard: the event, the id of what it was about, and whether a person did it. */
export function heard(page: DriverPage): Promise<string[]> {
  return page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard, null);
}
