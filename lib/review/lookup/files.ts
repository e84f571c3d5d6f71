import { csvRecords } from '#lib/core/csv-records.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { MAX_LOOKUP_FILE_BYTES } from '#lib/core/review-limits.ts';
import { decodeText } from '../decode-text.ts';
import { type Attached, readEml } from './eml.ts';
import { htmlText, type ParseHtml } from './html-text.ts';
import { tableText } from './table-text.ts';
import { readXlsx } from './xlsx.ts';

export type FileProblem = 'too-large' | 'not-text' | 'damaged';

/** A file that somebody dropped. */
export interface Dropped {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** What a file says, as far as addresses may stand in it. It is only ever searched and shown as text. */
export interface FileText {
  text: string;
  /** Whether that is all of it: parts stand in each other only so deep, and are only so many. */
  isWhole: boolean;
  /** Files that it carries, each to be read by itself. */
  attached: Attached[];
}

export function readFile({ name, bytes }: Dropped, parseHtml: ParseHtml): Result<FileText, FileProblem> {
  if (bytes.length > MAX_LOOKUP_FILE_BYTES) return fail('too-large', `${name} is larger than is read`);
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (ending === 'xlsx') {
    const text = readXlsx(bytes);
    return text === null ? fail('damaged', `${name} cannot be read as a spreadsheet`) : whole(text);
  }
  if (ending === 'eml') return ok(mailText(bytes, parseHtml));
  const text = decodeText(bytes);
  if (text === null) return fail('not-text', `${name} holds no text that can be read`);
  if (/^x?html?$/.test(ending)) return ok({ ...htmlText(text, parseHtml), attached: [] });
  if (ending === 'csv' || ending === 'tsv')
    return whole(csvText(text, ending === 'tsv' ? '\t' : delimiterOf(text)));
  return whole(text);
}

function whole(text: string): Result<FileText, never> {
  return ok({ text, isWhole: true, attached: [] });
}

function mailText(bytes: Uint8Array, parseHtml: ParseHtml): FileText {
  const { parts, attached, isWhole } = readEml(bytes);
  const read = parts.map(({ type, text }) =>
    type === 'text/html' ? htmlText(text, parseHtml) : { text, isWhole: true },
  );
  return {
    text: read.map(({ text }) => text).join('\n\n'),
    isWhole: isWhole && read.every((part) => part.isWhole),
    attached,
  };
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
