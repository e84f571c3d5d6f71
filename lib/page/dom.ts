/**
 * A named control shadows its form's properties and a named image those of its document: `<img name="body">`,
 * `<input name="parentNode">` (HTML, "named access"). A page could blind or hang the reader that way, so what
 * the reader stands on is read through the prototypes. Nothing of the DOM is touched when this is imported.
 */
type Getter<T, V> = (of: T) => V;

export function getter<T extends object, K extends keyof T & string>(
  owner: () => T,
  key: K,
): Getter<T, T[K]> {
  let get: (() => T[K]) | undefined;
  return (of) => {
    get ??= Object.getOwnPropertyDescriptor(owner(), key)?.get as () => T[K];
    return get.call(of);
  };
}

export const parentOf = getter(() => Node.prototype, 'parentNode');
const nodeNameOf = getter(() => Node.prototype, 'nodeName');
export const isConnected = getter(() => Node.prototype, 'isConnected');
export const textOf = getter(() => Node.prototype, 'textContent');
export const titleOf = getter(() => Document.prototype, 'title');
export const rootElementOf = getter(() => Document.prototype, 'documentElement');
export const baseOf = getter(() => Node.prototype, 'baseURI');

export function attributeOf(element: Element, name: string): string {
  return Element.prototype.getAttribute.call(element, name) ?? '';
}

export function rootOf(node: Node): Node {
  return Node.prototype.getRootNode.call(node);
}

/** The name in capitals, as HTML has it; XHTML and SVG keep the letters that were written. */
export function nameOf(node: Node): string {
  return nodeNameOf(node).toUpperCase();
}

/** Every text, or every element, under a node, in document order. */
export function createWalker(root: Node, show: 'text' | 'elements'): TreeWalker {
  // SHOW_TEXT and SHOW_CDATA_SECTION, or SHOW_ELEMENT (DOM, NodeFilter).
  const what = show === 'text' ? 12 : 1;
  return Document.prototype.createTreeWalker.call(document, root, what);
}

/** What a selector finds under a node and, where the node is an element, the node itself. */
export function selectAll(root: Node, selector: string): Element[] {
  const { prototype } =
    root.nodeType === Node.ELEMENT_NODE
      ? Element
      : root.nodeType === Node.DOCUMENT_NODE
        ? Document
        : DocumentFragment;
  const found = [...prototype.querySelectorAll.call(root, selector)];
  if (root instanceof Element && Element.prototype.matches.call(root, selector)) found.unshift(root);
  return found;
}

const XHTML = 'http://www.w3.org/1999/xhtml';

/** Of HTML, whatever kind of document it is. */
export function createElement<K extends keyof HTMLElementTagNameMap>(
  document: Document,
  name: K,
): HTMLElementTagNameMap[K] {
  return Document.prototype.createElementNS.call(document, XHTML, name) as HTMLElementTagNameMap[K];
}

export function createSvgElement(document: Document, name: 'svg' | 'path' | 'foreignObject'): SVGElement {
  return Document.prototype.createElementNS.call(document, 'http://www.w3.org/2000/svg', name) as SVGElement;
}

/** What is on top at a point of the window: an element of the document itself, never one inside its shadow trees. */
export function elementAt(document: Document, x: number, y: number): Element | null {
  return Document.prototype.elementFromPoint.call(document, x, y);
}

/** The same with all that lies under it. */
export function elementsAt(document: Document, x: number, y: number): Element[] {
  return Document.prototype.elementsFromPoint.call(document, x, y);
}

export function createRange(): Range {
  return Document.prototype.createRange.call(document);
}

/** Elements by name: the browser keeps these at hand, so one look-up each is far faster than a list of selectors. */
export function byTag(root: Node, name: string): HTMLCollectionOf<Element> | NodeListOf<Element> {
  if (root instanceof DocumentFragment) return DocumentFragment.prototype.querySelectorAll.call(root, name);
  const { prototype } = root.nodeType === Node.DOCUMENT_NODE ? Document : Element;
  return prototype.getElementsByTagName.call(root, name);
}
