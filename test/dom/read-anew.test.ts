import { afterEach, expect, it, vi } from 'vitest';
import { type Change, type Observer, observe } from '#lib/page/observe.ts';
import { closePage, EVM, hows, openPage } from './page.ts';

let observer: Observer | undefined;
afterEach(() => {
  observer?.stop();
  observer = undefined;
  closePage();
});

it.each(['focusin', 'change', 'copy'])('a field is read anew on %s', async (name) => {
  const page = openPage('<input>');
  expect((await page.scan()).candidates).toEqual([]);
  const field = document.querySelector('input') as HTMLInputElement;
  // No mutation tells of it.
  field.value = EVM;
  field.dispatchEvent(new Event(name, { bubbles: true }));
  expect(hows(await page.scan(2), EVM)).toEqual(['input']);
});

it.each([
  ['the trees that changed', 20, false],
  ['everything, where very many did', 500, true],
])('reads %s', async (_, count, all) => {
  const changes: Change[] = [];
  observer = observe(
    window,
    () => false,
    (change) => changes.push(change),
  );
  document.body.innerHTML = '<p>text</p>'.repeat(count);
  await vi.waitFor(() => expect(changes.map((change) => change === 'all')).toEqual([all]), {
    timeout: 4_000,
  });
});

it('begins anew where the browser kept the page and somebody comes back', async () => {
  const page = openPage(`<p>${EVM}</p>`);
  const first = await page.scan();
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  const again = await page.scan(2);
  expect(again.startedAt).toBeGreaterThan(first.startedAt);
  expect(again.candidates).toEqual(first.candidates);
});
