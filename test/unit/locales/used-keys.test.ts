import { describe, expect, it } from 'vitest';
import { checkMessages, type Message, messageFaults, readSpoken } from '../../../scripts/messages.ts';

const OURS = readSpoken();

it('every key that is said has its words, and all words are said', () => {
  expect(messageFaults(OURS)).toEqual([]);
});

describe('a build stops', () => {
  const message = (key: string, text: Message | null, language?: string) => ({
    ...OURS,
    locales: new Map(
      [...OURS.locales].map(([name, messages]) => {
        if (language !== undefined && name !== language) return [name, messages];
        const { [key]: _, ...others } = messages;
        return [name, text === null ? others : { ...others, [key]: text }];
      }),
    ),
  });
  const code = (text: string, file = 'components/New.tsx') => ({
    ...OURS,
    code: [...OURS.code, { file, text }],
  });

  it.each([
    ['code says what has no words', code("t('no_such_words')"), '"no_such_words"'],
    ['a script in pages does', code("words('no_such_words')", 'lib/page/new.ts'), '"no_such_words"'],
    ['one of two has none', code("t(is ? 'refresh' : 'no_such_words')"), '"no_such_words"'],
    ['a refusal has no words', message('refused_as_bad_xpub', null), '"refused_as_bad_xpub"'],
    ['a network has none', message('a_chain_bitcoin_cash', null), '"a_chain_bitcoin_cash"'],
    ['the manifest names what has none', message('extName', null), '"extName"'],
    ['a table does', message('programme_iran', null), '"programme_iran"'],
    ['a citation does', message('cite_none', null), '"cite_none"'],
    ['there are words of a code that is none', message('reason_imagined', 'x'), '"reason_imagined"'],
    ['there are words that nobody says', message('imagined_words', 'x'), '"imagined_words"'],
    ['keys are made of what is no family', code(`t(\`imagined_\${code}\`)`), '"imagined_"'],
    ['a family is made by nobody', { ...OURS, families: { ...OURS.families, imagined: [] } }, '"imagined_"'],
    ['a language lacks one', message('refresh', null, 'fa'), 'fa.yml has no "refresh"'],
    ['a language has one more', message('imagined', 'x', 'fa'), 'fa.yml has "imagined"'],
  ])('where %s', (_, spoken, told) => {
    const faults = messageFaults(spoken);
    expect(faults).not.toEqual([]);
    for (const fault of faults) expect(fault).toContain(told);
    expect(() => checkMessages(spoken)).toThrow(told);
  });

  it('not where a language has forms of numbers that English lacks', () => {
    expect(messageFaults(message('guard_wait__few', 'x', 'ru'))).toEqual([]);
  });
});
