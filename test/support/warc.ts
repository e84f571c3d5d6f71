import { expect } from 'vitest';

export interface WarcRecord {
  version: string;
  fields: Map<string, string>;
  block: Uint8Array;
}

/** A reader of its own, by the grammar of WARC 1.1, section 4: it fails where the writer wrote anything else. */
export function readRecords(bytes: Uint8Array): WarcRecord[] {
  const latin = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  const records: WarcRecord[] = [];
  for (let at = 0; at < bytes.length; ) {
    const header = latin(at, Math.min(bytes.length, at + 4_000));
    const end = header.indexOf('\r\n\r\n');
    expect(end).toBeGreaterThan(0);
    const [version = '', ...lines] = header.slice(0, end).split('\r\n');
    const fields = new Map<string, string>();
    for (const line of lines) {
      const [, name = '', value = ''] = /^([A-Za-z-]+): (.*)$/.exec(line) ?? [];
      expect(name, line).not.toBe('');
      expect(fields.has(name), name).toBe(false);
      fields.set(name, value);
    }
    const from = at + end + 4;
    const to = from + Number(fields.get('Content-Length'));
    expect(latin(to, to + 4)).toBe('\r\n\r\n');
    records.push({ version, fields, block: bytes.slice(from, to) });
    at = to + 4;
  }
  return records;
}
