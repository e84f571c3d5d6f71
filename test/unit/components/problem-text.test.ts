import { describe, expect, it } from 'vitest';
import { createWords } from '#components/i18n.tsx';
import { problemText } from '#components/problem-text.ts';
import { english, MESSAGES } from './english.ts';

describe('why something was not done', () => {
  const words = createWords(english, 'en');

  it('names its numbers as the reader writes them', () => {
    expect(problemText({ code: 'too-many-lists', counts: [1_050] }, words)).toBe(
      'There can be no more than 1,050 lists. Remove one first.',
    );
  });

  it('is a sentence for whatever is not known, too', () => {
    for (const code of ['bad-message', 'toString', '']) {
      expect(problemText({ code }, words)).toBe(MESSAGES.problem_internal);
    }
  });
});
