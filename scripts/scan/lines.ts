import { closeSync, existsSync, openSync, readSync, truncateSync, writeSync } from 'node:fs';
import { READ_BYTES } from './limits.ts';

/** Where a line stands in its file, in bytes, its newline left out. */
export interface Position {
  offset: number;
  length: number;
}

/** Whole lines of a file, one by one; a last one without its newline was torn off and is none. */
export function* readLines(path: string): Generator<Position & { text: string }> {
  const file = openSync(path, 'r');
  try {
    /** What was read of the line that has not ended. */
    let begun: Buffer[] = [];
    let offset = 0;
    for (;;) {
      const chunk = Buffer.alloc(READ_BYTES);
      const read = readSync(file, chunk);
      if (read === 0) return;
      let bytes = chunk.subarray(0, read);
      for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a)) {
        const line = Buffer.concat([...begun, bytes.subarray(0, end)]);
        begun = [];
        yield { offset, length: line.length, text: line.toString('utf8') };
        bytes = bytes.subarray(end + 1);
        offset += line.length + 1;
      }
      if (bytes.length > 0) begun.push(bytes);
    }
  } finally {
    closeSync(file);
  }
}

/** Reads what an earlier run left, and cuts a torn line off so that the next one stands by itself. */
export function* takeUp(path: string): Generator<Position & { text: string }> {
  if (!existsSync(path)) return;
  let wholeBytes = 0;
  for (const line of readLines(path)) {
    wholeBytes = line.offset + line.length + 1;
    yield line;
  }
  truncateSync(path, wholeBytes);
}

export function readAt(file: number, { offset, length }: Position): string {
  const bytes = Buffer.alloc(length);
  readSync(file, bytes, 0, length, offset);
  return bytes.toString('utf8');
}

export function writeAll(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

/** What a line holds, where it holds an object. */
export function objectIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
