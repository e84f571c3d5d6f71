import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_STIX_PATTERN_CHARS, MAX_STIX_PATTERN_DEPTH } from '#lib/core/limits.ts';
import { readPattern } from '#lib/feed/formats/stix-pattern.ts';

const wallet = (value: string) => ({ object: 'cryptocurrency-wallet', path: 'value', value });

describe('STIX patterning: comparisons of which one is enough', () => {
  it.each([
    ["[cryptocurrency-wallet:value = 'abc']", [wallet('abc')]],
    ["[cryptocurrency-wallet:value='abc']", [wallet('abc')]],
    [" [ cryptocurrency-wallet:value\t=\n'abc' ] ", [wallet('abc')]],
    ["[cryptocurrency-wallet:value == 'abc']", [wallet('abc')]],
    ["[cryptocurrency-wallet:value = 'a' OR cryptocurrency-wallet:value = 'b']", [wallet('a'), wallet('b')]],
    ["[cryptocurrency-wallet:value = 'a' or cryptocurrency-wallet:value = 'b']", [wallet('a'), wallet('b')]],
    [
      "[cryptocurrency-wallet:value = 'a'] OR [cryptocurrency-wallet:value = 'b']",
      [wallet('a'), wallet('b')],
    ],
    [
      "([(cryptocurrency-wallet:value = 'a')] OR ([cryptocurrency-wallet:value = 'b']))",
      [wallet('a'), wallet('b')],
    ],
    ["[cryptocurrency-wallet:value IN ('a', 'b')]", [wallet('a'), wallet('b')]],
    // STIX 2.1, section 9: quote and backslash are escaped, nothing else is.
    [String.raw`[cryptocurrency-wallet:value = 'it\'s \\ here']`, [wallet(String.raw`it's \ here`)]],
    // What is no structure inside of a string.
    [
      "[url:value = 'https://a.example/x] OR [y = AND']",
      [{ object: 'url', path: 'value', value: 'https://a.example/x] OR [y = AND' }],
    ],
    [
      "[domain-name:value = 'bücher.example']",
      [{ object: 'domain-name', path: 'value', value: 'bücher.example' }],
    ],
    ["[file:hashes.'SHA-256' = 'ab']", [{ object: 'file', path: 'hashes.SHA-256', value: 'ab' }]],
    ["[file:hashes.MD5 = 'ab']", [{ object: 'file', path: 'hashes.MD5', value: 'ab' }]],
    [
      "[email-message:to_refs[*].value = 'x']",
      [{ object: 'email-message', path: 'to_refs[*].value', value: 'x' }],
    ],
    ["[x-a:b[0] = 'x']", [{ object: 'x-a', path: 'b[0]', value: 'x' }]],
    ['[file:size = 25536]', [{ object: 'file', path: 'size', value: null }]],
    ['[x-a:ratio = -0.5]', [{ object: 'x-a', path: 'ratio', value: null }]],
    ['[x-a:is = true]', [{ object: 'x-a', path: 'is', value: null }]],
    ["[file:ctime = t'2020-01-01T00:00:00Z']", [{ object: 'file', path: 'ctime', value: null }]],
    ["[file:bytes = h'ffd8']", [{ object: 'file', path: 'bytes', value: null }]],
  ])('%s', (pattern, comparisons) => {
    expect(readPattern(pattern)).toEqual(comparisons);
  });

  it.each([
    ["[domain-name:value = 'a.example' AND ipv4-addr:value = '1.2.3.4']"],
    ["[domain-name:value = 'a.example'] AND [url:value = 'b']"],
    ["[domain-name:value = 'a.example'] FOLLOWEDBY [url:value = 'b']"],
    ["[domain-name:value = 'a.example' OR url:value = 'b' AND url:value = 'c']"],
    ["[domain-name:value = 'a.example'] OR [url:value = 'b'] and [url:value = 'c']"],
    ["[domain-name:value != 'a.example']"],
    ["[domain-name:value <> 'a.example']"],
    ['[file:size > 3]'],
    ['[file:size <= 3]'],
    ["[domain-name:value NOT = 'a.example']"],
    ["[domain-name:value NOT IN ('a.example')]"],
    ["[domain-name:value LIKE '%.example']"],
    ["[url:value MATCHES '.*']"],
    ["[ipv4-addr:value ISSUBSET '10.0.0.0/8']"],
    ["[ipv4-addr:value ISSUPERSET '10.0.0.0/8']"],
    ['[EXISTS domain-name:value]'],
    ["[domain-name:value = 'a.example'] WITHIN 5 SECONDS"],
    ["[domain-name:value = 'a.example'] REPEATS 5 TIMES"],
    ["[domain-name:value = 'a.example'] START t'2020-01-01T00:00:00Z' STOP t'2021-01-01T00:00:00Z'"],
  ])('%s asks for more than one comparison says', (pattern) => {
    expect(readPattern(pattern)).toEqual({ reason: 'complex-pattern' });
  });

  it.each([
    [''],
    ['[]'],
    ["domain-name:value = 'a.example'"],
    ["[domain-name:value = 'a.example'"],
    ["[domain-name:value = 'a.example']]"],
    ["[domain-name:value = 'a.example'] [url:value = 'b']"],
    ["[domain-name:value = 'a.example' OR]"],
    ["[domain-name:value = 'a.example' OR ]"],
    ["[domain-name:value = 'a.example'] OR"],
    ["[domain-name = 'a.example']"],
    ['[domain-name:value = a.example]'],
    ["[domain-name:value 'a.example']"],
    ["[domain-name:value = 'a.example]"],
    // No escapes but those two.
    [String.raw`[domain-name:value = 'a\n.example']`],
    [String.raw`[domain-name:value = 'a\']`],
    ['[domain-name:value IN ()]'],
    ["[domain-name:value IN ('a.example']"],
    ["[domain-name:value[x] = 'a.example']"],
    ["[:value = 'a.example']"],
    ['title: Sigma rule'],
  ])('%j is no pattern', (pattern) => {
    expect(readPattern(pattern)).toEqual({ reason: 'bad-pattern' });
  });

  it('has bounds', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}[url:value = 'a']${')'.repeat(depth)}`;
    expect(readPattern(nested(MAX_STIX_PATTERN_DEPTH))).toHaveLength(1);
    expect(readPattern(nested(MAX_STIX_PATTERN_DEPTH + 1))).toEqual({ reason: 'bad-pattern' });
    expect(readPattern(nested(30_000))).toEqual({ reason: 'bad-pattern' });
    expect(readPattern(`[url:value = '${'a'.repeat(MAX_STIX_PATTERN_CHARS)}']`)).toEqual({
      reason: 'long-pattern',
    });
    const many = Array.from({ length: 2_000 }, (_, n) => `'${n}.example'`);
    expect(readPattern(`[domain-name:value IN (${many.join(',')})]`)).toHaveLength(2_000);
  });

  it('reads back any string that is written as the specification says', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), (values) => {
        const written = values.map((value) => `url:value = '${value.replace(/['\\]/g, '\\$&')}'`);
        const expected = values.map((value) => ({ object: 'url', path: 'value', value }));
        expect(readPattern(`[${written.join(' OR ')}]`)).toEqual(expected);
        expect(readPattern(written.map((one) => `[${one}]`).join(' OR '))).toEqual(expected);
        // With any other word between them it accuses nobody.
        if (values.length > 1)
          expect(readPattern(`[${written.join(' AND ')}]`)).toEqual({ reason: 'complex-pattern' });
      }),
    );
  });

  it('never throws, and takes its time in proportion', () => {
    const piece = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      'a',
      ':',
      '.',
      '=',
      "'",
      '\\',
      ' OR ',
      ' AND ',
      'IN',
      '"',
      '*',
      ',',
      '1',
    );
    const pieces = fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(pieces, (text) => {
        const read = readPattern(text);
        expect('reason' in read || read.length > 0).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    const start = performance.now();
    for (const unit of ["'", '\\', '"', '""', '(', "'a' OR ", 'a:a=', '1', ' ', '[a:b[']) {
      readPattern(unit.repeat(Math.floor(MAX_STIX_PATTERN_CHARS / unit.length)));
      readPattern(`[a:b = ${unit.repeat(Math.floor(30_000 / unit.length))}`);
    }
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
