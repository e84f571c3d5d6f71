import sax from 'sax';
import { MAX_SHEET_BYTES, MAX_SHEET_FILES } from '#lib/core/review-limits.ts';
import { readZip } from '../bundle/unzip.ts';
import { tableText } from './table-text.ts';

const LIMITS = { files: MAX_SHEET_FILES, each: MAX_SHEET_BYTES, all: MAX_SHEET_BYTES };
const SHARED = 'xl/sharedStrings.xml';
const SHEET = /^xl\/worksheets\/[^/]+\.xml$/;
const LINKS = /^xl\/worksheets\/_rels\/[^/]+\.rels$/;
/** Only the five entities of XML itself. */
const OPTIONS = { strictEntities: true, position: false };
/** Columns of a sheet (ECMA-376 part 1, 18.3.1.4 names them up to XFD). */
const MAX_COLUMNS = 16_384;
/** What a cell takes with nothing in it. */
const CELL_BYTES = 8;

/** The text of every sheet of a spreadsheet (ECMA-376), and where its links lead; `null` for what is none. */
export function readXlsx(bytes: Uint8Array<ArrayBuffer>): string | null {
  const zip = readZip(bytes, LIMITS);
  if (!zip.ok) return null;
  const textOf = (name: string) => {
    const content = zip.value.find((file) => file.name === name)?.read();
    return content ? new TextDecoder().decode(content) : '';
  };
  const named = (pattern: RegExp) => zip.value.map(({ name }) => name).filter((name) => pattern.test(name));
  const sheets = named(SHEET);
  if (sheets.length === 0) return null;
  let left = MAX_SHEET_BYTES;
  const take = (bytes: number) => {
    left -= bytes;
    if (left < 0) throw new Error('A spreadsheet with more in it than is read');
  };
  try {
    const shared = readShared(textOf(SHARED));
    const texts = sheets.map((name) => tableText(readRows(textOf(name), shared, take)));
    return [...texts, ...named(LINKS).map((name) => readLinks(textOf(name)))].join('\n\n');
  } catch {
    // Not well-formed.
    return null;
  }
}

/** Texts that cells refer to by number; formatted ones come in several pieces. */
function readShared(xml: string): string[] {
  const texts: string[] = [];
  let isText = false;
  parse(xml, {
    open(name) {
      if (name === 'si') texts.push('');
      isText = name === 't';
    },
    text(value) {
      if (isText && texts.length > 0) texts[texts.length - 1] += value;
    },
    close() {
      isText = false;
    },
  });
  return texts;
}

/**
 * `take` hears what each cell takes, and throws where it is too much: cells may name one text again and again, and stand
 * far out with nothing before them.
 */
function readRows(xml: string, shared: readonly string[], take: (bytes: number) => void): string[][] {
  const rows: string[][] = [];
  let column = 0;
  let isShared = false;
  let isValue = false;
  parse(xml, {
    open(name, attribute) {
      if (name === 'row') rows.push([]);
      if (name === 'c') {
        column = columnOf(attribute('r')) ?? rows.at(-1)?.length ?? 0;
        isShared = attribute('t') === 's';
      }
      isValue = name === 'v' || name === 't';
    },
    text(value) {
      const row = rows.at(-1);
      if (!isValue || !row || column >= MAX_COLUMNS) return;
      const text = isShared ? (shared[Number(value)] ?? '') : value;
      take(text.length + Math.max(0, column + 1 - row.length) * CELL_BYTES);
      while (row.length <= column) row.push('');
      row[column] += text;
    },
    close() {
      isValue = false;
    },
  });
  return rows;
}

/** `AB12` is column 27. */
function columnOf(reference: string): number | null {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference)?.[0];
  if (!letters) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function readLinks(xml: string): string {
  const targets: string[] = [];
  parse(xml, {
    open(name, attribute) {
      if (name === 'Relationship') targets.push(attribute('Target'));
    },
    text: () => undefined,
    close: () => undefined,
  });
  return targets.join('\n');
}

interface Handlers {
  open(name: string, attribute: (name: string) => string): void;
  text(value: string): void;
  close(): void;
}

/** Throws where it is not well-formed. */
function parse(xml: string, { open, text, close }: Handlers): void {
  if (xml === '') return;
  const parser = sax.parser(true, OPTIONS);
  parser.onerror = (error) => {
    throw error;
  };
  parser.onopentag = ({ name, attributes }) => open(name, (key) => String(attributes[key] ?? ''));
  parser.ontext = text;
  parser.oncdata = text;
  parser.onclosetag = close;
  parser.write(xml).close();
}
