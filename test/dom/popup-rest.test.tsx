import { render } from 'preact';
import { afterEach, expect, it, vi } from 'vitest';
import { createWords, WordsProvider } from '#components/i18n.tsx';
import { Popup, type PopupActions } from '#components/Popup.tsx';
import { makeReport } from '../support/report-views.ts';

const { coming, fail } = vi.hoisted(() => {
  let fail = () => {};
  const coming = new Promise<never>((_done, reject) => {
    fail = () => reject(new Error('gone'));
  });
  coming.catch(() => undefined);
  return { coming, fail };
});
vi.mock('#components/PopupRest.tsx', () => coming);

const alarm = () => document.querySelector('[role="alert"]');

afterEach(() => render(null, document.getElementById('app') as HTMLElement));

it('keeps what is known where the rest of the popup does not come, says so, and can try again', async () => {
  let asked = 0;
  const never = () => new Promise<never>(() => undefined);
  const actions: PopupActions = {
    gist: async () => null,
    load: async () => {
      asked++;
      return makeReport();
    },
    locate: async () => null,
    shown: async () => ({ url: null, isPdf: false }),
    reveal: never,
    refresh: never,
    goBack: never,
    pause: never,
    allow: never,
    keepEvidence: never,
    reviewing: async () => null,
    openOptions: () => undefined,
  };
  document.body.innerHTML = '<div id="app"></div>';
  render(
    <WordsProvider value={createWords((key) => key, 'en')}>
      <Popup actions={actions} languages={['en']} />
    </WordsProvider>,
    document.getElementById('app') as HTMLElement,
  );
  // Once for what is known, and once more as soon as the headline stands.
  await vi.waitFor(() => expect(asked).toBe(2));
  expect(document.querySelector('main')?.getAttribute('aria-busy')).toBe('true');
  expect(alarm()).toBeNull();
  fail();
  await vi.waitFor(() => expect(alarm()?.textContent).toBe('headline_error'));
  expect(document.querySelector('h1')?.textContent).toBe('headline_only_listed');
  expect(document.querySelector('footer')).toBeNull();
  document.querySelector<HTMLButtonElement>('button.primary')?.click();
  await vi.waitFor(() => expect(asked).toBe(4));
});
