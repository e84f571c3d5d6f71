import { render } from 'preact';
import { afterEach, expect, it, vi } from 'vitest';
import { createWords, WordsProvider } from '#components/i18n.tsx';
import { Popup, type PopupActions } from '#components/Popup.tsx';
import { type Gist, gistOf } from '#lib/core/gist.ts';
import type { Report } from '#lib/core/report.ts';
import { makeReport } from '../support/report-views.ts';

/** A background that answers when the test says so, and what it was asked. */
function play(parts: Partial<PopupActions> = {}) {
  const never = () => new Promise<never>(() => undefined);
  const { reviewing = async () => null, gist = async () => null } = parts;
  const { refresh = never, goBack = never, shown = async () => ({ url: null, isPdf: false }) } = parts;
  const asked: string[] = [];
  const answers: ((report: Report | Promise<never>) => void)[] = [];
  const actions: PopupActions = {
    gist,
    load(fresh) {
      asked.push(fresh ? 'fresh' : 'known');
      return new Promise((resolve) => answers.push(resolve));
    },
    async locate() {
      asked.push('locate');
      return null;
    },
    async shown() {
      asked.push('shown');
      return shown();
    },
    reveal: never,
    refresh,
    goBack,
    pause: never,
    allow: never,
    keepEvidence: never,
    reviewing,
    openOptions: () => undefined,
  };
  document.body.innerHTML = '<div id="app"></div>';
  render(
    <WordsProvider value={createWords((key) => key, 'en')}>
      <Popup actions={actions} languages={['en']} />
    </WordsProvider>,
    document.getElementById('app') as HTMLElement,
  );
  return { asked, answers };
}

const title = () => document.querySelector('h1')?.textContent;
const cards = () => document.querySelectorAll('article.card').length;

afterEach(() => render(null, document.getElementById('app') as HTMLElement));

it('asks one question before it tells what is known', async () => {
  const { asked, answers } = play();
  expect(title()).toBe('headline_loading');
  answers[0]?.(makeReport());
  // Microtasks only: no frame, no further answer, no code that comes later.
  for (let i = 0; i < 10; i++) await Promise.resolve();
  expect(title()).toBe('headline_only_listed');
  expect(asked).toEqual(['known']);
});

it('tells what was concluded before while the background is asked, and then what it says', async () => {
  const before = gistOf(makeReport());
  const { asked, answers } = play({ gist: async () => before });
  for (let i = 0; i < 10; i++) await Promise.resolve();
  expect(title()).toBe('headline_only_listed');
  expect(document.querySelector('main')?.getAttribute('aria-busy')).toBe('true');
  expect(asked).toEqual(['known']);
  answers[0]?.(makeReport({ addresses: [], level: 'none' }));
  await vi.waitFor(() => expect(title()).toBe('headline_none'));
});

it('goes by the answer where it is there first', async () => {
  let tell: (gist: Gist) => void = () => undefined;
  const late = new Promise<Gist>((resolve) => {
    tell = resolve;
  });
  const { answers } = play({ gist: () => late });
  answers[0]?.(makeReport({ addresses: [], level: 'none' }));
  await vi.waitFor(() => expect(title()).toBe('headline_none'));
  tell(gistOf(makeReport()));
  for (let i = 0; i < 10; i++) await Promise.resolve();
  expect(title()).toBe('headline_none');
});

it('draws the headline alone first, and the rest without waiting for the page to be read again', async () => {
  // Its code is there: it is not for want of it that the rest is not drawn.
  await import('#components/PopupRest.tsx');
  const { asked, answers } = play();
  await new Promise((done) => setTimeout(done, 50));
  answers[0]?.(makeReport());
  for (let i = 0; i < 10; i++) await Promise.resolve();
  expect([cards(), document.querySelector('footer')]).toEqual([0, null]);
  await vi.waitFor(() => expect(cards()).toBe(1));
  expect(document.querySelector('footer')).not.toBeNull();
  expect(asked).toEqual(['known', 'fresh']);
});

it('takes over what the page says when it was read again', async () => {
  const { answers } = play();
  answers[0]?.(makeReport({ addresses: [], level: 'none' }));
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  expect(title()).toBe('headline_none');
  answers[1]?.(makeReport());
  await vi.waitFor(() => expect(title()).toBe('headline_only_listed'));
});

