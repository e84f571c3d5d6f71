import { afterEach, describe, expect, it, vi } from 'vitest';
import { leaveChosen } from '#lib/page/chosen.ts';
import { mountMarks } from '#lib/page/marks.ts';
import { createShield } from '#lib/page/shield.ts';
import { readWords } from '#lib/page/words.ts';
import { card, close, LINE, mark, pins, show, withStyle } from './marks-setup.ts';
import { BTC, openPage } from './page.ts';

afterEach(() => {
  close();
  leaveChosen({ messages: null, appearance: 'system' });
});

const colours = () => getComputedStyle(pins()[0] as Element).backgroundColor;
const LIGHT = 'rgb(255, 253, 250)';
const DARK = 'rgb(38, 34, 31)';

describe('the appearance that was chosen', () => {
  it('holds for what is shown over a page, at once, whatever the page wears', async () => {
    document.documentElement.style.colorScheme = 'dark';
    leaveChosen({ messages: null, appearance: 'light' });
    const page = await show(`<p>${BTC}</p>`, [mark(BTC)]);
    await withStyle();
    expect(colours()).toBe(LIGHT);
    leaveChosen({ messages: null, appearance: 'dark' });
    await page.tell({ type: 'page.marks', marks: [mark(BTC)] });
    expect(colours()).toBe(DARK);
    document.documentElement.style.colorScheme = '';
  });

  it('follows the system where nothing was chosen', async () => {
    await show(`<p>${BTC}</p>`, [mark(BTC)]);
    await withStyle();
    const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
    expect(colours()).toBe(isDark ? DARK : LIGHT);
  });

  it('holds for whatever else is put over a page', () => {
    leaveChosen({ messages: null, appearance: 'dark' });
    const shield = createShield({ window, own: new WeakSet(), onGivenUp: () => undefined });
    expect(getComputedStyle(shield.root.host).colorScheme).toBe('dark');
    shield.stop();
  });
});

describe('the language that was chosen', () => {
  const speak = (why: string, lang: string) =>
    leaveChosen({
      messages: { card_why: { message: why }, locale_lang: { message: lang } },
      appearance: 'system',
    });

  it('is the one of marks and cards from the next word on', async () => {
    speak('Why?', 'en');
    const page = openPage(`<p>${BTC}</p>`, [mark(BTC)]);
    await page.scan();
    const marks = mountMarks(
      window,
      page.seam,
      readWords((key) => key),
    );
    await vi.waitFor(() => expect(pins()).toHaveLength(1));
    pins()[0]?.focus();
    expect(card()?.querySelector('.almsguard-why')?.textContent).toBe('Why?');
    speak('Neden?', 'tr');
    await page.tell({ type: 'page.marks', marks: [mark(BTC, 'listed', { line: 'Başka.' })] });
    expect(card()).toBeNull();
    expect(pins()).toHaveLength(1);
    expect(pins()[0]?.lang).toBe('tr');
    pins()[0]?.focus();
    expect(card()?.textContent).toContain('Başka.');
    expect(card()?.textContent).not.toContain(LINE);
    expect(card()?.querySelector('.almsguard-why')?.textContent).toBe('Neden?');
    marks.stop();
  });
});
