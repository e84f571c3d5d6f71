import type { PageChoices } from '#lib/core/choices.ts';

/** Where the background leaves them, in our own world of the page (docs/adr/013-language.md). */
const KEY = Symbol.for('almsguard.chosen');
type World = { [KEY]?: PageChoices };

/** Asked each time they are needed: they may change while the page is open. */
export function readChosen(world: object = globalThis): PageChoices {
  return (world as World)[KEY] ?? { messages: null, appearance: 'system' };
}

export function leaveChosen(chosen: PageChoices, world: object = globalThis): void {
  (world as World)[KEY] = chosen;
}

/** The value of the CSS property that every colour of ours goes by. */
export function colourScheme({ appearance }: Pick<PageChoices, 'appearance'>): string {
  return appearance === 'system' ? 'light dark' : appearance;
}
