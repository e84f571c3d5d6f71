import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ACTS } from '#lib/core/claim-act.ts';
import { DETAILS } from '#lib/core/problem-details.ts';
import { POLICY_PROBLEMS } from '#lib/core/problems.ts';
import { NOTES } from '#lib/verdict/reasons.ts';
import { ENGLISH } from './locale-files.ts';

const CODE = globSync(['{entrypoints,components,lib,scripts}/**/*.{ts,tsx,json}', 'wxt.config.ts'], {
  exclude: ['lib/locales/**'],
}).map((file) => ({ file, text: readFileSync(file, 'utf8') }));
const ALL = CODE.map(({ text }) => text).join('\n');

/** Every word in quotation marks: keys stand as such also in tables. */
const QUOTED = new Set([...ALL.matchAll(/['"`]([a-z][a-z0-9_]*)['"`]/g)].map(([, word]) => word));
/** Beginnings of keys that are put together: `level_${level}`, keyOf('reason', code). */
const BEGINNINGS = [
  ...new Set(
    [...ALL.matchAll(/`([a-z][a-z0-9_]*_)\$\{|keyOf\(\s*'([a-z0-9_]+)'/g)].map(
      ([, open, prefix]) => open ?? `${prefix}_`,
    ),
  ),
];

/** Keys of which no part stands in the code as such (lib/core/claim-act.ts, lib/core/reason-text.ts). */
const FROM_TABLES = new Set([
  ...ACTS.flatMap((act) => ['on', 'as', 'on_as'].map((ending) => `${act.replaceAll('-', '_')}_${ending}`)),
  ...Object.keys(NOTES).map((code) => `note_${code.replaceAll('-', '_')}`),
  ...Object.keys(DETAILS).map((code) => `detail_${code.replaceAll('-', '_')}`),
  ...Object.keys(POLICY_PROBLEMS).map((code) => `policy_problem_${code.replaceAll('-', '_')}`),
]);

/** What looks a message up: `t` in views and the background, `words` in the scripts in pages. */
const lookedUpIn = (file: string) => (/^lib.page\b/.test(file) ? /\bwords\(([^(),]*)/g : /\bt\(([^(),]*)/g);
/** What something is compared with is no key. */
const NAMED = /(?<![!=]== )'([a-z0-9_]+)'/g;

/** Keys as they stand in what is looked up, one of several included: `t(busy ? 'refreshing' : 'refresh')`. */
function namedIn({ file, text }: { file: string; text: string }): string[] {
  return [...text.matchAll(lookedUpIn(file))].flatMap(([, asked = '']) =>
    [...asked.matchAll(NAMED)].map(([, key = '']) => key),
  );
}

describe('messages and the code that says them', () => {
  it('has words for every key that the code names', () => {
    const missing = CODE.flatMap((code) =>
      namedIn(code)
        .filter((key) => !(key in ENGLISH))
        .map((key) => `${code.file}: ${key}`),
    );
    expect(missing).toEqual([]);
  });

  it('has no words that nobody says', () => {
    const unused = Object.keys(ENGLISH).filter(
      (key) =>
        !QUOTED.has(key) &&
        !FROM_TABLES.has(key) &&
        !ALL.includes(`__MSG_${key}__`) &&
        !BEGINNINGS.some((beginning) => key.startsWith(beginning)),
    );
    expect(unused).toEqual([]);
  });
});
