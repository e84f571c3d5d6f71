import { attributeOf, baseOf, createWalker, nameOf, selectAll } from '../dom.ts';
import type { PageSeam } from '../seam.ts';
import type { Guarded, Hit } from './guarded.ts';
import WALLETS from './wallet-links.json' with { type: 'json' };

/** What a click, or a key on what has the focus, is about. */
export interface Press {
  kind: 'press' | 'pay';
  element: Element;
  hits: Hit[];
}

/** Something that is pressed, with all that it says of whom it pays to. */
export interface Pressed extends Pick<Press, 'kind' | 'element'> {
  texts: string[];
}

/** What people press to have something done; around others an address may stand by chance. */
const BUTTON =
  'button, [role="button"], input:is([type="button"], [type="submit"], [type="image"], [type="reset"]), clipboard-copy, [data-clipboard-text], [data-clipboard-target]';
/** Anything may be pressed that says so itself; a field is clicked to have its text selected. */
const PRESSED = `${BUTTON}, [onclick]:not(input, textarea)`;
/** Links that lead nowhere are buttons. */
const NOWHERE = /^\s*(?:#|javascript:|$)/i;
/** Attributes that say how something looks. */
const SKIPPED = ['class', 'id', 'style'];
/** A button says in some words what it does. */
const MAX_BUTTON_CHARS = 500;
/** Elements inside it whose attributes are read: pictures and the like. */
const MAX_INSIDE = 50;

/** What is pressed on the way up, innermost first. A link to somewhere else takes whoever presses it there. */
export function readPressed(path: readonly Node[], readHref: PageSeam['readHref']): Pressed[] {
  const pressed: Pressed[] = [];
  for (const element of path) {
    if (!(element instanceof Element)) continue;
    const href = isLink(element) ? hrefOf(element) : null;
    if (href !== null && !NOWHERE.test(href)) {
      pressed.push({ kind: 'pay', element, texts: paidBy(href, baseOf(element), readHref) });
      return pressed;
    }
    if (href !== null || matches(element, PRESSED)) {
      pressed.push({ kind: 'press', element, texts: saidBy(element) });
    }
  }
  return pressed;
}

/** The innermost thing on the way up that pays to, or carries, a marked address. */
export function readPress(
  path: readonly Node[],
  guarded: Guarded,
  readHref: PageSeam['readHref'],
): Press | null {
  for (const { kind, element, texts } of readPressed(path, readHref)) {
    let hits = guarded.inTexts(texts);
    if (hits.length === 0) {
      if (kind === 'pay') hits = guarded.leadingTo('link', element, hrefOf(element));
      else if (isButton(element)) hits = guarded.inElement(element);
    }
    if (hits.length > 0) return { kind, element, hits };
  }
  return null;
}

function isLink(element: Element): boolean {
  return /^(?:A|AREA)$/.test(nameOf(element)) && /href/.test(element.getAttributeNames().join());
}

function hrefOf(link: Element): string {
  return attributeOf(link, 'href') || attributeOf(link, 'xlink:href');
}

/** Destinations of a payment URI, or of a web address that opens a wallet with them. */
export function paidBy(href: string, base: string, readHref: PageSeam['readHref']): string[] {
  const reading = readHref(href, base);
  return reading && (reading.how === 'uri' || opensWallet(href, base)) ? reading.texts : [];
}

function opensWallet(href: string, base: string): boolean {
  const url = URL.parse(href, base);
  return url !== null && WALLETS.some(({ at }) => `${url.host}${url.pathname}`.startsWith(at));
}

/** Attributes; of a button what stands in it as well: what it is called, and pictures. */
function saidBy(element: Element): string[] {
  const said = attributesOf(element);
  if (!isButton(element)) return [said];
  return [said, [textOf(element), ...insideOf(element), ...namedBy(element).map(textOf)].join('\n')];
}

function isButton(element: Element): boolean {
  return matches(element, BUTTON) || isLink(element);
}

/** Attributes of what is in it. A page may make a button of all that it has: no more of it is gone through. */
function insideOf(button: Element): string[] {
  const walker = createWalker(button, 'elements');
  const said: string[] = [];
  while (said.length < MAX_INSIDE && walker.nextNode())
    said.push(attributesOf(walker.currentNode as Element));
  return said;
}

function attributesOf(element: Element): string {
  return element
    .getAttributeNames()
    .filter((name) => !SKIPPED.includes(name))
    .map((name) => attributeOf(element, name))
    .join('\n');
}

/** What a copy button names as its source: `data-clipboard-target` of clipboard.js, `for` of `<clipboard-copy>`. */
function namedBy(button: Element): Element[] {
  const id = nameOf(button) === 'CLIPBOARD-COPY' ? attributeOf(button, 'for') : '';
  const selector = attributeOf(button, 'data-clipboard-target') || (id && `#${CSS.escape(id)}`);
  if (!selector) return [];
  try {
    return selectAll(button.getRootNode(), selector).slice(0, 1);
  } catch {
    return []; // no selector
  }
}

function textOf(element: Element): string {
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) return element.value;
  const walker = createWalker(element, 'text');
  let text = '';
  while (walker.nextNode()) {
    text += walker.currentNode.nodeValue;
    if (text.length > MAX_BUTTON_CHARS) return '';
  }
  return text;
}

export function matches(element: Element, selector: string): boolean {
  return Element.prototype.matches.call(element, selector);
}
