import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { membersOf, parseLists } from '#lib/feed/formats/json.ts';

describe('members of a JSON object', () => {
  it('are all that stand there, in their order', () => {
    const text = ' { "a" : [1, {"a": "}"}] , "b\\"":"x,y:z" ,"a":{} , "__proto__": null}';
    expect(membersOf(text).map(({ name, text: value }) => [name, JSON.parse(value)])).toEqual([
      ['a', [1, { a: '}' }]],
      ['b"', 'x,y:z'],
      ['a', {}],
      ['__proto__', null],
    ]);
    expect(membersOf('{}')).toEqual([]);
    expect(membersOf('[{"a":1}]')).toEqual([]);
  });

  it('say the same as the object where no name stands twice', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom(0, 1, 3), (object, indent) => {
        const members = membersOf(JSON.stringify(object, null, indent));
        expect(new Set(members.map(({ name }) => name)).size).toBe(members.length);
        const made = Object.fromEntries(members.map(({ name, text }) => [name, JSON.parse(text)]));
        expect(made).toEqual(JSON.parse(JSON.stringify(object)));
      }),
    );
  });

  it('are found whatever names they share', () => {
    const member = fc.tuple(fc.constantFrom('a', 'b', '__proto__'), fc.jsonValue());
    fc.assert(
      fc.property(fc.array(member), (pairs) => {
        const text = `{${pairs.map(([name, value]) => `"${name}":${JSON.stringify(value)}`).join()}}`;
        const found = membersOf(text).map(({ name, text: value }) => [name, JSON.parse(value)]);
        expect(found).toEqual(pairs.map(([name, value]) => [name, JSON.parse(JSON.stringify(value))]));
      }),
    );
  });
});

describe('lists of one name', () => {
  it.each([
    ['are one list', '{"deny":["a"],"allow":[],"deny":["b","c"]}', { deny: ['a', 'b', 'c'], allow: [] }],
    ['are none beside something else', '{"deny":["a"],"deny":0,"deny":["b"]}', { deny: 0 }],
    ['are none behind something else', '{"deny":0,"deny":["b"]}', { deny: 0 }],
    ['leave other values as they are', '{"a":{"b":[1],"b":[2]},"c":1}', { a: { b: [2] }, c: 1 }],
    ['need an object', '[["a"]]', [['a']]],
    ['need JSON', '{"a":', undefined],
  ])('%s', (_, text, expected) => {
    expect(parseLists(text)).toEqual(expected);
  });
});
