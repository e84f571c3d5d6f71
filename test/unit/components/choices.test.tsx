import { describe, expect, it } from 'vitest';
import { About } from '#components/About.tsx';
import { Demo } from '#components/Demo.tsx';
import { LookChoice } from '#components/LookChoice.tsx';
import { PageChoice } from '#components/PageChoice.tsx';
import { PausedSites } from '#components/PausedSites.tsx';
import { ReadingChoice } from '#components/ReadingChoice.tsx';
import {
  APPEARANCES,
  type ChoicesView,
  DEFAULT_CHOICES,
  type Granted,
  type Mode,
  SETTINGS_PROBLEMS,
} from '#lib/core/choices.ts';
import { LANGUAGES } from '#lib/core/languages.ts';
import { MESSAGES } from './english.ts';
import { renderHtml, renderText } from './reports.tsx';

const nothing = () => undefined;
const view = (mode: Mode, granted: Granted): ChoicesView => ({
  choices: { ...DEFAULT_CHOICES, mode },
  granted,
});
const reading = (mode: Mode, granted: Granted) => (
  <ReadingChoice view={view(mode, granted)} busy={false} onMode={nothing} onGrant={nothing} />
);

describe('when pages are read', () => {
  it.each([
    ['all', 'none', true, 'does not let Almsguard read pages yet'],
    ['all', 'some', true, 'read some sites only'],
    ['all', 'all', false, 'The browser lets Almsguard read pages.'],
    ['donations', 'none', true, 'does not let Almsguard read pages yet'],
    ['click', 'none', false, 'when you click, and no other'],
    ['click', 'all', false, 'when you click, and no other'],
  ] as const)('%s, granted %s: asks %s', (mode, granted, asks, words) => {
    const text = renderText(reading(mode, granted));
    expect(text).toContain(words);
    expect(text.includes('Let Almsguard read pages')).toBe(asks);
  });

  it('says of each way what it costs', () => {
    const text = renderText(reading('all', 'all'));
    expect(text).toContain('Every page is read all the same');
    expect(text).toContain('Nothing can warn you by itself then');
  });

  it('shows which way is chosen', () => {
    const checked = renderHtml(reading('donations', 'all'))
      .split('<label')
      .findIndex((part) => part.includes('checked'));
    expect(checked).toBe(2);
  });
});

describe('marks', () => {
  it('lets everything be switched off but what is listed', () => {
    const html = renderHtml(<PageChoice marks={['lookalike']} busy={false} onChange={nothing} />);
    const boxes = [...html.matchAll(/<input[^>]*>/g)].map(([box]) => [
      /\schecked/.test(box),
      /\sdisabled/.test(box),
    ]);
    expect(boxes).toEqual([
      [true, true],
      [false, false],
      [true, false],
    ]);
  });
});

describe('paused sites', () => {
  it('are named, the latest first, each with a button of its own name', () => {
    const hosts = ['first.example', 'last.example'];
    const html = renderHtml(<PausedSites hosts={hosts} busy={false} onResume={nothing} />);
    expect(html.indexOf('last.example')).toBeLessThan(html.indexOf('first.example'));
    expect(html).toContain('aria-label="Resume on first.example"');
  });

  it('says where to pause when there is none', () => {
    expect(renderText(<PausedSites hosts={[]} busy={false} onResume={nothing} />)).toContain(
      'paused on no site',
    );
  });
});

describe('language and appearance', () => {
  it('names every language in itself, and the browser’s first', () => {
    const html = renderHtml(
      <LookChoice choices={DEFAULT_CHOICES} busy={false} onLanguage={nothing} onAppearance={nothing} />,
    );
    expect(html.match(/<option/g)).toHaveLength(LANGUAGES.length + 1);
    expect(html).toContain('English');
    expect(html.match(/type="radio"/g)).toHaveLength(APPEARANCES.length);
  });
});

it('has words for every reason to refuse a file of settings', () => {
  for (const code of SETTINGS_PROBLEMS) {
    expect(MESSAGES[`settings_${code.replaceAll('-', '_')}`], code).toContain('Nothing was changed');
  }
});

it('tells its version and whose software it is built with', () => {
  const html = renderHtml(<About version="9.8.7" onIntroduction={nothing} />);
  expect(html).toContain('9.8.7');
  expect(html).toContain('href="/licences.txt"');
});

it('says on the page to try it on that the charity does not exist', () => {
  expect(renderText(<Demo />)).toContain('the charity does not exist');
});
