import { afterEach, expect, it, vi } from 'vitest';
import { type Change, type Observer, observe } from '#lib/page/observe.ts';
import { closePage, EVM, openPage } from './page.ts';

let observer: Observer | undefined;
afterEach(() => {
  observer?.stop();
  observer = undefined;
  closePage();
});

/** What is told to be read again. */
function watch(): Change[] {
  const changes: Change[] = [];
  observer = observe(
    window,
    () => false,
    (change) => changes.push(change),
  );
  return changes;
}
const soon = (check: () => void) => vi.waitFor(check, { timeout: 4_000 });

it.each(['focusin', 'change', 'copy', 'click', 'submit'])(
  'looks again on %s: no mutation tells of fields',
  async (name) => {
    document.body.innerHTML = '<input>';
    const changes = watch();
    document.querySelector('input')?.dispatchEvent(new Event(name, { bubbles: true }));
    await soon(() => expect(changes).toHaveLength(1));
  },
);

it.each([
  ['the trees that changed', 20, false],
  ['everything, where very many did', 500, true],
])('reads %s', async (_, count, all) => {
  const changes = watch();
  document.body.innerHTML = '<p>text</p>'.repeat(count);
  await soon(() => expect(changes.map((change) => change === 'all')).toEqual([all]));
});

it('begins anew where the browser kept the page and somebody comes back', async () => {
  const page = openPage(`<p>${EVM}</p>`);
  const first = await page.scan();
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  const again = await page.scan(2);
  expect(again.startedAt).toBeGreaterThan(first.startedAt);
  expect(again.candidates).toEqual(first.candidates);
});
