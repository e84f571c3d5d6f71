import { getter, nameOf } from '../dom.ts';

/** Read through the prototypes, as all that a page could take for its own (dom.ts). */
export const attributesOf = getter(() => Element.prototype, 'attributes');
export const namespaceOf = getter(() => Element.prototype, 'namespaceURI');
export const typeOf = getter(() => Node.prototype, 'nodeType');
const firstChildOf = getter(() => Node.prototype, 'firstChild');
const nextOf = getter(() => Node.prototype, 'nextSibling');

const HTML = 'http://www.w3.org/1999/xhtml';

export function isHtml(element: Element): boolean {
  return namespaceOf(element) === HTML;
}

/** As it is written in HTML: in small letters, but for other vocabularies. */
export function tagOf(element: Element): string {
  return isHtml(element) ? nameOf(element).toLowerCase() : localNameOf(element);
}

const localNameOf = getter(() => Element.prototype, 'localName');

export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (let child = firstChildOf(node); child; child = nextOf(child)) children.push(child);
  return children;
}
