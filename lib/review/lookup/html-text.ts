import { own } from '#lib/core/own.ts';
import { MAX_HTML_DEPTH } from '#lib/core/review-limits.ts';

/** Markup as a document that runs nothing and loads nothing. */
export type ParseHtml = (markup: string) => Document;

/** Elements that hold no text for readers. */
const UNREAD = 'script, style, template, noscript';
/** Attributes of a page that hold an address to pay, to open or to copy. */
const ATTRIBUTES = 'href xlink:href value placeholder data-address data-clipboard-text title alt'.split(' ');

/** A tree of its own in the place where it is shown, as pages and our own evidence write it down. */
const SHADOW = 'template[shadowrootmode]';
/** A document in the document. */
const FRAME = 'iframe[srcdoc]';

/** What a page says to people, with the trees and frames that are written into it; `false` where they go too deep. */
export function htmlText(markup: string, parseHtml: ParseHtml): { text: string; isWhole: boolean } {
  const texts: string[] = [];
  let isWhole = true;
  let level = [markup];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_HTML_DEPTH) return { text: texts.join('\n'), isWhole: false };
    const read = level.map((one) => documentText(parseHtml(one)));
    texts.push(...read.map(({ text }) => text));
    isWhole &&= read.every((one) => one.isWhole);
    level = read.flatMap(({ frames }) => frames);
  }
  return { text: texts.join('\n'), isWhole };
}

/** `frames`: markup of those in it. */
export function documentText(document: Document): { text: string; isWhole: boolean; frames: string[] } {
  const held: string[] = [];
  const frames: string[] = [];
  const all = own(document, 'querySelectorAll');
  const isWhole = openTrees(document);
  for (const element of all.call(document, '*')) {
    for (const name of ATTRIBUTES) {
      const value = attributeOf(element, name);
      // What is written into a link itself is no address; letters that stand for a picture may look like many.
      if (value && !/^\s*data:/i.test(value)) held.push(value);
    }
  }
  for (const frame of all.call(document, FRAME)) frames.push(attributeOf(frame, 'srcdoc') ?? '');
  for (const element of all.call(document, UNREAD)) element.remove();
  const body = own(document, 'body') ?? own(document, 'documentElement');
  return { text: `${blocksOf(body)}\n${held.join('\n')}`, isWhole, frames };
}

/** Puts what stands in such a tree where it is shown, one tree in the other; whether none is left. */
function openTrees(document: Document): boolean {
  const all = own(document, 'querySelectorAll');
  const closed = () => [...all.call(document, SHADOW)].filter(isTemplate);
  let trees = closed();
  for (let depth = 0; depth < MAX_HTML_DEPTH && trees.length > 0; depth++) {
    for (const tree of trees) tree.replaceWith(tree.content);
    trees = closed();
  }
  return trees.length === 0;
}

/** In a drawing, an element of that name is none. */
function isTemplate(element: Element): element is HTMLTemplateElement {
  return 'content' in element;
}

function attributeOf(element: Element, name: string): string | null {
  return own(element, 'getAttribute').call(element, name);
}

const INLINE = /^(?:A|ABBR|B|BDI|CODE|EM|FONT|I|MARK|S|SMALL|SPAN|STRONG|SUB|SUP|TSPAN|U|WBR)$/;

/** The text, with a line break where a block begins or ends. Without recursion: a page may be as deep as it likes. */
function blocksOf(root: Node | null): string {
  let text = '';
  const left: (Node | string)[] = root ? [root] : [];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (typeof node === 'string') text += node;
    else if (own(node, 'nodeName') === '#text') text += (node as Text).data;
    else {
      const isBlock = !INLINE.test(own(node, 'nodeName').toUpperCase()) || isNewLine(node as Element);
      if (isBlock) left.push('\n');
      for (let child = own(node, 'lastChild'); child; child = own(child, 'previousSibling')) left.push(child);
      if (isBlock) left.push('\n');
    }
  }
  return text;
}

/** In a drawing, a line of text is a piece that begins at a height of its own. */
function isNewLine(element: Element): boolean {
  return (
    element.nodeName.toUpperCase() === 'TSPAN' && (element.hasAttribute('y') || element.hasAttribute('dy'))
  );
}
