import { closeSync, fstatSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { takeLock } from '../lock.ts';
import { type AnyDocument, isDocument } from './document.ts';
import { LOCK_MS } from './limits.ts';
import { objectIn, type Position, readAt, readLines, takeUp, writeAll } from './lines.ts';
import { UsageError } from './options.ts';

/** How each document begins. */
const BEGINNING = '{"url":';

/** The file of documents, one a line. What stands in it is held nowhere else. */
export interface Output {
  readonly path: string;
  /** Addresses of an earlier run, and whether that went well. */
  readonly earlier: ReadonlyMap<string, { failed: boolean }>;
  append(document: AnyDocument): Position;
  read(position: Position): AnyDocument;
  close(): void;
}

/** Takes up a file where an earlier run stopped. Without a path, one that goes with this run. */
export function openOutput(path: string | null): Output {
  const folder = path === null ? mkdtempSync(join(tmpdir(), 'almsguard-scan-')) : dirname(path);
  const file = path ?? join(folder, 'out.jsonl');
  mkdirSync(folder, { recursive: true });
  const opened = openSync(file, 'a+');
  if (!fstatSync(opened).isFile()) throw new UsageError(`--out ${file} is no file that can be gone on with`);
  const lock = path === null ? null : keepAlone(path);
  const earlier = new Map<string, { failed: boolean }>();
  let end = 0;
  for (const line of takeUp(file)) {
    end = line.offset + line.length + 1;
    const document = documentIn(line.text);
    if (document) earlier.set(requestedOf(document), { failed: 'error' in document });
  }
  const forget = () => rmSync(folder, { recursive: true, force: true });
  if (path === null) process.once('exit', forget);
  return {
    path: file,
    earlier,
    append(document) {
      const bytes = Buffer.from(`${JSON.stringify(document)}\n`);
      writeAll(opened, bytes);
      const position = { offset: end, length: bytes.length - 1 };
      end += bytes.length;
      return position;
    },
    read: (position) => JSON.parse(readAt(opened, position)) as AnyDocument,
    close() {
      closeSync(opened);
      lock?.remove();
      if (path !== null) return;
      process.off('exit', forget);
      forget();
    },
  };
}

/** What the file holds is cut and added to: it must be ours, and nobody else's just now. */
function keepAlone(path: string): ReturnType<typeof takeLock> {
  const lock = takeLock(`${path}.lock`, LOCK_MS);
  if (!lock) throw new UsageError(`--out ${path}: another run is writing there, and one file takes one run`);
  if (isOurs(path)) return lock;
  lock.remove();
  throw new UsageError(`--out ${path} holds something else, and was left as it is: name another file`);
}

/** Whether a file is one of documents, or empty. */
function isOurs(path: string): boolean {
  for (const { text } of readLines(path)) return documentIn(text) !== null;
  // Its one line was torn off.
  const file = openSync(path, 'r');
  try {
    const begun = readAt(file, { offset: 0, length: BEGINNING.length }).replace(/\0+$/, '');
    return BEGINNING.startsWith(begun);
  } finally {
    closeSync(file);
  }
}

/** Every document of such a file, with where it stands. */
export function* readDocuments(path: string): Generator<Position & { document: AnyDocument }> {
  for (const { offset, length, text } of readLines(path)) {
    const document = documentIn(text);
    if (document) yield { offset, length, document };
  }
}

/** The address that was asked for, wherever the page ended up. */
export function requestedOf(document: AnyDocument): string {
  return ('requestedUrl' in document && document.requestedUrl) || document.url;
}

function documentIn(text: string): AnyDocument | null {
  const value = objectIn(text);
  return isDocument(value) ? value : null;
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
