import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FeedFault } from '#lib/feed/body.ts';
import { canonicalize } from '#lib/feed/trust/canonical.ts';
import { type Json, parseJson } from '#lib/feed/trust/json.ts';
import { parseMetadata, ROLES } from '#lib/feed/trust/metadata.ts';
import { canonical, testWorld, utf8 } from '../../../support/trust-feed.ts';

/** What signed metadata may hold. */
const { value } = fc.letrec<{ value: Json; object: Record<string, Json> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger().map((n) => n + 0),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value')),
    tie('object'),
  ),
  object: fc.dictionary(fc.string({ unit: 'grapheme-ascii' }), tie('value')),
}));
const document = value.map((content) => ({ content }));

const outcome = (work: () => unknown) => {
  try {
    work();
    return 'read';
  } catch (error) {
    return error instanceof FeedFault ? 'refused' : error;
  }
};

describe('parseJson', () => {
  it('reads what JSON.parse reads, where nothing is in doubt', () => {
    fc.assert(
      fc.property(document, fc.constantFrom(undefined, 1, '\t'), (file, space) => {
        const text = JSON.stringify(file, null, space);
        fc.pre(!/__proto__|\\ud[89a-f]/.test(text));
        expect(JSON.parse(JSON.stringify(parseJson(utf8(text))))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('never throws but a FeedFault', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\\',
      '1',
      '-',
      'e',
      'true',
      'null',
      ' ',
      '\u0000',
      '"a":',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((pieces) => pieces.join('')),
          fc.string(),
        ),
        (text) => {
          expect(outcome(() => parseJson(utf8(text)))).toBeOneOf(['read', 'refused']);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('takes nothing that JSON.parse refuses', () => {
    const text = JSON.stringify({ a: ['x', 1, null], b: { c: true } });
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.string({ minLength: 0, maxLength: 2 }), (at, put) => {
        const changed = text.slice(0, at) + put + text.slice(at + 1);
        if (outcome(() => parseJson(utf8(changed))) === 'read') JSON.parse(changed);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['-0', '1.0', '1e0', '01', '+1', '9007199254740992', '1e400'])(
    'refuses the number %s',
    (number) => {
      expect(outcome(() => parseJson(utf8(`{"a":${number}}`)))).toBe('refused');
    },
  );

  it('refuses bytes inside a string that are no UTF-8, and a byte order mark', () => {
    const [open, close] = [utf8('{"a":"'), utf8('"}')];
    expect(outcome(() => parseJson(Uint8Array.from([...open, 0xff, ...close])))).toBe('refused');
    expect(outcome(() => parseJson(Uint8Array.from([0xef, 0xbb, 0xbf, ...open, ...close])))).toBe('refused');
    expect(outcome(() => parseJson(Uint8Array.from([...open, ...close])))).toBe('read');
  });

  it('reads a long string full of escapes', () => {
    const text = JSON.stringify({ a: '\n"\\'.repeat(500_000) });
    expect(parseJson(utf8(text))).toEqual(JSON.parse(text));
  });
});

describe('canonicalize', () => {
  it('is the example of the OLPC form: sorted, nothing escaped but quote and backslash', () => {
    expect(canonicalize({ b: [1, null, false], a: 'line\n "quote" \\ \u00e9' })).toBe(
      '{"a":"line\n \\"quote\\" \\\\ \u00e9","b":[1,null,false]}',
    );
  });

  it('agrees with another one where no character needs escaping', () => {
    fc.assert(
      fc.property(document, (file) => {
        const text = canonical(file);
        // JavaScript keeps whole numbers first among the keys of an object, sorted or not.
        fc.pre(!/\\[^"\\]|__proto__|"\d+":/.test(text));
        expect(canonicalize(file)).toBe(text);
      }),
    );
  });
});

describe('parseMetadata', () => {
  it('never throws but a FeedFault, whatever stands in a field', () => {
    const { repo } = testWorld();
    const names = {
      root: '1.root.json',
      timestamp: 'timestamp.json',
      snapshot: '1.snapshot.json',
      targets: '1.targets.json',
    };
    fc.assert(
      fc.property(fc.constantFrom(...ROLES), fc.nat(40), fc.jsonValue(), (role, nth, put) => {
        const file = JSON.parse(new TextDecoder().decode(repo.get(names[role])));
        const slots: [Record<string, unknown>, string][] = [];
        JSON.stringify(file, function (this: Record<string, unknown>, key, inner) {
          if (key) slots.push([this, key]);
          return inner;
        });
        const [holder, key] = slots[nth % slots.length] ?? [file, 'signed'];
        holder[key] = put;
        expect(outcome(() => parseMetadata(role, utf8(JSON.stringify(file))))).toBeOneOf(['read', 'refused']);
      }),
      { numRuns: 1_000 },
    );
  });
});
