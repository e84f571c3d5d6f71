import { csvRecords } from '#lib/core/csv-records.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { MAX_LOOKUP_FILE_BYTES } from '#lib/core/review-limits.ts';
import { readEml } from './eml.ts';
import { tableText } from './table-text.ts';
import { readXlsx } from './xlsx.ts';

export type FileProblem = 'too-large' | 'not-text' | 'damaged';

/** A file that somebody dropped. */
export interface Dropped {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Markup as a document that runs nothing and loads nothing. */
export type ParseHtml = (markup: string) => Document;

/** The text of a file, as far as addresses may stand in it. It is only ever searched and shown as text. */
export function readFile({ name, bytes }: Dropped, parseHtml: ParseHtml): Result<string, FileProblem> {
  if (bytes.length > MAX_LOOKUP_FILE_BYTES) return fail('too-large', `${name} is larger than is read`);
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (ending === 'xlsx') {
    const text = readXlsx(bytes);
    return text === null ? fail('damaged', `${name} cannot be read as a spreadsheet`) : ok(text);
  }
  if (ending === 'eml') {
    const parts = readEml(bytes);
    return ok(
      parts.map(({ type, text }) => (type === 'text/html' ? htmlText(parseHtml(text)) : text)).join('\n\n'),
    );
  }
  const text = decodeText(bytes);
  if (text === null) return fail('not-text', `${name} holds no text that can be read`);
  if (/^x?html?$/.test(ending)) return ok(htmlText(parseHtml(text)));
  if (ending === 'csv' || ending === 'tsv')
    return ok(csvText(text, ending === 'tsv' ? '\t' : delimiterOf(text)));
  return ok(text);
}

/** By its byte order mark; else UTF-8, or what Western programs wrote before it. `null` for what is no text. */
export function decodeText(bytes: Uint8Array): string | null {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The sign that the first line has most of. */
function delimiterOf(text: string): string {
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const count = (sign: string) => first.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function csvText(text: string, delimiter: string): string {
  const rows = [...csvRecords(text, delimiter)].map((record) =>
    'fields' in record ? record.fields : [record.text],
  );
  return tableText(rows);
}

/** Elements that hold no text for readers. */
const UNREAD = 'script, style, template, noscript';
/** Attributes of a page that hold an address to pay, to open or to copy. */
const ATTRIBUTES = ['href', 'xlink:href', 'value', 'data-address', 'data-clipboard-text', 'title', 'alt'];

export function htmlText(document: Document): string {
  const held: string[] = [];
  for (const element of document.querySelectorAll('*')) {
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      // What is written into a link itself is no address; letters that stand for a picture may look like many.
      if (value && !/^\s*data:/i.test(value)) held.push(value);
    }
  }
  for (const element of document.querySelectorAll(UNREAD)) element.remove();
  return `${blocksOf(document.body ?? document.documentElement)}\n${held.join('\n')}`;
}

const INLINE = /^(?:A|ABBR|B|BDI|CODE|EM|FONT|I|MARK|S|SMALL|SPAN|STRONG|SUB|SUP|TSPAN|U|WBR)$/;

/** The text, with a line break where a block begins or ends. Without recursion: a page may be as deep as it likes. */
function blocksOf(root: Node | null): string {
  let text = '';
  const left: (Node | string)[] = root ? [root] : [];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (typeof node === 'string') text += node;
    else if (node.nodeType === 3) text += (node as Text).data;
    else {
      const isBlock = !INLINE.test(node.nodeName.toUpperCase()) || isNewLine(node as Element);
      if (isBlock) left.push('\n');
      for (let child = node.lastChild; child; child = child.previousSibling) left.push(child);
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
