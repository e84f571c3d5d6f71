import { expect, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Mark } from '#lib/core/report.ts';
import { createCloser } from '#lib/page/closer.ts';
import { type Guard, mountGuard } from '#lib/page/guard/guard.ts';
import { told } from '../support/told.ts';
import { closedRoots, closePage, openPage, type TestPage } from './page.ts';

export const LINE = 'Named by <img src=x onerror=alert(1)> a court & others.';

export const mark = (text: string | null, over: Partial<Mark> = {}): Mark => ({
  text,
  level: 'listed',
  context: 'donation',
  line: LINE,
  more: ['Since 27 March 2024.', 'As Gaza Now.'],
  ...over,
});

/** Closed shadow roots can only be had at the moment they are made. */
const roots: ShadowRoot[] = [];
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (init) {
  const root = attach.call(this, init);
  if (init.mode === 'closed') {
    roots.push(root);
    closedRoots.set(this, root);
  }
  return root;
};

/** The event by which the page's own world tells of a copy. */
export const TOLD = 'told';

let guard: Guard | null = null;

/** A page whose marks are known, with the guard in it, as `marks` says from the first report on. */
export async function guardPage(html: string, marks: Mark[]): Promise<TestPage> {
  const page = openPage(html, marks);
  await page.scan();
  await vi.waitFor(() => expect(page.seam.shown()).toHaveLength(marks.length));
  page.seam.lookCloser(createCloser);
  page.seam.closer()?.hear(TOLD, 'done');
  mountHere(page);
  return page;
}

export function mountHere(page: TestPage): void {
  guard = mountGuard(window, page.seam, (key, ...values) =>
    key === 'locale_lang' ? 'en' : told(key, ...values),
  );
}

export async function closeGuard(): Promise<void> {
  guard?.stop();
  guard = null;
  roots.length = 0;
  closePage();
  window.getSelection()?.removeAllRanges();
  // Answers of dialogs come as tasks.
  await new Promise((resolve) => setTimeout(resolve));
}

const inRoots = <E extends Element>(selector: string): E | null =>
  roots.map((root) => root.querySelector<E>(selector)).find((one) => one?.isConnected) ?? null;

export const card = () => inRoots<HTMLDialogElement>('dialog');
export const toast = () => inRoots<HTMLElement>('.almsguard-toast');
export const onward = () => card()?.querySelector<HTMLButtonElement>('.almsguard-guard-onward') ?? null;
export const back = () => card()?.querySelector<HTMLButtonElement>('.almsguard-guard-back') ?? null;
/** Key of the sentence that says what was done. */
export const act = () => card()?.querySelector('.almsguard-guard-fact')?.textContent;
export const byId = (id: string) => document.getElementById(id) as HTMLElement;
export const settle = (ms = 50) => new Promise((resolve) => setTimeout(resolve, ms));

export const keys = {
  copy: () => userEvent.keyboard('{Control>}c{/Control}'),
  cut: () => userEvent.keyboard('{Control>}x{/Control}'),
  enter: () => userEvent.keyboard('{Enter}'),
  escape: () => userEvent.keyboard('{Escape}'),
};

export function select(node: Node): void {
  document.getSelection()?.selectAllChildren(node);
}

/** Says that one understands, with the keyboard, as soon as that is possible. */
export async function goOn(): Promise<void> {
  await vi.waitFor(() => expect(onward()?.disabled).toBe(false), { timeout: 5_000 });
  onward()?.focus();
  await keys.enter();
}

export async function goBack(): Promise<void> {
  await keys.enter();
  await vi.waitFor(() => expect(card()).toBeNull());
}

/** What somebody pastes now. */
export async function pasted(): Promise<string> {
  const field = document.createElement('textarea');
  document.body.append(field);
  field.focus();
  await userEvent.keyboard('{Control>}v{/Control}');
  const { value } = field;
  field.remove();
  return value;
}
