/** One record of a CSV file, or why the line it begins on cannot be read. */
export type CsvRecord =
  | { line: number; fields: string[] }
  | { line: number; text: string; reason: 'unreadable-quote' };

/** Lines that one quoted field may run over: a stray quote must not swallow the rest of the list. */
const MAX_RECORD_LINES = 10;

/**
 * Records of a CSV text (RFC 4180; LF, CRLF or CR), with the line each begins on. Blank lines and lines
 * that begin with `#` are skipped. A quote that never closes costs its own line only.
 */
export function* csvRecords(text: string, delimiter: string): Generator<CsvRecord, void> {
  const lines = text.split(/\r\n|\n|\r/);
  for (let i = 0; i < lines.length; i++) {
    const first = lines[i] as string;
    if (first.trim() === '' || first.startsWith('#')) continue;
    let record = first;
    let fields = splitRecord(record, delimiter);
    let last = i;
    while (fields === 'open' && last + 1 < lines.length && last - i + 1 < MAX_RECORD_LINES) {
      last++;
      record += `\n${lines[last]}`;
      fields = splitRecord(record, delimiter);
    }
    if (typeof fields === 'string') {
      yield { line: i + 1, text: first, reason: 'unreadable-quote' };
    } else {
      yield { line: i + 1, fields };
      i = last;
    }
  }
}

/** Fields of one record; `open` when it ends inside quotes, `broken` when text follows a closing quote. */
function splitRecord(record: string, delimiter: string): string[] | 'open' | 'broken' {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    let field = '';
    if (record[at] === '"') {
      at++;
      for (;;) {
        const quote = record.indexOf('"', at);
        if (quote < 0) return 'open';
        field += record.slice(at, quote);
        at = quote + 1;
        if (record[at] !== '"') break;
        field += '"';
        at++;
      }
      if (at < record.length && record[at] !== delimiter) return 'broken';
    } else {
      const end = record.indexOf(delimiter, at);
      field = record.slice(at, end < 0 ? record.length : end);
      at += field.length;
    }
    fields.push(field.trim());
    if (at >= record.length) return fields;
    at++;
  }
}
