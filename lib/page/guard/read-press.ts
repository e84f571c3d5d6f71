import { attributeOf, baseOf, nameOf, selectAll } from '../dom.ts';
import type { PageSeam } from '../seam.ts';
import type { Guarded, Hit } from './guarded.ts';
import WALLETS from './wallet-links.json' with { type: 'json' };

/** What a click, or a key on what has the focus, is about. */
export interface Press {
  kind: 'press' | 'pay';
  element: Element;
  hits: Hit[];
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

/** The innermost thing on the way up that pays to, or carries, a marked address. */
export function readPress(
  path: readonly EventTarget[],
  guarded: Guarded,
  readHref: PageSeam['readHref'],
): Press | null {
  for (const element of path) {
    if (!(element instanceof Element)) continue;
    const href = isLink(element) ? hrefOf(element) : null;
    if (href !== null && !NOWHERE.test(href)) {
      const hits = guarded.inText(paidBy(href, baseOf(element), readHref).join('\n'));
      // A link to somewhere else may name an address without paying to it.
      return hits.length > 0 ? { kind: 'pay', element, hits } : null;
    }
    if (href === null && !matches(element, PRESSED)) continue;
    const hits = carriedBy(element, guarded);
    if (hits.length > 0) return { kind: 'press', element, hits };
  }
  return null;
}

function isLink(element: Element): boolean {
  return /^(?:A|AREA)$/.test(nameOf(element)) && /href/.test(element.getAttributeNames().join());
}

export function hrefOf(link: Element): string {
  return attributeOf(link, 'href') || attributeOf(link, 'xlink:href');
}

/** Destinations of a payment URI, or of a web address that opens a wallet with them. */
function paidBy(href: string, base: string, readHref: PageSeam['readHref']): string[] {
  const reading = readHref(href, base);
  return reading && (reading.how === 'uri' || opensWallet(href, base)) ? reading.texts : [];
}

function opensWallet(href: string, base: string): boolean {
  const url = URL.parse(href, base);
  return url !== null && WALLETS.some(({ at }) => `${url.host}${url.pathname}`.startsWith(at));
}

function carriedBy(element: Element, guarded: Guarded): Hit[] {
  const said = element
    .getAttributeNames()
    .filter((name) => !SKIPPED.includes(name))
    .map((name) => attributeOf(element, name));
  const hits = guarded.inText(said.join('\n'));
  if (hits.length > 0 || !(matches(element, BUTTON) || isLink(element))) return hits;
  const inside = guarded.inElement(element);
  if (inside.length > 0) return inside;
  return guarded.inText([textOf(element), ...namedBy(element).map(textOf)].join('\n'));
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
  const text = element.textContent ?? '';
  return text.length <= MAX_BUTTON_CHARS ? text : '';
}

export function matches(element: Element, selector: string): boolean {
  return Element.prototype.matches.call(element, selector);
}
