import { Inflate } from 'fflate';
import { concat } from '#lib/core/bytes.ts';
import { crc32 } from '#lib/core/crc32.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';

/** What a zip may hold. */
export interface ZipLimits {
  files: number;
  /** Bytes of one file, and of all of them, unpacked. */
  each: number;
  all: number;
  /**
   * Whether there may be nothing but the files of its directory: what stands between them, and second names in extra
   * fields, some programs read.
   */
  isTight?: boolean;
}

export type ZipProblem =
  /** It is none, or its directory cannot be read. */
  | 'no-zip'
  /** Encrypted, in several volumes, of more than 4 GB, or packed in a way that is not known. */
  | 'unsupported'
  | 'too-large'
  | 'too-many-files'
  /** Two files of one name, names that lead out of a folder, files that share their bytes, bytes of no file. */
  | 'ambiguous';

export interface ZipFile {
  name: string;
  /** Unpacked anew each time; `null` where the packed bytes are damaged, or are more than they say. */
  read(): Uint8Array<ArrayBuffer> | null;
}

/** PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16. */
const LOCAL = { signature: 0x04034b50, bytes: 30 };
const CENTRAL = { signature: 0x02014b50, bytes: 46 };
const END = { signature: 0x06054b50, bytes: 22, comment: 0xffff };
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
/** Packed bytes between two looks at how many came of them: a thousand times as many at most. */
const SLICE_BYTES = 8 * 1024;

interface Listed {
  name: string;
  method: number;
  crc: number;
  packed: number;
  unpacked: number;
  /** Where its local header begins. */
  at: number;
  /** Bytes about it beside all that. */
  extra: number;
}

/**
 * The files of a zip, none of them unpacked yet. Sizes are taken from its directory and held to when a file is
 * unpacked, so that what says it is small cannot become large. What can be read in two ways is refused: another
 * program might read it in the other.
 */
export function readZip(bytes: Uint8Array<ArrayBuffer>, limits: ZipLimits): Result<ZipFile[], ZipProblem> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === null) return fail('no-zip', 'This is no zip file, or its end is missing');
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (
    view.getUint32(end + 4, true) !== 0 ||
    view.getUint16(end + 8, true) !== count ||
    start === 0xffffffff
  ) {
    return fail('unsupported', 'Zip files in volumes or of more than 4 GB are not read');
  }
  if (count > limits.files)
    return fail('too-many-files', `${count} files, where at most ${limits.files} are read`);
  const listed = readDirectory(view, start, end, count);
  if (!listed.ok) return listed;
  const sizes = listed.value.map(({ unpacked }) => unpacked);
  if (sizes.some((size) => size > limits.each) || sizes.reduce((a, b) => a + b, 0) > limits.all) {
    return fail('too-large', 'It would unpack to more than is read');
  }
  if (new Set(listed.value.map(({ name }) => name.toLowerCase())).size < count) {
    return fail('ambiguous', 'Two of its files have one name');
  }
  const hasMore = view.getUint16(end + 20, true) > 0 || listed.value.some(({ extra }) => extra > 0);
  if (limits.isTight && hasMore) return fail('ambiguous', 'It holds more than its files');
  return locate(view, listed.value, start, limits.isTight ?? false);
}

/** The last record; its comment must reach to the very end, so that there are not two of them. */
function findEnd(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - END.bytes - END.comment);
  for (let at = view.byteLength - END.bytes; at >= first; at--) {
    if (view.getUint32(at, true) !== END.signature) continue;
    return at + END.bytes + view.getUint16(at + 20, true) === view.byteLength ? at : null;
  }
  return null;
}

function readDirectory(
  view: DataView,
  start: number,
  end: number,
  count: number,
): Result<Listed[], ZipProblem> {
  const listed: Listed[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL.bytes > end || view.getUint32(at, true) !== CENTRAL.signature) {
      return fail('no-zip', 'Its directory is damaged');
    }
    const method = view.getUint16(at + 10, true);
    if (view.getUint16(at + 8, true) & ENCRYPTED || (method !== STORED && method !== DEFLATED)) {
      return fail('unsupported', 'A file in it is encrypted, or packed in a way that is not known');
    }
    const length = view.getUint16(at + 28, true);
    const extra = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const name = nameAt(view, at + CENTRAL.bytes, Math.min(length, end - at - CENTRAL.bytes));
    if (name === null) return fail('ambiguous', 'The name of a file in it leads elsewhere or cannot be read');
    listed.push({
      name,
      method,
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
      extra,
    });
    at += CENTRAL.bytes + length + extra;
  }
  return at === end ? ok(listed) : fail('no-zip', 'Its directory is damaged');
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A relative name without ways out; `null` for any other. */
function nameAt(view: DataView, at: number, length: number): string | null {
  try {
    const name = utf8.decode(new Uint8Array(view.buffer, view.byteOffset + at, length));
    const isPlain = name !== '' && !/[\\:\p{C}]|^\/|(?:^|\/)\.{1,2}(?:\/|$)/u.test(name);
    return isPlain ? name : null;
  } catch {
    return null;
  }
}

/** Finds the packed bytes of each file, and that no two files share any; where it is tight, that none is left over. */
function locate(
  view: DataView,
  listed: readonly Listed[],
  end: number,
  isTight: boolean,
): Result<ZipFile[], ZipProblem> {
  const files: ZipFile[] = [];
  const taken: [number, number][] = [];
  for (const file of listed) {
    const { at, name, packed } = file;
    if (at + LOCAL.bytes > end || view.getUint32(at, true) !== LOCAL.signature) {
      return fail('no-zip', 'A file in it is not where its directory says');
    }
    const length = view.getUint16(at + 26, true);
    const extra = view.getUint16(at + 28, true);
    const from = at + LOCAL.bytes + length + extra;
    if (from + packed > end) return fail('no-zip', 'A file in it is not where its directory says');
    if (nameAt(view, at + LOCAL.bytes, length) !== name) {
      return fail('ambiguous', 'A file in it has two names');
    }
    if (isTight && extra > 0) return fail('ambiguous', 'It holds more than its files');
    taken.push([at, from + packed]);
    const bytes = new Uint8Array(view.buffer, view.byteOffset + from, packed) as Uint8Array<ArrayBuffer>;
    files.push({ name, read: () => checked(unpack(file, bytes), file) });
  }
  taken.sort(([a], [b]) => a - b);
  taken.push([end, end]);
  let before = 0;
  for (const [at, to] of taken) {
    if (at < before) return fail('ambiguous', 'Two of its files share their bytes');
    if (at > before && isTight) return fail('ambiguous', 'It holds more than its files');
    before = to;
  }
  return ok(files);
}

/** Zip's own checksum: it tells accidents, and nothing that is done on purpose. */
function checked(bytes: Uint8Array<ArrayBuffer> | null, { crc }: Listed): Uint8Array<ArrayBuffer> | null {
  return bytes && crc32(bytes) === crc ? bytes : null;
}

function unpack(
  { method, unpacked }: Listed,
  bytes: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> | null {
  if (method === STORED) return bytes.length === unpacked ? bytes.slice() : null;
  const parts: Uint8Array[] = [];
  let size = 0;
  let isDone = false;
  try {
    const inflate = new Inflate((part, final) => {
      size += part.length;
      parts.push(part);
      isDone = final;
    });
    for (let at = 0; at < bytes.length && size <= unpacked; at += SLICE_BYTES) {
      inflate.push(bytes.subarray(at, at + SLICE_BYTES), at + SLICE_BYTES >= bytes.length);
    }
  } catch {
    return null;
  }
  return isDone && size === unpacked ? concat(parts) : null;
}
