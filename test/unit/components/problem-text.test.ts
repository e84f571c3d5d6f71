import { describe, expect, it } from 'vitest';
import { createWords } from '#components/i18n.tsx';
import { failureText, problemText } from '#components/problem-text.ts';
import { english, MESSAGES } from './english.ts';

describe('why something was not done', () => {
  const words = createWords(english, 'en');

  it('names its numbers as the reader writes them', () => {
    expect(problemText({ code: 'too-many-lists', counts: [1_050] }, words)).toBe(
      'There can be no more than 1,050 lists. Remove one first.',
    );
  });

  it('brings with it what exactly it was, where no list has details', () => {
    expect(failureText({ code: 'offline' }, words)).toBe(
      'That did not work. The server could not be reached.',
    );
    const detail = { code: 'size', params: { size: String(3 * 1024 * 1024) } } as const;
    expect(failureText({ code: 'too-large', detail }, words)).toBe(
      'That did not work. What came is larger than Almsguard reads. The limit is \u20683 MB\u2069.',
    );
  });

  it('is a sentence for whatever is not known, too', () => {
    for (const code of ['bad-message', 'toString', '']) {
      expect(problemText({ code }, words)).toBe(MESSAGES.problem_internal);
    }
  });
});
