import fc from 'fast-check';
import { Inflate, zipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { crc32 } from '#lib/core/crc32.ts';
import { readZip, type ZipLimits } from '#lib/review/bundle/unzip.ts';

const LIMITS: ZipLimits = { files: 10, each: 1_000_000, all: 2_000_000 };
const zip = (files: Record<string, Uint8Array>, level: 0 | 9 = 9) => zipSync(files, { level });
const text = (value: string) => new TextEncoder().encode(value);
const read = (bytes: Uint8Array<ArrayBuffer>, limits = LIMITS) => {
  const result = readZip(bytes, limits);
  return result.ok
    ? Object.fromEntries(result.value.map((file) => [file.name, file.read()]))
    : result.error.code;
};
const ONE = zip({ 'a.txt': text('hello hello hello') });
/** The last directory record begins here. */
const directoryAt = (bytes: Uint8Array) =>
  new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 6, true);

function patched(bytes: Uint8Array<ArrayBuffer>, at: number, value: number, size: 2 | 4 = 4) {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  if (size === 4) view.setUint32(at, value, true);
  else view.setUint16(at, value, true);
  return copy;
}

describe('unpacking', () => {
  it.each([0, 9] as const)('gives back what was packed, at level %d', (level) => {
    const files = {
      'a.txt': text('hello '.repeat(1_000)),
      'b/c.bin': Uint8Array.from([0, 255, 7]),
      'ü.txt': text(''),
    };
    expect(read(zip(files, level))).toEqual(files);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['something else', text('not a zip, but long enough to hold its end')],
    ['a zip whose end is cut off', ONE.slice(0, -1)],
    ['a zip with something behind it', Uint8Array.from([...ONE, 0])],
  ])('refuses %s', (_name, bytes) => {
    expect(read(bytes)).toBe('no-zip');
  });

  it('finds a zip that has a comment', () => {
    const view = patched(Uint8Array.from([...ONE, 0x21]), ONE.length - 2, 1, 2);
    expect(read(view)).toEqual({ 'a.txt': text('hello hello hello') });
  });

  it('refuses what is encrypted, of another method, in volumes or very large', () => {
    const at = directoryAt(ONE);
    expect(read(patched(ONE, at + 8, 1, 2))).toBe('unsupported');
    expect(read(patched(ONE, at + 10, 12, 2))).toBe('unsupported');
    expect(read(patched(ONE, ONE.length - 18, 1, 2))).toBe('unsupported');
    expect(read(patched(ONE, ONE.length - 6, 0xffffffff))).toBe('unsupported');
  });

  it('refuses more files than are read', () => {
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`${i}`, text('x')]));
    expect(read(zip(many))).toBe('too-many-files');
  });

  it.each(['../a', 'a/../b', '/etc/passwd', 'a\\b', 'c:x', '.', 'a/./b'])('refuses the name %s', (name) => {
    expect(read(zip({ [name]: text('x') }))).toBe('ambiguous');
  });

  it('refuses one name twice, in whatever case', () => {
    expect(read(zip({ 'a.txt': text('1'), 'A.TXT': text('2') }))).toBe('ambiguous');
  });

  it('refuses a file that has one name in the directory and another before its bytes', () => {
    const other = ONE.slice();
    other[30] = 'b'.charCodeAt(0);
    expect(read(other)).toBe('ambiguous');
  });
});

