import { expect, it } from 'vitest';
import { click, play, root, settle, text, type } from './review-panel-page.tsx';

const REASONS = Array.from({ length: 20 }, (_, i) => ({
  id: `reason-${i + 1}`,
  label: `Reason ${i + 1}`,
  states: ['confirmed', 'dismissed'],
}));

/** The panel of a team with so many reasons. */
async function ask(count = REASONS.length, required = ['confirmed', 'dismissed', 'escalated']) {
  const played = await play();
  const escalated = { id: 'other', states: ['escalated'] };
  const list = { required, reasons: [...REASONS.slice(0, count), escalated] };
  const taken = await played.actions.setReasons(new File([JSON.stringify(list)], 'reasons.json'));
  expect(taken).toEqual({ ok: true });
  await type('j', 'c');
  return played;
}
/** What has a digit, in order. */
const withKeys = () =>
  [...root.querySelectorAll('.reasons button[aria-keyshortcuts]')].map(
    (button) => button.querySelector('bdi')?.textContent,
  );
const names = (from: number, to: number) => REASONS.slice(from - 1, to).map(({ label }) => label);
const focused = () => document.activeElement?.querySelector('bdi')?.textContent;

it('has a key for every reason, nine at a time, and all of them in view', async () => {
  const { states } = await ask();
  expect(withKeys()).toEqual(names(1, 9));
  expect(root.querySelectorAll('.reasons button')).toHaveLength(20);
  await type('m');
  expect(withKeys()).toEqual(names(10, 18));
  expect(focused()).toBe('Reason 10');
  await type('m');
  expect(withKeys()).toEqual(names(19, 20));
  await type('3');
  expect(root.querySelector('.reasons')).not.toBe(null);
  await type('m');
  expect(withKeys()).toEqual(names(1, 9));
  await type('m', '5');
  expect(await states()).toMatchObject({ a: ['confirmed', 'reason-14'] });
  // Another question begins with its first.
  await type('c', 'm', 'd');
  expect(withKeys()).toEqual(names(1, 9));
});

it('does so on keyboards of other scripts', async () => {
  const { states } = await ask();
  for (const [key, code] of [
    ['ة', 'KeyM'],
    ['٢', 'Digit2'],
  ]) {
    const event = new KeyboardEvent('keydown', { key: key ?? '', code: code ?? '', bubbles: true });
    document.activeElement?.dispatchEvent(event);
    await settle();
  }
  expect(await states()).toMatchObject({ a: ['confirmed', 'reason-11'] });
});

it('does so by mouse, whichever have keys', async () => {
  const { states } = await ask();
  await click('.reasons ~ button');
  expect(focused()).toBe('Reason 10');
  await click('.reasons button', 1);
  expect(await states()).toMatchObject({ a: ['confirmed', 'reason-2'] });
});

it('takes no reason from whichever of them where none is needed', async () => {
  const { states } = await ask(20, ['dismissed', 'escalated']);
  await type('m', '0');
  expect(await states()).toMatchObject({ a: ['confirmed', null] });
});

it('has no such key for nine, and tells of it where all are told', async () => {
  await ask(9);
  expect(text()).not.toContain('review_more_reasons');
  await type('m');
  expect(withKeys()).toEqual(names(1, 9));
  await type('Escape', '?');
  const row = [...root.querySelectorAll('dialog tr')].find((one) => one.textContent?.startsWith('m'));
  expect(row?.textContent).toBe('mreview_more_reasons');
});
