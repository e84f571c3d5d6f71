import { expect, it } from 'vitest';
import { PUSH_PROBLEMS, REVIEW_FILE_PROBLEMS } from '#lib/core/review-file-problems.ts';
import { ENGLISH, placeholdersOf } from '../../locales/locale-files.ts';

const keyOf = (prefix: string, code: string) => `${prefix}_${code.replaceAll('-', '_')}`;

it.each([
  ...REVIEW_FILE_PROBLEMS.map((code) => keyOf('review_file', code)),
  ...PUSH_PROBLEMS.map((code) => keyOf('push', code)),
  'review_chain_holds',
  'review_chain_no_proof',
])('%s has words', (key) => {
  expect(ENGLISH).toHaveProperty(key);
});

it('every word of a file and of pushing is for a problem', () => {
  const known = [
    ...REVIEW_FILE_PROBLEMS.map((code) => keyOf('review_file', code)),
    ...PUSH_PROBLEMS.map((code) => keyOf('push', code)),
    // Before anything is asked of a server (lib/messaging/review-push.ts).
    'push_no_permission',
  ];
  const said = Object.keys(ENGLISH).filter((key) => /^(review_file|push)_/.test(key));
  expect(said.filter((key) => !known.includes(key))).toEqual([]);
});

it('what names a line names whose it is', () => {
  for (const key of ['review_file_broken_chain', 'review_file_rewritten']) {
    expect(placeholdersOf(String(ENGLISH[key]))).toEqual(['$1', '$2']);
  }
});
