import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChunk } from '#lib/watchlist/compile.ts';
import { isContainer, readContainer, writeContainer } from '#lib/watchlist/container.ts';
import { compiled, listInfo } from '../../support/entries.ts';
import {
  bodyAt,
  bulkList,
  codeOf,
  FILE,
  forge,
  forgeChunk,
  HEADER_AT,
  type Json,
  LIST,
  withHeader,
} from './container-files.ts';

describe('container', () => {
  it('reads back what was written', async () => {
    const result = await readContainer(FILE);
    expect(result).toEqual({ ok: true, value: LIST });
    expect(LIST.chunks.flatMap(readChunk)[1]).toMatchObject({
      value: 'shop.example',
      claims: [{ id: 'b', subject: 'Other', memo: '7', authority: 'Example Authority' }],
    });
  });

  it('writes the same bytes for the same list', async () => {
    expect(await writeContainer(LIST)).toEqual(FILE);
  });

  it('reads a file that stands inside a larger buffer', async () => {
    const larger = new Uint8Array(FILE.length + 7);
    larger.set(FILE, 5);
    expect(await codeOf(larger.subarray(5, 5 + FILE.length))).toBe('ok');
  });

  it('knows its own files by their first bytes', () => {
    expect(isContainer(FILE)).toBe(true);
    expect(isContainer(new TextEncoder().encode('value,kind'))).toBe(false);
    expect(isContainer(new Uint8Array(0))).toBe(false);
  });

  it('takes a reason for a refusal that only a newer Almsguard knows', async () => {
    const refusals = ['duplicate', 'reason-of-2030', 7].map((reason) => ({ where: '', value: '', reason }));
    const read = await readContainer(forge((header) => Object.assign(header, { refused: 3, refusals })));
    const reasons = read.ok && read.value.refusals.map(({ reason }) => reason);
    expect(reasons).toEqual(['duplicate', 'other', 'other']);
  });

  it('refuses a file cut off anywhere', async () => {
    for (let length = 0; length < FILE.length; length++) {
      const code = await codeOf(FILE.slice(0, length));
      expect(code, `${length} of ${FILE.length} bytes`).toBe(length < HEADER_AT ? 'bad-format' : 'corrupt');
    }
  });

  it('refuses a file with something behind it', async () => {
    const longer = new Uint8Array(FILE.length + 1);
    longer.set(FILE);
    expect(await codeOf(longer)).toBe('corrupt');
  });

  it('a flipped bit is refused wherever the data may be harmed, and never throws', async () => {
    for (let at = 0; at < FILE.length; at++) {
      const flipped = FILE.slice();
      flipped[at] = (FILE[at] as number) ^ (1 << (at % 8));
      const code = await codeOf(flipped);
      // Names and dates in the header are not covered by the checksum of the data.
      if (at < 8) expect(code).toBe('bad-format');
      else if (at >= bodyAt || at < HEADER_AT) expect(code, `byte ${at}`).not.toBe('ok');
    }
  });

  it('the forged files below are good where nothing was changed', async () => {
    expect(await codeOf(forge(() => {}))).toBe('ok');
    expect(await codeOf(await forgeChunk(() => {}))).toBe('ok');
  });

  it.each<[string, (header: Json) => void, string]>([
    ['a newer format', (h) => Object.assign(h, { format: 4 }), 'newer-format'],
    ['a newer format of another shape', (h) => Object.assign(h, { format: 9, info: 1 }), 'newer-format'],
    ['no format', (h) => Object.assign(h, { format: undefined }), 'bad-header'],
    ['an id that is a path', (h) => Object.assign(h.info as Json, { id: '../other' }), 'bad-header'],
    [
      'an id that is a prototype key',
      (h) => Object.assign(h.info as Json, { id: '__proto__' }),
      'bad-header',
    ],
    [
      'a date that does not exist',
      (h) => Object.assign(h.info as Json, { date: '2026-02-30' }),
      'bad-header',
    ],
    [
      'a homepage that is a script',
      (h) => Object.assign(h.info as Json, { homepage: 'javascript:1' }),
      'bad-header',
    ],
    ['a title without end', (h) => Object.assign(h.info as Json, { title: 'x'.repeat(2001) }), 'bad-header'],
    ['negative entries', (h) => Object.assign(h, { entries: -1 }), 'bad-header'],
    ['half an entry', (h) => Object.assign(h, { entries: 1.5 }), 'bad-header'],
    ['more entries than a list may have', (h) => Object.assign(h, { entries: 1e12 }), 'bad-header'],
    ['more rows than there are', (h) => Object.assign(h, { rows: 4 }), 'corrupt'],
    ['fewer rows than there are', (h) => Object.assign(h, { rows: 2 }), 'corrupt'],
    ['a huge number of keys', (h) => Object.assign(h, { keys: [Number.MAX_SAFE_INTEGER, 0, 0] }), 'corrupt'],
    ['a huge chunk', (h) => Object.assign(h, { chunks: [Number.MAX_SAFE_INTEGER] }), 'corrupt'],
    ['chunks that are no numbers', (h) => Object.assign(h, { chunks: ['12'] }), 'bad-header'],
    ['a chunk too many', (h) => Object.assign(h, { chunks: [...(h.chunks as number[]), 0] }), 'corrupt'],
    ['an index too few', (h) => Object.assign(h, { keys: [3, 0] }), 'bad-header'],
    ['a wrong checksum', (h) => Object.assign(h, { content: '0'.repeat(64) }), 'corrupt'],
  ])('refuses %s', async (_name, change, code) => {
    expect(await codeOf(forge(change))).toBe(code);
  });

  it.each([
    ['no JSON', '{', 'bad-header'],
    ['null', 'null', 'bad-header'],
    ['a list', '[]', 'bad-header'],
    ['deep nesting', '['.repeat(200_000), 'bad-header'],
  ])('refuses a header that is %s', async (_name, text, code) => {
    expect(await codeOf(withHeader(text))).toBe(code);
  });

  it('keys of the header that it does not know, prototype keys among them, go nowhere', async () => {
    const text = new TextDecoder().decode(FILE.subarray(HEADER_AT, bodyAt)).trim();
    const forged = withHeader(text.replace('{', '{"__proto__":{"polluted":1},"constructor":{"x":1},'));
    const result = await readContainer(forged);
    expect(result).toEqual({ ok: true, value: LIST });
    expect(({} as Json).polluted).toBeUndefined();
  });

  it.each(['index', 'addresses', 'hosts'] as const)(
    'refuses %s out of order and with keys that lead nowhere',
    async (name) => {
      const list = bulkList();
      const index = name === 'index' ? list.index : list.bulk[name];
      expect(index.hi.length).toBeGreaterThan(1);
      expect(await codeOf(await writeContainer(list))).toBe('ok');
      const { hi, refs } = { hi: index.hi.slice(), refs: index.refs.slice() };
      index.hi.reverse();
      expect(await codeOf(await writeContainer({ ...list, chunks: [...list.chunks] }))).toBe('corrupt');
      index.hi.set(hi);
      index.refs[0] = list.rows;
      expect(await codeOf(await writeContainer({ ...list, chunks: [...list.chunks] }))).toBe('corrupt');
      index.refs.set(refs);
      expect(await codeOf(await writeContainer({ ...list, chunks: [...list.chunks] }))).toBe('ok');
    },
  );

  it('reads back a list in bulk', async () => {
    const list = bulkList();
    expect(await readContainer(await writeContainer(list))).toEqual({ ok: true, value: list });
  });

  it.each<[string, Parameters<typeof forgeChunk>[0]]>([
    ['a link that is a script', ({ base }) => Object.assign(base, { urls: ['javascript:alert(1)'] })],
    [
      'a script link in a difference',
      ({ shared }) => Object.assign(shared[1] as Json, { urls: ['data:text/html,x'] }),
    ],
    ['a tier of its own', ({ base }) => Object.assign(base, { tier: 'corroborated' })],
    ['a date that does not exist', ({ base }) => Object.assign(base, { listed: '2020-13-01' })],
    ['a last change that is no date', ({ base }) => Object.assign(base, { changed: 'x' })],
    ['a last change in a difference', ({ shared }) => Object.assign(shared[1] as Json, { changed: {} })],
    ['a subject that is no text', ({ base }) => Object.assign(base, { subject: { toString: 1 } })],
    ['no base', (chunk) => Object.assign(chunk, { base: null })],
    ['an unknown kind', ({ shapes }) => shapes[0]?.splice(0, 1, 'constructor')],
    ['an unknown chain', ({ shapes }) => shapes[0]?.splice(1, 1, '__proto__')],
    ['an unknown flag', ({ shapes }) => shapes[0]?.splice(2, 1, ['x'])],
    ['a row too few', ({ rows }) => rows.pop()],
    ['a row too many', ({ rows }) => rows.push(rows[0] as unknown[])],
    ['a row without claims', ({ rows }) => rows[0]?.splice(2)],
    ['a value that is no text', ({ rows }) => rows[0]?.splice(0, 1, 7)],
    ['a shape that does not exist', ({ rows }) => rows[0]?.splice(1, 1, 99)],
    ['a shape below zero', ({ rows }) => rows[0]?.splice(1, 1, -1)],
    ['a claim that points nowhere', ({ rows }) => rows[0]?.splice(2, 1, [99, 'x'])],
    ['a claim that is no list', ({ rows }) => rows[0]?.splice(2, 1, 'length')],
    ['a claim without an id', ({ rows }) => rows[0]?.splice(2, 1, [0])],
    ['a first date that is none', ({ rows }) => rows[0]?.splice(2, 1, [0, 'x', 'yesterday'])],
  ])('refuses an entry with %s, whatever its checksum says', async (_name, change) => {
    expect(await codeOf(await forgeChunk(change))).toBe('corrupt');
  });

  it('random bytes behind the right beginning never throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (tail) => {
        const bytes = new Uint8Array(8 + tail.length);
        bytes.set(FILE.subarray(0, 8));
        bytes.set(tail, 8);
        expect(await codeOf(bytes)).not.toBe('ok');
      }),
    );
  });

  it('random changes to a good file never throw', async () => {
    const edit = fc.tuple(fc.nat(FILE.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
        const bytes = FILE.slice();
        for (const [at, value] of edits) bytes[at] = value;
        const harmed = edits.some(([at]) => at >= bodyAt && bytes[at] !== FILE[at]);
        const code = await codeOf(bytes);
        if (harmed) expect(code).not.toBe('ok');
      }),
    );
  });

  it('an empty list is a list', async () => {
    expect(await codeOf(await writeContainer(compiled([], listInfo())))).toBe('ok');
  });
});