describe('a zip that is made to be large', () => {
  it('is refused by what its directory says, before anything is unpacked', () => {
    const bomb = zip({ 'zeros.bin': new Uint8Array(1_500_000) });
    expect(bomb.length).toBeLessThan(3_000);
    expect(read(bomb)).toBe('too-large');
    const many = Object.fromEntries(Array.from({ length: 3 }, (_, i) => [`${i}`, new Uint8Array(900_000)]));
    expect(read(zip(many))).toBe('too-large');
  });

  it('is not unpacked beyond what its directory says', () => {
    const bomb = zip({ 'zeros.bin': new Uint8Array(50_000_000) });
    const lying = patched(bomb, directoryAt(bomb) + 24, 100);
    const push = vi.spyOn(Inflate.prototype, 'push');
    expect(read(lying)).toEqual({ 'zeros.bin': null });
    // Fifty kilobytes of it, of which the first eight were enough.
    expect(push).toHaveBeenCalledTimes(1);
    push.mockRestore();
  });

  it('is refused where its files share their bytes', () => {
    // Two files whose local headers agree with the directory, the second inside the bytes of the first.
    const inner = zip({ bb: text('inner') }, 0);
    const outer = zip({ aa: inner }, 0);
    const at = directoryAt(outer);
    const record = outer.slice(at, at + 48);
    const other = inner.slice(directoryAt(inner), directoryAt(inner) + 48);
    new DataView(other.buffer).setUint32(42, 32, true);
    const directory = Uint8Array.from([...record, ...other]);
    const end = outer.slice(at + 48);
    const view = new DataView(end.buffer);
    for (const place of [8, 10]) view.setUint16(place, 2, true);
    view.setUint32(12, directory.length, true);
    expect(read(Uint8Array.from([...outer.slice(0, at), ...directory, ...end]))).toBe('ambiguous');
  });
});

describe('a zip that has to be tight', () => {
  const tight = (bytes: Uint8Array<ArrayBuffer>) => read(bytes, { ...LIMITS, isTight: true });
  /** The same zip with bytes put in, and its directory told where its parts are now. */
  function padded(at: number, fileMoves: boolean): Uint8Array<ArrayBuffer> {
    const more = Uint8Array.from([...ONE.slice(0, at), 1, 2, 3, ...ONE.slice(at)]);
    const moved = patched(more, more.length - 6, directoryAt(ONE) + 3);
    return fileMoves ? patched(moved, directoryAt(ONE) + 3 + 42, 3) : moved;
  }

  /** With four bytes more behind its name, before its bytes or in the directory. */
  function withExtra(where: 'local' | 'directory'): Uint8Array<ArrayBuffer> {
    const at = directoryAt(ONE);
    const [from, field] = where === 'local' ? [35, 28] : [at + 51, at + 30];
    const more = Uint8Array.from([...ONE.slice(0, from), 0x75, 0x70, 0, 0, ...ONE.slice(from)]);
    const said = patched(more, field, 4, 2);
    const size = patched(said, said.length - 10, where === 'local' ? 51 : 55);
    return patched(size, size.length - 6, where === 'local' ? at + 4 : at);
  }

  it('is read where there is nothing but its files', () => {
    expect(tight(ONE)).toEqual({ 'a.txt': text('hello hello hello') });
  });

  it.each([
    ['before its first file', padded(0, true)],
    ['behind its last file', padded(directoryAt(ONE), false)],
    ['in its comment', patched(Uint8Array.from([...ONE, 0x21]), ONE.length - 2, 1, 2)],
    ['in an extra field before its bytes', withExtra('local')],
    ['in an extra field of its directory', withExtra('directory')],
  ])('is refused with something %s', (_name, bytes) => {
    expect(read(bytes)).toHaveProperty(['a.txt']);
    expect(tight(bytes)).toBe('ambiguous');
  });
});

describe('a damaged zip', () => {
  it('is told by its own checksum where a file is stored as it is', () => {
    const bytes = zip({ a: text('hello') }, 0);
    bytes[32] = (bytes[32] ?? 0) ^ 1;
    expect(read(bytes)).toEqual({ a: null });
    // The check value of the algorithm.
    expect(crc32(text('123456789'))).toBe(0xcbf43926);
  });

  it('loses the file that is damaged and no other', () => {
    const files = { a: text('hello '.repeat(500)), b: text('world '.repeat(500)) };
    const bytes = zip(files);
    bytes.fill(0xff, 33, 60);
    expect(read(bytes)).toEqual({ a: null, b: files.b });
  });

  it('never throws, whatever it holds', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 12 }), (changes) => {
        const bytes = ONE.slice();
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        read(bytes);
      }),
      { numRuns: 3_000 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void read(Uint8Array.from(bytes))));
  });
});
