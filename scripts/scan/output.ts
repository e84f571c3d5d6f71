import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import type { AnyDocument } from './document.ts';

/** What an earlier run left in the output file. */
export interface Earlier {
  /** Addresses asked for, and whether that went well. */
  done: Map<string, { failed: boolean }>;
  /** Bytes up to the end of the last whole line. */
  wholeBytes: number;
}

/** Reads JSON Lines; a last line without its newline was torn off and does not count. */
export function readEarlier(bytes: Buffer): Earlier {
  const wholeBytes = bytes.lastIndexOf(0x0a) + 1;
  const done = new Map<string, { failed: boolean }>();
  for (const line of bytes.toString('utf8', 0, wholeBytes).split('\n')) {
    const document = parseDocument(line);
    if (!document) continue;
    const requested = ('requestedUrl' in document && document.requestedUrl) || document.url;
    done.set(requested, { failed: 'error' in document });
  }
  return { done, wholeBytes };
}

function parseDocument(line: string): AnyDocument | null {
  try {
    const value: unknown = JSON.parse(line);
    const isDocument = typeof value === 'object' && value !== null && 'url' in value;
    return isDocument ? (value as AnyDocument) : null;
  } catch {
    return null;
  }
}

/** Takes up an output file where an earlier run stopped, cutting off a torn line. */
export function resumeFile(path: string): Earlier['done'] {
  if (!existsSync(path)) return new Map();
  const bytes = readFileSync(path);
  const { done, wholeBytes } = readEarlier(bytes);
  if (wholeBytes < bytes.length) truncateSync(path, wholeBytes);
  return done;
}

export function appendDocument(path: string, document: AnyDocument): void {
  appendFileSync(path, `${JSON.stringify(document)}\n`);
}

/** Passes results on in the order of their index, whatever order they come in. */
export function createOrdered<T>(emit: (value: T) => void): (index: number, value: T) => void {
  const waiting = new Map<number, T>();
  let next = 0;
  return (index, value) => {
    waiting.set(index, value);
    for (let ready = waiting.get(next); ready !== undefined; ready = waiting.get(next)) {
      waiting.delete(next);
      next += 1;
      emit(ready);
    }
  };
}
