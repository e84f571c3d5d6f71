/**
 * Runs inside a page: what the guard adds to a click and to a copy that need no explanation, on a page full of marks,
 * against what the browser itself needs to send such an event through the page.
 */
import type { Mark } from '#lib/core/report.ts';
import { findCandidates } from '#lib/detect/find.ts';
import { readHref } from '#lib/detect/uri.ts';
import { pathOf } from '#lib/page/event-path.ts';
import { readAct } from '#lib/page/guard/acts.ts';
import { createGuarded } from '#lib/page/guard/guarded.ts';
import type { PageSeam, Shown } from '#lib/page/seam.ts';
import type { TextTarget } from '#lib/page/targets.ts';

export interface GuardFigures {
  act: string;
  /** Milliseconds for one event: through the page alone, what is added to that, and to the first one after news. */
  bare: number;
  added: number;
  first: number;
}

const MARKS = 300;
const PARAGRAPHS = 10_000;
const DEPTH = 30;
const WARM_UPS = 150;
const RUNS = 500;

function fill(): Shown[] {
  document.body.innerHTML = `${'<div>'.repeat(DEPTH)}<p><button id="b" class="x">More</button> <a id="l" href="/about/us?x=1">About</a></p><form id="f">${'<input value="some words">'.repeat(20)}</form>${'</div>'.repeat(DEPTH)}`;
  const shown: Shown[] = [];
  for (let i = 0; i < PARAGRAPHS; i++) {
    const paragraph = document.createElement('p');
    const address = `0x${i.toString(16).padStart(40, 'a')}`;
    paragraph.textContent =
      i < MARKS ? `to ${address} now` : `Some words about this and that, ${i} times over.`;
    document.body.append(paragraph);
    if (i >= MARKS) continue;
    const text = paragraph.firstChild as Text;
    const target: TextTarget = { kind: 'text', from: text, start: 3, to: text, end: 45 };
    const mark: Mark = { text: address, level: 'listed', context: 'donation', line: '', more: [] };
    shown.push({ mark, targets: [target] });
  }
  return shown;
}

/**
 * Milliseconds of one event, by the time that many take together, for a page's clock may be a coarse one; `added` is what
 * a listener of ours makes of that.
 */
function measure(act: string, shown: Shown[], target: Element, make: () => Event, expected: string | null) {
  const seam = { find: findCandidates, readHref } as unknown as PageSeam;
  let guarded = createGuarded(shown, findCandidates);
  const listener = (event: Event) => {
    const read = readAct(
      event,
      pathOf(event, () => null),
      window,
      guarded,
      seam,
    );
    if ((read?.kind ?? null) !== expected) throw new Error(`${act}: ${read?.kind}`);
  };
  let caught: unknown = null;
  const onError = ({ error }: ErrorEvent) => {
    caught ??= error;
  };
  const send = () => void target.dispatchEvent(make());
  const bare = meanOf(send);
  window.addEventListener('error', onError);
  window.addEventListener(make().type, listener, true);
  const added = meanOf(send) - bare;
  const first =
    meanOf(() => {
      guarded = createGuarded(shown, findCandidates);
      send();
    }) - bare;
  window.removeEventListener(make().type, listener, true);
  window.removeEventListener('error', onError);
  // What a listener throws goes to the window alone.
  if (caught) throw caught;
  return { act, bare, added, first };
}

/** Milliseconds of one run of many, once the code has run for a while. */
function meanOf(run: () => void): number {
  for (let i = 0; i < WARM_UPS; i++) run();
  const start = performance.now();
  for (let i = 0; i < RUNS; i++) run();
  return (performance.now() - start) / RUNS;
}

function benchGuard(): GuardFigures[] {
  const shown = fill();
  const byId = (id: string) => document.getElementById(id) as HTMLElement;
  const click = () => new MouseEvent('click', { bubbles: true, cancelable: true, composed: true });
  const copy = () => new ClipboardEvent('copy', { bubbles: true, cancelable: true, composed: true });
  const submit = () => new SubmitEvent('submit', { bubbles: true, cancelable: true });
  document.addEventListener('click', (event) => event.preventDefault());
  const paragraph = document.body.lastElementChild as Element;
  const figures = [
    measure('a click on a button', shown, byId('b'), click, null),
    measure('a click on a link', shown, byId('l'), click, null),
    measure('a click on text', shown, paragraph, click, null),
    measure('a form sent', shown, byId('f'), submit, null),
  ];
  document.getSelection()?.selectAllChildren(paragraph);
  figures.push(measure('a sentence copied', shown, paragraph, copy, null));
  const range = document.createRange();
  range.setStartBefore(document.querySelectorAll('p')[MARKS + 1] as Element);
  range.setEndAfter(paragraph);
  document.getSelection()?.removeAllRanges();
  document.getSelection()?.addRange(range);
  figures.push(measure(`${PARAGRAPHS - MARKS} paragraphs copied`, shown, paragraph, copy, null));
  return figures;
}

Object.assign(globalThis, { benchGuard });
