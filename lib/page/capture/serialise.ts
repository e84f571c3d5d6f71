import { MAX_SNAPSHOT_CHARS } from '#lib/core/limits.ts';
import { type FrameSnapshot, LEFT_OUT, type LeftOutCounts } from '#lib/core/snapshot.ts';
import { rootElementOf, textOf } from '../dom.ts';
import type { OpenShadow } from '../shadow.ts';
import { attributesText, MISSING, type ReadPicture } from './attributes.ts';
import {
  AS_PRE,
  DROPPED,
  EATS_LINE_BREAK,
  escapeStyle,
  escapeText,
  SEEN,
  TOLD_META,
  VOID,
  written,
} from './elements.ts';
import { fieldState } from './fields.ts';
import { type Leave, styleText } from './style-text.ts';
import { attributesOf, childrenOf, isHtml, tagOf, typeOf } from './tree.ts';

export interface Inputs {
  /** What could be read of pictures, films and canvases. */
  pictures: ReadonlyMap<Element, ReadPicture>;
  /** Whether the extension put it into the page. */
  isOwn(node: Node): boolean;
  openShadow: OpenShadow;
  /** Index of a frame's window among those of this document; `null` where it has none. */
  slotOf(frame: Element): number | null;
}

/** Text as it is, a node that is still to be written, or the number of a frame whose document belongs here. */
type Part = string | Node | number;

/** Forbids all that a file could do to whoever opens it: scripts, requests, forms. */
const POLICY =
  "default-src 'none'; img-src data:; media-src data:; font-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";
