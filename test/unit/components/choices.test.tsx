import { describe, expect, it } from 'vitest';
import { About } from '#components/About.tsx';
import { Demo } from '#components/Demo.tsx';
import { LookChoice } from '#components/LookChoice.tsx';
import { PageChoice } from '#components/PageChoice.tsx';
import { PausedSites } from '#components/PausedSites.tsx';
import { ReadingChoice } from '#components/ReadingChoice.tsx';
import { Brings, SettingsFile } from '#components/SettingsFile.tsx';
import { Shortcuts } from '#components/Shortcuts.tsx';
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
      [false, false],
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

describe('a file of settings', () => {
  const card = (leftOut: string[]) =>
    renderText(
      <SettingsFile
        busy={false}
        leftOut={leftOut}
        onExport={nothing}
        onRead={async () => null}
        onImport={nothing}
        onProblem={nothing}
      />,
    );

  it('says which lists it cannot hold', () => {
    expect(card(['own.csv'])).toMatch(/came from files of their own:\s*own\.csv/);
    expect(card([])).not.toContain('came from files');
  });

  it('says which lists come with it, whose servers are asked, what it switches off, and what is left out', () => {
    const brings = (adds: { title: string; url: string }[], offs: string[], unknown: string[]) =>
      renderText(<Brings preview={{ adds, offs, unknown }} />);
    const text = brings([{ title: 'Mine <b>', url: 'https://lists.example/a' }], ['Official'], ['Retired']);
    expect(text).toMatch(/about their servers:\s*Mine &lt;b>\s*https:\/\/lists\.example\/a/);
    expect(text).toMatch(/switches off:\s*Official/);
    expect(text).toMatch(/does not have them:\s*Retired/);
    expect(brings([], [], [])).toBe('');
  });
});

it('has words for every reason to refuse a file of settings', () => {
  for (const code of SETTINGS_PROBLEMS) {
    expect(MESSAGES[`settings_${code.replaceAll('-', '_')}`], code).toContain('Nothing was changed');
  }
});

it('tells its version and whose software it is built with', () => {
  const html = renderHtml(<About version="9.8.7" loadShortcuts={async () => []} onIntroduction={nothing} />);
  expect(html).toContain('9.8.7');
  expect(html).toContain('href="/licences.txt"');
});

it('tells the keys as they are set now, each with what it does, and which have none', () => {
  const text = renderText(
    <Shortcuts
      shortcuts={[
        { command: '_execute_action', keys: 'Alt+Shift+G' },
        { command: 'check-selection', keys: 'Ctrl+9' },
        { command: 'check-page', keys: '' },
        { command: 'of-a-later-version', keys: 'Ctrl+8' },
      ]}
    />,
  );
  expect(text).toMatch(/Open the Almsguard window\s+Alt\+Shift\+G/);
  expect(text).toMatch(/Check what is selected\s+Ctrl\+9/);
  expect(text).toMatch(/Check this page now\s+No keys set/);
  expect(text).not.toContain('Ctrl+8');
  expect(renderText(<Shortcuts shortcuts={[]} />)).toBe('');
});

it('says on the page to try it on that the charity does not exist', () => {
  expect(renderText(<Demo />)).toContain('the charity does not exist');
});
