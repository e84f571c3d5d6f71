import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_XML_DEPTH, MAX_XML_RECORD_CHARS } from '#lib/core/limits.ts';
import { bodyOf, FeedFault } from '#lib/feed/body.ts';
import { readXml, type XmlElement, xmlRoot } from '#lib/feed/formats/xml.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** Reads in pieces of `size` bytes and gives the records at `/list/item`. */
async function read(text: string | Uint8Array, size = Number.POSITIVE_INFINITY): Promise<XmlElement[]> {
  const all = typeof text === 'string' ? bytes(text) : text;
  const found: XmlElement[] = [];
  async function* pieces() {
    for (let at = 0; at < all.length; at += size) yield all.subarray(at, Math.min(at + size, all.length));
  }
  await readXml(pieces(), {
    root: () => undefined,
    records: new Map([['/list/item', (element) => found.push(element)]]),
  });
  return found;
}

const codeOf = (text: string | Uint8Array, size?: number) =>
  read(text, size).then(
    () => 'read',
    (error) => {
      if (!(error instanceof FeedFault)) throw error;
      return error.code;
    },
  );

describe('readXml', () => {
  it('hands over the records of one path, whole, and nothing else', async () => {
    const items = await read(
      '<list><item n="1"><a>x</a><a>y</a></item><other><item n="2"/></other><item/><item2/></list>',
    );
    expect(items).toEqual([
      {
        name: 'item',
        attributes: { n: '1' },
        text: '',
        children: [
          { name: 'a', attributes: {}, children: [], text: 'x' },
          { name: 'a', attributes: {}, children: [], text: 'y' },
        ],
      },
      { name: 'item', attributes: {}, children: [], text: '' },
    ]);
  });

  it('an element of the same name within a record is part of it', async () => {
    const items = await read('<list><item>1<item>2</item>3</item><item>4</item></list>');
    expect(items.map(({ text, children }) => [text, children.length])).toEqual([
      ['13', 1],
      ['4', 0],
    ]);
  });

  // XML 1.0, 4.6 (the five entities), 4.1 (character references), 2.7 (CDATA), 2.5 (comments).
  it.each([
    ['a &lt;b&gt; &amp;amp; &quot;c&quot; &apos;d&apos;', `a <b> &amp; "c" 'd'`],
    ['&#x448;&#1072;', 'ша'],
    ['<![CDATA[<a>&amp;]]>', '<a>&amp;'],
    ['one<!-- two <item> -->three', 'onethree'],
    ['one<?target two?>three', 'onethree'],
  ])('text %s', async (source, text) => {
    expect(await read(`<list><item>${source}</item></list>`)).toMatchObject([{ text }]);
  });

  it('a character may come in two pieces, and the mark of the byte order does not count', async () => {
    const source = '\uFEFF<?xml version="1.0" encoding="utf-8"?><list><item>шами 🙂 باي</item></list>';
    expect(await read(source, 1)).toMatchObject([{ text: 'шами 🙂 باي' }]);
  });

  it('names that objects have by themselves are names', async () => {
    const [item] = await read(
      '<list><item><__proto__>x</__proto__><constructor toString="1"/></item></list>',
    );
    expect(item?.children.map(({ name, text }) => [name, text])).toEqual([
      ['__proto__', 'x'],
      ['constructor', ''],
    ]);
    expect(({} as Record<string, unknown>).text).toBeUndefined();
  });

  it.each([
    ['is cut off', '<list><item>1</item>', 'corrupt'],
    ['is cut off within a tag', '<list><item>1</item></li', 'corrupt'],
    ['closes what is not open', '<list><item></list></item>', 'corrupt'],
    ['goes on after its end', '<list></list><list></list>', 'corrupt'],
    ['uses an entity that nobody defined', '<list><item>&lol;</item></list>', 'corrupt'],
    ['uses an entity of HTML', '<list><item>&nbsp;</item></list>', 'corrupt'],
    ['writes a surrogate as a number', '<list><item>&#xD800;</item></list>', 'corrupt'],
    ['writes a number beyond Unicode', '<list><item>&#x7FFFFFFF;</item></list>', 'corrupt'],
    ['has an attribute without quotes', '<list><item a=1/></list>', 'corrupt'],
    ['is no XML', 'value\n1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH\n', 'corrupt'],
    ['names a document type', '<!DOCTYPE list SYSTEM "https://evil.example/x.dtd"><list/>', 'bad-format'],
    [
      'defines entities of entities',
      '<!DOCTYPE list [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><list><item>&b;</item></list>',
      'bad-format',
    ],
  ])('a file that %s is a fault', async (_, source, code) => {
    expect(await codeOf(source)).toBe(code);
    expect(await codeOf(source, 1)).toBe(code);
  });

  it('what is not UTF-8 is a fault', async () => {
    const broken = bytes('<list><item>a</item></list>').map((byte) => (byte === 0x61 ? 0xff : byte));
    expect(await codeOf(broken)).toBe('corrupt');
    expect(await codeOf(bytes('<list><item>é</item></list>').subarray(0, 13))).toBe('corrupt');
    expect(await codeOf(Uint8Array.of(...bytes('<list></list>'), 0xc3))).toBe('corrupt');
  });

  const nested = (depth: number) => `<list>${'<a>'.repeat(depth - 1)}${'</a>'.repeat(depth - 1)}</list>`;
  it('elements may stand in each other so deep and no deeper', async () => {
    expect(await codeOf(nested(MAX_XML_DEPTH))).toBe('read');
    expect(await codeOf(nested(MAX_XML_DEPTH + 1))).toBe('too-large');
    expect(await codeOf(nested(10_000))).toBe('too-large');
  });

  it.each([
    ['text', (size: number) => `<list><item>${'x'.repeat(size)}</item></list>`],
    ['CDATA', (size: number) => `<list><item><![CDATA[${'x'.repeat(size)}]]></item></list>`],
    ['elements', (size: number) => `<list><item>${'<a/>'.repeat(size / 4)}</item></list>`],
  ])('a record has so many characters and no more: %s', async (_, write) => {
    expect(await codeOf(write(MAX_XML_RECORD_CHARS / 2))).toBe('read');
    expect(await codeOf(write(MAX_XML_RECORD_CHARS + 100_000))).toBe('too-large');
  });

  it.each([
    ['an attribute', ['<list><item a="', '"/></list>']],
    ['a comment', ['<list><!--', '--></list>']],
    ['a name', ['<list><', '/></list>']],
    ['a processing instruction', ['<list><?a ', '?></list>']],
    ['a document type', ['<!DOCTYPE list [', ']><list/>']],
    ['a reference', ['<list>&', ';</list>']],
  ])('%s of 10 MB is a fault and is not held', async (_, [before = '', after = '']) => {
    const piece = bytes('x'.repeat(64 * 1024));
    let given = 0;
    async function* endless() {
      yield bytes(before);
      for (; given < 160; given++) yield piece.slice();
      yield bytes(after);
    }
    const reading = readXml(endless(), { root: () => undefined, records: new Map() });
    await expect(reading).rejects.toMatchObject({ code: expect.stringMatching(/^(too-large|corrupt)$/) });
    expect(given).toBeLessThan(10);
  });

  it('attributes of one element without end are a fault, also outside of records', async () => {
    let given = 0;
    async function* endless() {
      yield bytes('<list ');
      for (; given < 160; given++) {
        yield bytes(Array.from({ length: 1024 }, (_, n) => `a${given}x${n}="${'y'.repeat(50)}" `).join(''));
      }
      yield bytes('/>');
    }
    const reading = readXml(endless(), { root: () => undefined, records: new Map() });
    await expect(reading).rejects.toMatchObject({ code: 'too-large' });
    expect(given).toBeLessThan(20);
  });

  it('passes over any amount of text that belongs to no record', async () => {
    const piece = bytes('x'.repeat(1024 * 1024));
    async function* long() {
      yield bytes('<list><other>');
      for (let i = 0; i < 5; i++) yield piece.slice();
      yield bytes('</other><item/></list>');
    }
    const found: string[] = [];
    await readXml(long(), {
      root: () => undefined,
      records: new Map([['/list/item', ({ name }) => found.push(name)]]),
    });
    expect(found).toEqual(['item']);
  });

  it('cut at any byte, a document is never taken for a whole one', async () => {
    const whole = bytes('<?xml version="1.0"?><list><item a="1">é&amp;</item><!-- c --><item/></list>');
    for (let size = 22; size < whole.length; size++) {
      expect(await codeOf(whole.subarray(0, size)), `${size} bytes`).toBe('corrupt');
    }
  });

  it('throws nothing but faults, whatever comes, and reads the same in pieces of any size', async () => {
    const token = fc.constantFrom(
      ...[
        '<list>',
        '</list>',
        '<item>',
        '</item>',
        '<item a="1">',
        '<item/>',
        'text',
        '&amp;',
        '&',
        '<',
        '>',
        '"',
      ],
      ...[
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '<?x',
        '?>',
        '<!DOCTYPE a>',
        '__proto__',
        '\u0000',
        ' ',
        '=',
        '\uFFFE',
      ],
    );
    const document = fc.oneof(
      fc.array(token, { maxLength: 30 }).map((tokens) => `<list>${tokens.join('')}</list>`),
      fc.string({ unit: 'binary' }),
    );
    const result = (text: string, size?: number) =>
      read(text, size).catch((error) => {
        if (!(error instanceof FeedFault)) throw error;
        return error.code;
      });
    await fc.assert(
      fc.asyncProperty(document, fc.integer({ min: 1, max: 7 }), async (text, size) => {
        expect(await result(text, size)).toEqual(await result(text));
      }),
    );
  });

  it('is stopped by the root', async () => {
    const reading = readXml(bodyOf(bytes('<a xmlns="urn:b"><c/></a>')), {
      root({ name, namespace }) {
        throw new FeedFault('bad-format', `${name} ${namespace}`);
      },
      records: new Map(),
    });
    await expect(reading).rejects.toThrow('a urn:b');
  });
});

describe('xmlRoot', () => {
  it.each([
    ['an empty element', '<a/>', { name: 'a', namespace: null }],
    [
      'what stands before it',
      '\uFEFF<?xml version="1.0"?>\n<!-- note --><a xmlns="urn:x" b="1"><c>',
      { name: 'a', namespace: 'urn:x' },
    ],
    ['a prefix', '<p:a xmlns:p="urn:x">', { name: 'p:a', namespace: null }],
    ['much space', `<?xml version="1.0"?>${' '.repeat(5000)}<a>`, { name: 'a', namespace: null }],
    ['half a tag', '<a', null],
    ['nothing', '', null],
    ['CSV', 'value,chain\n', null],
    ['JSON', '{"a":"<b>"}', null],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a/>', null],
  ])('%s', (_, head, root) => {
    expect(xmlRoot(bytes(head))).toEqual(root);
  });

  it('a head may end within a character', () => {
    expect(xmlRoot(bytes('<a>é').subarray(0, 4))).toEqual({ name: 'a', namespace: null });
  });
});
