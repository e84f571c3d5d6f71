import { join, relative, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_FIELD_CHARS, MAX_LISTS } from '#lib/core/limits.ts';
import { webUrl } from '#lib/core/web-url.ts';
import { readOwnLists } from '#lib/feed/publish/own-lists.ts';

const LIST = {
  file: 'sub/fronts.csv',
  bulk: true,
  id: 'fronts',
  title: 'Front charities',
  publisher: 'Example Organisation',
  licence: 'CC-BY-4.0',
  homepage: 'https://feed.example/',
  upstreams: ['Example Register'],
};
const FIELDS = Object.keys(LIST) as (keyof typeof LIST)[];
const many = (count: number) => Array.from({ length: count }, (_, n) => ({ ...LIST, id: `list-${n}` }));

const odd = fc.constantFrom(
  '',
  '../../etc/passwd',
  '/etc/passwd',
  'C:\\keys.csv',
  'a/../../b',
  'a\u0000b',
  'javascript:0',
  '__proto__',
  'x'.repeat(MAX_FIELD_CHARS + 1),
);
/** What may stand in the place of a field: what is odd, of its type, or of another. */
const values = fc.oneof(odd, fc.string(), fc.array(fc.string(), { maxLength: 60 }), fc.jsonValue());
const changes = fc.array(fc.tuple(fc.constantFrom(...FIELDS, 'titel'), values), { maxLength: 2 });
const lists = fc
  .array(changes, { minLength: 1, maxLength: 2 })
  .map((all) => all.map((some, n) => ({ ...LIST, id: `list-${n}`, ...Object.fromEntries(some) })));
const sound = JSON.stringify([LIST], null, 1);
/** Sound text with a part of it in the place of another. */
const damaged = fc
  .tuple(fc.nat({ max: sound.length }), fc.nat({ max: 20 }), fc.string({ maxLength: 12 }))
  .map(([at, length, instead]) => sound.slice(0, at) + instead + sound.slice(at + length));
const texts = fc.oneof(
  lists.map((some) => JSON.stringify(some)),
  damaged,
  fc.json(),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => new TextDecoder().decode(bytes)),
);

describe('the file that names the sources of lists', () => {
  it('is lists that can be built, or is refused, whatever stands in it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const read = readOwnLists(text);
        if (!read.ok) {
          expect(read.error.code).toBe('bad-source');
          return;
        }
        expect(new Set(read.value.map(({ id }) => id)).size).toBe(read.value.length);
        for (const { file, bulk, id, homepage, upstreams, ...words } of read.value) {
          const below = relative('/data', join('/data', file));
          expect(below).toBe(file.split('/').join(sep));
          expect(below.startsWith('..')).toBe(false);
          expect(id).toMatch(/^[a-z0-9][a-z0-9._-]{0,63}$/);
          expect(typeof bulk).toBe('boolean');
          expect(homepage === null || webUrl(homepage) !== null).toBe(true);
          expect(Object.keys(words).sort()).toEqual(['licence', 'publisher', 'title']);
          for (const word of [...Object.values(words), ...upstreams])
            expect(word.length).toBeLessThanOrEqual(MAX_FIELD_CHARS);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    '../fronts.csv',
    'sub/../../fronts.csv',
    '/etc/passwd',
    '..\\fronts.csv',
    'C:\\fronts.csv',
    './fronts.csv',
    '',
  ])('names no file but below its folder: %j', (file) => {
    expect(readOwnLists(JSON.stringify([{ ...LIST, file }]))).toMatchObject({
      ok: false,
      error: { message: 'lists.json is not as expected at 0.file: it names no file below its own folder' },
    });
  });

  it('names as many lists as a client takes from one feed', () => {
    expect(readOwnLists(JSON.stringify(many(MAX_LISTS))).ok).toBe(true);
    expect(readOwnLists(JSON.stringify(many(MAX_LISTS + 1))).ok).toBe(false);
  });
});
