import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Mark } from '#lib/core/report.ts';
import { type Marks, mountMarks } from '#lib/page/marks.ts';
import { BTC, closePage, openPage, type TestPage } from './page.ts';

const about = (over: Partial<Mark> = {}): Mark => ({
  text: null,
  level: 'listed',
  context: 'donation',
  line: 'Seized by <b>somebody</b> in 2020.',
  more: ['Listed then.', 'So sure.'],
  ...over,
});
const words = (key: string) => (key === 'locale_lang' ? 'ar' : key === 'locale_dir' ? 'rtl' : `[${key}]`);

let marks: Marks | null = null;
let layer: ShadowRoot | null = null;
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (init) {
  const root = attach.call(this, init);
  if (init.mode === 'closed') layer = root;
  return root;
};

/** Tests run in a frame; the strip is for the page itself. */
const asTop = new Proxy(window, {
  get(target, name) {
    if (name === 'top') return asTop;
    const value = Reflect.get(target, name);
    return typeof value === 'function' && !/^[A-Z]/.test(String(name)) ? value.bind(target) : value;
  },
}) as Window & typeof globalThis;

async function show(list: Mark[], html = '<p>Give</p>'): Promise<TestPage> {
  const page = openPage(html, list);
  await page.scan();
  await vi.waitFor(() => expect(page.seam.shown()).toHaveLength(list.length));
  marks = mountMarks(asTop, page.seam, words);
  return page;
}
const strip = () => layer?.querySelector<HTMLElement>('.almsguard-banner') ?? null;

afterEach(() => {
  marks?.stop();
  marks = null;
  layer = null;
  closePage();
});

describe('the banner', () => {
  it('says what the page is, as text, in its own language and direction', async () => {
    await show([about()]);
    await vi.waitFor(() => expect(strip()?.querySelector('strong')?.textContent).toBe(about().line));
    expect(strip()?.querySelector('span')?.textContent).toBe('Listed then.');
    expect(strip()?.querySelector('b')).toBeNull();
    expect(strip()?.localName).toBe('section');
    expect(strip()?.getAttribute('aria-label')).toBe('[banner_label]');
    expect([strip()?.lang, strip()?.dir]).toEqual(['ar', 'rtl']);
    expect(strip()?.querySelector('svg')).not.toBeNull();
  });

  it('is told to those who hear the page: the region is there before its words', async () => {
    await show([about()]);
    const status = strip()?.querySelector('[role="status"]');
    expect(status?.textContent).toBe('');
    await vi.waitFor(() => expect(status?.textContent).toContain(about().line));
  });

  it('asks for the explanation, for a person only', async () => {
    const page = await show([about()]);
    strip()?.querySelector<HTMLElement>('.almsguard-why')?.click();
    expect(page.asked).toEqual([]);
    strip()?.querySelector<HTMLElement>('.almsguard-why')?.focus();
    await userEvent.keyboard('{Enter}');
    expect(page.asked).toEqual([{ type: 'page.explain' }]);
  });

  it('is put away by a person only, and stays away', async () => {
    const page = await show([about({ about: 'masks.example' })]);
    strip()?.querySelector<HTMLElement>('.almsguard-close')?.click();
    expect(strip()).not.toBeNull();
    expect(page.asked).toEqual([]);
    strip()?.querySelector<HTMLElement>('.almsguard-close')?.focus();
    await userEvent.keyboard('{Enter}');
    expect(strip()).toBeNull();
    // For the pages that follow.
    expect(page.asked).toEqual([{ type: 'page.putAway', about: 'listed masks.example' }]);
    await page.tell({ type: 'page.marks', marks: [about({ about: 'masks.example' })] });
    expect(strip()).toBeNull();
    await page.tell({ type: 'page.marks', marks: [about({ line: 'Another page.' })] });
    expect(strip()).not.toBeNull();
  });

  it('stays away in another language, too', async () => {
    const page = await show([about({ about: 'masks.example' })]);
    strip()?.querySelector<HTMLElement>('.almsguard-close')?.focus();
    await userEvent.keyboard('{Enter}');
    await page.tell({ type: 'page.marks', marks: [about({ about: 'masks.example', line: 'El konuldu.' })] });
    expect(strip()).toBeNull();
    await page.tell({ type: 'page.marks', marks: [about({ about: 'other.example' })] });
    expect(strip()).not.toBeNull();
  });

  it('goes when nothing is to be said any more, and leaves nothing', async () => {
    const html = document.documentElement.outerHTML.replace(/<body>.*<\/body>/s, '');
    const page = await show([about()]);
    await page.tell({ type: 'page.marks', marks: [] });
    expect(document.documentElement.outerHTML.replace(/<body>.*<\/body>/s, '')).toBe(html);
  });

  it('shows the worst of two', async () => {
    await show([about(), about({ level: 'lookalike', line: 'Looks like.' })]);
    expect(strip()?.classList.contains('almsguard-listed')).toBe(true);
  });

  it('stands below where the page keeps a header of its own', async () => {
    await show([about()], '<header style="position: fixed; inset: 0 0 auto; block-size: 50px">Menu</header>');
    expect(strip()?.classList.contains('almsguard-below')).toBe(true);
  });

  it('stands above where it does not', async () => {
    await show([about()], '<header style="block-size: 50px">Menu</header>');
    expect(strip()?.classList.contains('almsguard-below')).toBe(false);
  });

  /** Pixels that the page is asked for at its upper edge; 0 where it is asked for none. */
  const room = () => {
    const style = document.querySelector<HTMLElement>(':root > div')?.style.cssText ?? '';
    return Number(/--almsguard-room: (\d+);/.exec(style)?.[1] ?? 0);
  };
  /** Until its sentence has come into it. */
  const written = () => vi.waitFor(() => expect(strip()?.querySelector('strong')).not.toBeNull());

  it('asks the page for as much room as it takes, and gives it back', async () => {
    await show([about()]);
    await vi.waitFor(() => {
      const taken = strip()?.getBoundingClientRect().height ?? Number.POSITIVE_INFINITY;
      expect(room()).toBeGreaterThanOrEqual(Math.min(taken, 240));
      expect(room() % 20).toBe(0);
    });
    strip()?.querySelector<HTMLElement>('.almsguard-close')?.focus();
    await userEvent.keyboard('{Enter}');
    expect(room()).toBe(0);
  });

  it('keeps the room that it asked for where the page takes it away', async () => {
    await show([about()]);
    await written();
    await new Promise((done) => setTimeout(done, 100));
    const asked = room();
    expect(asked).toBeGreaterThan(0);
    document.querySelector<HTMLElement>(':root > div')?.style.removeProperty('--almsguard-room');
    await vi.waitFor(() => expect(room()).toBe(asked));
  });

  it('asks for none where it stands below', async () => {
    await show([about()], '<header style="position: fixed; inset: 0 0 auto; block-size: 50px">Menu</header>');
    await written();
    await new Promise((done) => setTimeout(done, 100));
    expect(room()).toBe(0);
  });

  it('is no business of a frame', async () => {
    const page = openPage(`<p>${BTC}</p>`, [about(), about({ text: BTC })]);
    await page.scan();
    marks = mountMarks(window, page.seam, words);
    await vi.waitFor(() => expect(layer?.querySelector('.almsguard-pin')).not.toBeNull());
    expect(strip()).toBeNull();
  });
});
