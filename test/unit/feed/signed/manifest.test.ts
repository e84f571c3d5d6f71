import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_DELTAS, MAX_LISTS } from '#lib/core/limits.ts';
import { chainOf, type ListedVersion, readManifest, writeManifest } from '#lib/feed/signed/manifest.ts';
import { anyJson } from '../../../support/any-json.ts';

/** The content hash of a version. */
const of = (n: number) => n.toString(16).padStart(64, '0');
const delta = (from: number, to: number, path = `lists/${from}-${to}.almsdiff.gz`) => ({
  from: of(from),
  to: of(to),
  path,
});
const listed = (over: Partial<ListedVersion> = {}): ListedVersion => ({
  id: 'example',
  content: of(9),
  whole: 'lists/example.almslist.gz',
  deltas: [],
  bulk: null,
  ...over,
});
const bytes = (text: string) => new TextEncoder().encode(text);
const codeOf = (content: Uint8Array) => {
  const read = readManifest(content);
  return read.ok ? 'ok' : read.error.code;
};
const codeOfLists = (lists: unknown[]) => codeOf(bytes(JSON.stringify({ format: 1, lists })));

describe('the manifest', () => {
  it('is read as it was written', () => {
    const lists = [listed({ id: 'b' }), listed({ id: 'a', deltas: [delta(1, 2)], bulk: '2026-01-10' })];
    expect(readManifest(writeManifest(lists))).toEqual({
      ok: true,
      value: { format: 1, lists: [lists[1], lists[0]] },
    });
  });

  it('names no more lists and no more changes than a client goes through', () => {
    const lists = (count: number) => Array.from({ length: count }, (_, n) => listed({ id: `list-${n}` }));
    const deltas = (count: number) => [
      listed({ deltas: Array.from({ length: count }, (_, n) => delta(n, n + 1)) }),
    ];
    expect(codeOfLists(lists(MAX_LISTS))).toBe('ok');
    expect(codeOfLists(lists(MAX_LISTS + 1))).toBe('bad-format');
    expect(codeOfLists(deltas(MAX_DELTAS))).toBe('ok');
    expect(codeOfLists(deltas(MAX_DELTAS + 1))).toBe('bad-format');
  });

  it.each<[string, object]>([
    ['an id that is none', { id: '../example' }],
    ['a hash in capitals', { content: 'A'.repeat(64) }],
    ['half a hash', { content: of(1).slice(1) }],
    ['a path to elsewhere', { whole: '/lists/example.almslist.gz' }],
    ['a path that is an address', { whole: 'https://elsewhere.example/a' }],
    ['a path without end', { whole: 'a'.repeat(201) }],
    ['a change whose path is none', { deltas: [delta(1, 2, '')] }],
    ['a change from nowhere', { deltas: [{ ...delta(1, 2), from: '' }] }],
    ['a day that is none', { bulk: 'always' }],
    ['no word on the day', { bulk: undefined }],
  ])('is refused with %s', (_, over) => {
    expect(codeOfLists([listed()])).toBe('ok');
    expect(codeOfLists([{ ...listed(), ...over }])).toBe('bad-format');
  });

  it.each([
    '',
    '[]',
    'null',
    '{"lists":[]}',
    '{"format":1,"lists":{}}',
    '{"format":0,"lists":[]}',
    '{"format":1',
  ])('is not %s', (text) => expect(codeOf(bytes(text))).toBe('bad-format'));

  it('is read or refused, and never throws, whatever stands in it', () => {
    const words = fc.constantFrom<unknown>(
      1,
      2,
      of(1),
      'example',
      'lists/a.almslist.gz',
      '2026-01-10',
      listed(),
    );
    const keys = fc.constantFrom('format', 'lists', ...Object.keys(listed()), 'from', 'to', '__proto__');
    const text = fc.oneof(
      fc.string(),
      anyJson(words, keys).value.map((json) => JSON.stringify(json)),
      anyJson(words, keys).list.map((lists) => JSON.stringify({ format: 1, lists })),
    );
    fc.assert(
      fc.property(text, (json) => {
        const read = readManifest(bytes(json));
        // What is read is what was written, and nothing beside it.
        if (read.ok) expect(readManifest(writeManifest(read.value.lists)).ok).toBe(true);
      }),
    );
    fc.assert(fc.property(fc.uint8Array(), (any) => void readManifest(any)));
  });

  it('is UTF-8, and says when only a newer extension can read it', () => {
    const text = '{"format":1,"lists":[],"by":"é"}';
    expect(codeOf(bytes(text))).toBe('ok');
    expect(codeOf(Uint8Array.from(text, (sign) => sign.charCodeAt(0)))).toBe('bad-format');
    expect(codeOf(bytes('{"format":2,"segments":[]}'))).toBe('newer-format');
  });
});

describe('chainOf', () => {
  const chain = (deltas: ListedVersion['deltas'], from: number, to: number) =>
    chainOf(listed({ deltas }), of(from), of(to));

  it('leads from exactly one version to another, in order', () => {
    const deltas = [delta(3, 4), delta(1, 2), delta(2, 3)];
    expect(chain(deltas, 1, 4)).toEqual([deltas[1], deltas[2], deltas[0]]);
    expect(chain(deltas, 3, 4)).toEqual([deltas[0]]);
    expect(chain(deltas, 4, 4)).toEqual([]);
  });

  it('leads nowhere from a version that nobody names, nor over a gap', () => {
    expect(chain([delta(1, 2), delta(2, 3)], 9, 3)).toBeNull();
    expect(chain([delta(1, 2), delta(3, 4)], 1, 4)).toBeNull();
  });

  it.each([
    ['of two', [delta(1, 2), delta(2, 1)]],
    ['of one', [delta(1, 1)]],
    ['behind a beginning', [delta(1, 2), delta(2, 3), delta(3, 4), delta(4, 2)]],
  ])('ends where changes turn in a ring %s', (_, deltas) => expect(chain(deltas, 1, 9)).toBeNull());

  it('takes the newest way on where a list went back to what it was', () => {
    const deltas = [delta(1, 2), delta(2, 1), delta(1, 3)];
    expect(chain(deltas, 2, 3)).toEqual([deltas[1], deltas[2]]);
  });
});
