import type { Browser } from 'playwright';
import type { GuardFigures } from '../../test/bench/guard-page.ts';
import { table } from './markdown.ts';
import { openSavedPages } from './saved-page.ts';
import { bundle } from './scan.ts';

/** What the guard adds to acts that need no explanation. */
export async function benchGuard(browser: Browser): Promise<GuardFigures[]> {
  const tab = await openSavedPages(browser);
  const script = await bundle('test/bench/guard-page.ts');
  const figures = await tab.ask<GuardFigures[]>('<!doctype html><title>x</title>', script, 'benchGuard');
  await tab.close();
  return figures;
}

export function guardSection(figures: readonly GuardFigures[]): string[] {
  const fine = (value: number) => `${value.toFixed(3)} ms`;
  return [
    '## What the guard adds to an act',
    '',
    'On a page of 10,000 paragraphs with 300 marks, for acts that it lets pass. The browser alone: the event sent through',
    'the page. The first after news makes the index anew.',
    '',
    ...table(
      ['Act', 'Browser alone', 'Added', 'Added to the first after news'],
      figures.map(({ act, bare, added, first }) => [act, fine(bare), fine(added), fine(first)]),
    ),
    '',
  ];
}