it('asks for news of the lists when somebody says so, once, and tells what came of it', async () => {
  let end: () => void = () => undefined;
  const refresh = vi.fn(() => new Promise<never>((_, fail) => (end = () => fail(new Error('gone')))));
  const { asked, answers } = play({ refresh });
  answers[0]?.(makeReport());
  const button = () =>
    [...document.querySelectorAll('footer button')].find(({ textContent }) =>
      /^refresh/.test(textContent ?? ''),
    ) as HTMLButtonElement | undefined;
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.(makeReport());
  await vi.waitFor(() => expect(button()?.disabled).toBe(false));
  button()?.click();
  await vi.waitFor(() => expect(button()?.disabled).toBe(true));
  expect(refresh).toHaveBeenCalledTimes(1);
  const before = asked.length;
  // Read out: a live region tells of what comes into it, and must be there before.
  const live = document.querySelector('footer [aria-live="polite"]');
  end();
  await vi.waitFor(() => expect(live?.textContent).toBe('headline_error'));
  expect(asked.length).toBeGreaterThan(before);
});

it('reads out what went wrong with what somebody pressed', async () => {
  const { answers } = play({ goBack: () => Promise.reject(new Error('nowhere')) });
  answers[0]?.(makeReport());
  await vi.waitFor(() => expect(cards()).toBe(1));
  const live = document.querySelector('main > .status[aria-live="polite"]');
  document.querySelector<HTMLButtonElement>('button.primary')?.click();
  await vi.waitFor(() => expect(live?.textContent).toBe('back_failed'));
});

it('reads out that nobody answered', async () => {
  const { answers } = play();
  answers[0]?.(Promise.reject(new Error('no answer')));
  await vi.waitFor(() =>
    expect(document.querySelector('[role="alert"] h1')?.textContent).toBe('headline_error'),
  );
});

it('keeps what is known of the page where a second look is not answered', async () => {
  const { asked, answers } = play();
  answers[0]?.(makeReport());
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.(Promise.reject(new Error('gone')));
  await new Promise((done) => setTimeout(done, 50));
  expect([title(), cards()]).toEqual(['headline_only_listed', 1]);
  // What was known before stands somewhere on the page all the same.
  expect(asked).toContain('locate');
});

it('says that nobody answered where the lists were only being loaded', async () => {
  const { answers } = play();
  answers[0]?.(makeReport({ state: 'not-ready' }));
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.(Promise.reject(new Error('gone')));
  await vi.waitFor(() => expect(title()).toBe('headline_error'));
});

it('tells that a page cannot be read, whether or not the browser says why', async () => {
  const { asked, answers } = play({ shown: () => Promise.reject(new Error('no such tab')) });
  const unreadable = makeReport({ state: 'unreadable', addresses: [] });
  answers[0]?.(unreadable);
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  const told = title();
  answers[1]?.(unreadable);
  await vi.waitFor(() => expect(asked).toContain('shown'));
  await new Promise((done) => setTimeout(done, 50));
  expect(told).toMatch(/unreadable/);
  expect(title()).toBe(told);
});

it('leads to the review panel where somebody reviews, and only there', async () => {
  const reviews = () =>
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'review_add_page');
  const plain = play();
  plain.answers[0]?.(makeReport());
  await vi.waitFor(() => expect(document.querySelector('footer')).not.toBeNull());
  await new Promise((done) => setTimeout(done, 50));
  expect(reviews()).toBeUndefined();
  render(null, document.getElementById('app') as HTMLElement);

  const opened: string[] = [];
  const { answers } = play({
    reviewing: async () => async () => {
      opened.push('panel');
      if (opened.length > 1) throw new Error('No panel here');
    },
  });
  answers[0]?.(makeReport());
  await vi.waitFor(() => expect(reviews()).toBeDefined());
  reviews()?.click();
  // Within the press: the browser opens nothing later.
  expect(opened).toEqual(['panel']);
  reviews()?.click();
  await vi.waitFor(() => expect(document.body.textContent).toContain('review_open_failed'));
});
