import { expect, vi } from 'vitest';
import type { Level, Mark } from '#lib/core/report.ts';
import { type Marks, mountMarks } from '#lib/page/marks.ts';
import type { PageSeam } from '#lib/page/seam.ts';
import { told } from '../support/told.ts';
import { closePage, openPage } from './page.ts';

export const LINE = 'Named by <img src=x onerror=alert(1)> a court & others.';
export const mark = (text: string, level: Level = 'listed', over: Partial<Mark> = {}): Mark => ({
  more: [],
  text,
  level,
  context: 'donation',
  line: LINE,
  ...over,
});

let marks: Marks | null = null;
let root: ShadowRoot | null = null;

/** Closed shadow roots can only be had at the moment they are made. */
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (init) {
  const made = attach.call(this, init);
  if (init.mode === 'closed') root = made;
  return made;
};

/** What is shown over the page: the closed tree that was made last. */
export const layer = () => root;
export const pins = () => [...(root?.querySelectorAll<HTMLElement>('.almsguard-pin') ?? [])];
export const card = () => root?.querySelector('.almsguard-card') ?? null;

/** Draws with messages that say their key and what they hold. */
export function mount(seam: PageSeam): Marks {
  marks = mountMarks(window, seam, told);
  return marks;
}

export async function show(html: string, list: Mark[]) {
  const page = openPage(html, list);
  await page.scan();
  mount(page.seam);
  await vi.waitFor(() => expect(pins().length).toBeGreaterThan(0));
  return page;
}

/** Elsewhere the style is inserted with origin USER, which reaches into our trees by itself. */
export async function withStyle(): Promise<void> {
  const sheet = new CSSStyleSheet();
  await sheet.replace(await (await fetch('/mark.css')).text());
  if (root) root.adoptedStyleSheets = [sheet];
}

/** Box of what `selector` holds. */
export function boxOf(selector: string): DOMRect {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(selector) as Element);
  return range.getBoundingClientRect();
}

export function close(): void {
  marks?.stop();
  marks = null;
  root = null;
  closePage();
  document.documentElement.dir = '';
}
