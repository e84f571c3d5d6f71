import { type ComponentChild, render } from 'preact';
import { type Words, WordsProvider } from '#components/i18n.tsx';

/** Where a scene is played. */
export interface Stage {
  app: HTMLElement;
  words: Words;
  /** For dates and numbers. */
  locale: string;
  /** Takes away what a scene has put up, when the next one comes. */
  strike: (() => void)[];
}

/** One state of one view. */
export type Scene = (stage: Stage) => void | Promise<void>;

const PATIENCE_MS = 3_000;

/** Draws a view of the extension's own pages. */
export function draw({ app, words, strike }: Stage, view: ComponentChild): void {
  render(<WordsProvider value={words}>{view}</WordsProvider>, app);
  strike.push(() => render(null, app));
}

/** What `get` finds, as soon as it finds something. */
export async function appear<T>(get: () => T | null | undefined | false): Promise<T> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = get();
    if (found) return found;
    if (performance.now() > until) throw new Error(`It did not appear: ${get}`);
    await new Promise((done) => setTimeout(done, 5));
  }
}

/** Presses a button of the scene, as soon as it is there. */
export async function press(app: HTMLElement, selector: string): Promise<void> {
  (await appear(() => app.querySelector<HTMLElement>(`${selector}:not(:disabled)`))).click();
}

/** Chooses files, as a person does with the browser's own window. */
export function chooseFile(app: HTMLElement, selector: string, count = 1): void {
  const input = app.querySelector<HTMLInputElement>(selector);
  if (!input) throw new Error(`There is no ${selector}`);
  const chosen = new DataTransfer();
  for (let i = 0; i < count; i++) {
    chosen.items.add(new File(['{}'], 'almsguard-settings.json', { type: 'application/json' }));
  }
  input.files = chosen.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
