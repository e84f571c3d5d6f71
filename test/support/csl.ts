import * as v from 'valibot';

/**
 * The rules for one item of CSL-JSON 1.0, rebuilt from the project's schema (citation-style-language/schema,
 * input/1.0/csl-data.json): `type` and `id` are required, and nothing is allowed that is not named there. Of its
 * variables those are left out that no citation of ours has: one of them is a mistake.
 */
const number = v.union([v.string(), v.number()]);
const text = v.optional(v.string());
const part = v.union([v.string(), v.number()]);
const date = v.strictObject({
  'date-parts': v.pipe(
    v.array(v.pipe(v.array(part), v.minLength(1), v.maxLength(3))),
    v.minLength(1),
    v.maxLength(2),
  ),
});
const TYPES = ['article', 'dataset', 'document', 'entry', 'legal_case', 'legislation', 'report', 'webpage'];

export const CslJson = v.array(
  v.strictObject({
    type: v.picklist(TYPES),
    id: number,
    title: text,
    author: v.optional(v.array(v.strictObject({ family: text, given: text, literal: text, suffix: text }))),
    'container-title': text,
    version: text,
    issued: v.optional(date),
    accessed: v.optional(date),
    URL: text,
    source: text,
    note: text,
  }),
);
