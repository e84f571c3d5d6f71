import { generateChromeMessages, parseMessagesObject } from '@wxt-dev/i18n/build';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { createWords, WordsProvider } from '#components/i18n.tsx';
import { PolicyNote } from '#components/Lists.tsx';
import { createLookup } from '#lib/core/lookup.ts';
import { POLICY_PROBLEMS, type PolicyProblem } from '#lib/core/problems.ts';
import { LOCALES } from '../locales/locale-files.ts';
import { makeList, makeView } from './lists.tsx';
import { renderHtml, renderText } from './reports.tsx';

const told = (problems: PolicyProblem[]) =>
  makeView({ policy: { usersMayAddLists: true, problems, remembered: null } });
const note = (problems: PolicyProblem[]) => renderText(<PolicyNote view={told(problems)} />);

describe('an organisation’s settings', () => {
  it('are told where there are any', () => {
    const text = (view = makeView()) => renderText(<PolicyNote view={view} />);
    expect(text()).toBe('');
    expect(text(makeView({ lists: [makeList({ managed: true })] }))).toContain('has set some of these lists');
    expect(text()).not.toContain('could not be used');
  });

  it('are told with what could not be used, and where it stands', () => {
    const params = { where: 'states[0].on', type: 'number', part: 'states[0]' };
    expect(note([{ code: 'not-true-or-false', params }])).toMatch(
      /could not be used: “\u2066states\[0\]\.on\u2069” has to be true or false, .*“\u2066number\u2069”\. Left out: “\u2066states\[0\]\u2069”\./,
    );
  });

  it('are told with their day, and until when they count, where the browser does not tell them now', () => {
    const remembered = { toldOn: '2026-11-02', until: '2026-12-02' };
    const policy = { usersMayAddLists: true, problems: [], remembered };
    expect(renderText(<PolicyNote view={makeView({ policy })} />)).toMatch(
      /not passing on .* last, on 2 November 2026, count until 2 December 2026/,
    );
  });

  it('are only ever text', () => {
    const markup = '<img src=x onerror=alert(1)> {part} $1';
    const html = renderHtml(
      <PolicyNote view={told([{ code: 'unknown-name', params: { where: markup, part: 'x' } }])} />,
    );
    expect(html).toContain('“\u2066&lt;img src=x onerror=alert(1)> {part} $1\u2069”');
    expect(html).not.toContain('<img');
  });
});

describe.each([...LOCALES])('what is wrong in an organisation’s settings, in %s', (language, messages) => {
  const lookup = createLookup(generateChromeMessages(parseMessagesObject(messages)), (key) => {
    throw new Error(`There is no message "${key}"`);
  });
  const words = createWords(lookup, language.replace('_', '-'));

  it.each(Object.entries(POLICY_PROBLEMS))('%s: names all that is known, for itself', (code, names) => {
    const params = Object.fromEntries(names.map((name) => [name, name === 'limit' ? '4096' : `a ${name} 1`]));
    const html = renderToString(
      <WordsProvider value={words}>
        <PolicyNote view={told([{ code: code as PolicyProblem['code'], params }])} />
      </WordsProvider>,
    );
    const [, sentence] = /<li>(.*)<\/li>/.exec(html) ?? [];
    for (const name of names) {
      expect(sentence).toContain(name === 'limit' ? words.number(4096) : `\u2066a ${name} 1\u2069`);
    }
    expect(sentence).not.toMatch(/[{}$]/);
  });
});
