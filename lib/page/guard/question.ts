import { createElement } from '../dom.ts';
import { drawGlyph, GLYPHS } from '../glyphs.ts';
import type { Words } from '../words.ts';
import type { Act } from './acts.ts';

/** What somebody is asked about one act. */
export interface Question {
  kind: Act['kind'];
  /** The worst first. */
  hits: Act['hits'];
  /** It has happened already: the verdict came after it. */
  late: boolean;
}

/** The parts of the card that answer. */
export interface Drawn {
  dialog: HTMLDialogElement;
  back: HTMLButtonElement;
  onward: HTMLButtonElement;
  /** Tells and draws the wait before `onward`. */
  wait: HTMLElement;
  seconds: HTMLElement;
  /** Drawn as wide as the share of the wait that has passed. */
  progress: HTMLElement;
}

/** Groups that two people can compare over the telephone. */
const GROUP = /.{1,4}/gu;

/** Draws the card: what it means, who says so and since when, the address, and the two ways on. Text only. */
export function drawQuestion(document: Document, { kind, hits, late }: Question, words: Words): Drawn {
  const make = <K extends keyof HTMLElementTagNameMap>(name: K, part: string, text = '') => {
    const element = createElement(document, name);
    element.className = `almsguard-${part}`;
    element.textContent = text;
    return element;
  };
  const [first] = hits;
  const level = first?.mark.level ?? 'listed';
  /** At a donation service, and not an address. */
  const isAccount = first?.mark.urls !== undefined;
  const dialog = make('dialog', `guard almsguard-${level}`);
  dialog.setAttribute('role', 'alertdialog');
  // The page's language is not the one that the card is written in.
  dialog.lang = words('locale_lang');
  dialog.dir = words('locale_dir');

  const head = make('p', 'guard-level');
  const glyph = GLYPHS[level];
  if (glyph) head.append(drawGlyph(document, glyph), words(glyph.word));
  head.append(make('small', 'guard-name', 'Almsguard'));
  const title = make(
    'h2',
    'guard-title',
    words(
      isAccount ? 'guard_title_account' : level === 'listed' ? 'guard_title_listed' : 'guard_title_linked',
    ),
  );
  title.id = 'title';
  dialog.setAttribute('aria-labelledby', title.id);

  const facts = make('div', 'guard-facts');
  facts.id = 'facts';
  dialog.setAttribute('aria-describedby', facts.id);
  const act = isAccount ? 'account' : late && kind !== 'copy' && kind !== 'copied' ? 'late' : kind;
  const said = [words(`guard_${act}`), first?.mark.line ?? '', ...(first?.mark.more ?? [])];
  facts.append(...said.filter((text) => text !== '').map((text) => make('p', 'guard-fact', text)));
  if (first) {
    const address = make('p', 'guard-address');
    address.dir = 'ltr';
    const parts = isAccount ? [first.address] : (first.address.match(GROUP) ?? []);
    address.append(...parts.map((part) => make('span', 'guard-group', part)));
    facts.append(address);
  }
  if (hits.length > 1) {
    facts.append(make('p', 'guard-more', words('guard_how_many', undefined, hits.length)));
  }

  const wait = make('div', 'guard-wait');
  // Its text changes every second: to be read, not to be told over and over.
  wait.setAttribute('role', 'timer');
  const read = make('span', 'guard-read', words('guard_read'));
  const seconds = make('span', 'guard-seconds');
  // No `progress`: each browser draws its own, and styles of user origin cannot undo that in both.
  const track = make('div', 'guard-progress');
  const progress = make('div', 'guard-passed');
  track.append(progress);
  wait.append(read, seconds, track);

  // Closed by the browser itself: whatever the page does to clicks, the way back is open.
  const form = make('form', 'guard-answers');
  form.method = 'dialog';
  const back = make('button', 'guard-back', words('guard_back'));
  const onward = make('button', 'guard-onward', words('guard_continue'));
  onward.type = 'button';
  form.append(wait, back, onward);

  dialog.append(head, title, facts, form);
  return { dialog, back, onward, wait, seconds, progress };
}