const HEAD = [
  '<meta charset="utf-8">',
  `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
  '<meta name="referrer" content="no-referrer">',
  // Links may be followed by a reader, and by nobody before that.
  '<meta http-equiv="x-dns-prefetch-control" content="off">',
  '<style>[data-almsguard-missing]{outline:1px dashed #888;outline-offset:-1px}</style>',
].join('');
const TAG_NAME = /^[a-z][^\s/<>"'=]*$/i;

/**
 * A document as it is seen now, as HTML that does nothing. It is written from the tree by hand: a copy of the tree
 * would load its pictures anew, and call what the page made of its elements.
 */
export function serialise(
  document: Document,
  inputs: Inputs,
): Pick<FrameSnapshot, 'pieces' | 'slots' | 'left'> {
  const left = Object.fromEntries(LEFT_OUT.map((what) => [what, 0])) as LeftOutCounts;
  const leave: Leave = (what, count = 1) => {
    left[what] += count;
  };
  const pieces: string[] = [];
  const slots: number[] = [];
  let text: string[] = [];
  let chars = 0;
  const endPiece = () => {
    pieces.push(text.join(''));
    text = [];
  };

  // Not by calls within calls: a page may nest its elements deeper than those may go.
  const todo: Part[] = documentParts(document).reverse();
  for (let part = todo.pop(); part !== undefined; part = todo.pop()) {
    if (typeof part === 'string') {
      text.push(part);
      chars += part.length;
    } else if (typeof part === 'number') {
      endPiece();
      slots.push(part);
    } else if (!inputs.isOwn(part)) {
      const isFull = chars > MAX_SNAPSHOT_CHARS;
      if (isFull) leave('limit');
      else for (const next of nodeParts(part, document, inputs, leave).reverse()) todo.push(next);
    }
  }
  endPiece();
  return { pieces, slots, left };
}

function documentParts(document: Document): Part[] {
  // Without it, lengths and boxes are counted otherwise.
  const doctype = document.compatMode === 'CSS1Compat' ? '<!doctype html>' : '';
  const root = rootElementOf(document);
  if (!root) return [];
  return tagOf(root) === 'html' ? [doctype, root] : [doctype, `<html>${HEAD}`, root, '</html>'];
}

function nodeParts(node: Node, document: Document, inputs: Inputs, leave: Leave): Part[] {
  const type = typeOf(node);
  if (type === Node.TEXT_NODE || type === Node.CDATA_SECTION_NODE) return [escapeText(textOf(node) ?? '')];
  if (type !== Node.ELEMENT_NODE) return [];
  const one = node as Element;
  const tag = tagOf(one);
  const html = isHtml(one);
  if (tag === 'style' || (html && tag === 'link')) return [styleElement(one, html, leave)];
  if (html && tag === 'meta') return [toldMeta(one)];
  if (html && SEEN.has(tag)) return [emptyBox(one, tag, leave)];
  if ((html && DROPPED.has(tag)) || tag === 'script') return [];
  // Its tag is there already, before what forbids everything.
  if (html && tag === 'head') return [...childrenOf(one), adoptedSheets(document, leave)];
  return elementParts(one, tag, inputs, leave);
}

function elementParts(one: Element, tag: string, inputs: Inputs, leave: Leave): Part[] {
  const html = isHtml(one);
  const picture = inputs.pictures.get(one);
  // A canvas shows nothing where no script may run.
  const name = html && AS_PRE.has(tag) ? 'pre' : tag === 'canvas' && picture ? 'img' : tag;
  if (!TAG_NAME.test(name)) return childrenOf(one);
  const open = `<${name}${attributesText(one, tag, picture, leave)}`;
  if (html && tag === 'iframe') return frameParts(open, inputs.slotOf(one), leave);
  if (html && VOID.has(name)) return [`${open}>`];
  if (html && tag === 'textarea') return [`${open}>\n${fieldValue(one)}</textarea>`];
  const inside = html && tag === 'html' ? HEAD : EATS_LINE_BREAK.has(name) ? '\n' : '';
  const shadow = html ? inputs.openShadow(one) : null;
  const tree = shadow
    ? ['<template shadowrootmode="open">', ...childrenOf(shadow), adoptedSheets(shadow, leave), '</template>']
    : [];
  return [`${open}>${inside}`, ...tree, ...childrenOf(one), `</${name}>`];
}

function frameParts(open: string, slot: number | null, leave: Leave): Part[] {
  const tag = open + written('sandbox', '');
  if (slot !== null) return [tag, slot, '></iframe>'];
  leave('frame');
  return [`${tag}></iframe>`];
}

function fieldValue(textarea: Element): string {
  const state = fieldState(textarea, 'textarea');
  return state === null || state === 'secret' ? '' : escapeText(state.value ?? '');
}

function styleElement(one: Element, html: boolean, leave: Leave): string {
  const { sheet } = one as HTMLStyleElement;
  if (!sheet) return '';
  const css = styleText(sheet, leave);
  const media = sheet.media.mediaText;
  return `<style${media ? written('media', media) : ''}>${html ? escapeStyle(css) : escapeText(css)}</style>`;
}

/** Sheets that a script made. */
function adoptedSheets(tree: DocumentOrShadowRoot, leave: Leave): string {
  try {
    return [...tree.adoptedStyleSheets]
      .map((sheet) => `<style>${escapeStyle(styleText(sheet, leave))}</style>`)
      .join('');
  } catch {
    // Firefox keeps those of some pages to itself.
    leave('style');
    return '';
  }
}

function toldMeta(one: Element): string {
  const attributes = [...attributesOf(one)];
  const name = attributes.find((attribute) => /^(?:name|property)$/.test(attribute.name))?.value ?? '';
  if (!TOLD_META.test(name)) return '';
  return `<meta${attributes.map((attribute) => written(attribute.name, attribute.value)).join('')}>`;
}

/** One of the same size, in the place of a film or a plug-in. */
function emptyBox(one: Element, tag: string, leave: Leave): string {
  const { width, height } = one.getBoundingClientRect();
  if (width === 0 || height === 0) return '';
  leave(tag === 'frame' ? 'frame' : 'media');
  return `<span${MISSING} style="display:inline-block;width:${width}px;height:${height}px"></span>`;
}
