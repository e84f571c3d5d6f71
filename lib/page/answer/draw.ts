import type { Answer, AnsweredThing } from '#lib/core/answer.ts';
import type { Level } from '#lib/core/report.ts';
import { createElement } from '../dom.ts';
import { CROSS, drawGlyph, GLYPHS, type Glyph } from '../glyphs.ts';

const CIRCLE = 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13';
/** Shapes of levels that no page is marked with: who asks is told of those, too. */
const OTHERS: Partial<Record<Level, Pick<Glyph, 'path' | 'filled' | 'inner'>>> = {
  reported: { path: 'M8 2l6.5 11.5h-13z', filled: false },
  caution: { path: CIRCLE, filled: false, inner: 'M5 8h6' },
  delisted: {
    path: 'M5.1 1.5h5.8l3.6 3.6v5.8l-3.6 3.6H5.1l-3.6-3.6V5.1z',
    filled: false,
    inner: 'M2.5 13.5l11-11',
  },
  none: { path: CIRCLE, filled: false },
};
/** Groups that two people can compare over the telephone. */
const GROUP = /.{1,4}/gu;

/** The parts of the card that a person may press. */
export interface Drawn {
  card: HTMLElement;
  open: HTMLButtonElement;
  close: HTMLButtonElement;
}

/** Draws an answer. All of it is text. */
export function drawAnswer(document: Document, answer: Answer): Drawn {
  const make = <K extends keyof HTMLElementTagNameMap>(name: K, part: string, text = '') => {
    const element = createElement(document, name);
    element.className = part;
    element.textContent = text;
    return element;
  };
  const card = make('div', `almsguard-card almsguard-answer almsguard-${answer.level}`);
  card.setAttribute('role', 'dialog');
  card.tabIndex = -1;
  // The page's language is not the one that the card is written in.
  card.lang = answer.lang;
  card.dir = answer.dir;

  const head = make('div', 'almsguard-head');
  const title = make('strong', 'almsguard-title', answer.title);
  title.id = 'title';
  card.setAttribute('aria-labelledby', title.id);
  const close = make('button', 'almsguard-close');
  close.type = 'button';
  close.setAttribute('aria-label', answer.close);
  close.append(drawGlyph(document, CROSS));
  head.append(...shape(document, answer.level), title, close);

  const things = answer.things.map((thing) => drawThing(document, thing, make));
  const notes = answer.notes.map((note) => make('p', 'almsguard-more', note));
  const body = make('div', 'almsguard-body');
  body.id = 'body';
  card.setAttribute('aria-describedby', body.id);
  body.append(...things, ...notes);

  const foot = make('div', 'almsguard-foot');
  const open = make('button', 'almsguard-why', answer.open);
  open.type = 'button';
  foot.append(open, make('small', '', 'Almsguard'));
  card.append(head, body, foot);
  return { card, open, close };
}

type Make = <K extends keyof HTMLElementTagNameMap>(
  name: K,
  part: string,
  text?: string,
) => HTMLElementTagNameMap[K];

function drawThing(document: Document, thing: AnsweredThing, make: Make): HTMLElement {
  const { word, level, name, isAddress, kind, lines } = thing;
  const part = make('div', `almsguard-thing almsguard-${level}`);
  if (word !== '') {
    const head = make('p', 'almsguard-word');
    head.append(...shape(document, level), make('span', '', word));
    part.append(head);
  }
  const text = make('p', isAddress ? 'almsguard-address' : 'almsguard-place');
  text.dir = 'ltr';
  const groups = isAddress ? (name.match(GROUP) ?? []) : [name];
  text.append(...groups.map((group) => make('span', 'almsguard-group', group)));
  part.append(text, make('p', 'almsguard-kind', kind), ...lines.map((line) => make('p', '', line)));
  return part;
}

function shape(document: Document, level: Answer['level']): SVGElement[] {
  const glyph = level === 'note' ? undefined : (GLYPHS[level] ?? OTHERS[level]);
  return glyph ? [drawGlyph(document, glyph)] : [];
}
