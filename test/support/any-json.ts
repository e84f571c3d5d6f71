import fc from 'fast-check';

/** JSON values of a format's own words, in places where they may or may not belong. */
export function anyJson(words: fc.Arbitrary<unknown>, keys: fc.Arbitrary<string>) {
  return fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      words,
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.string(),
      tie('list'),
      tie('object'),
    ),
    list: fc.array(tie('value'), { maxLength: 4 }),
    object: fc
      .array(fc.tuple(keys, tie('value')), { maxLength: 8 })
      .map((pairs) => Object.fromEntries(pairs)),
  }));
}
