import type { Choices } from '#lib/core/choices.ts';
import type { Formats } from '#lib/core/formats.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import type { Level, Report } from '#lib/core/report.ts';
import { weightOf } from '#lib/core/severity.ts';
import type { Translate } from './mark-lines.ts';
import { mayShow } from './presence.ts';

/** What the toolbar button shows for a tab. */
export interface ToolbarState {
  /** Up to four characters. */
  text: string;
  colour: string;
  title: string;
}

interface Words extends Pick<Formats, 'number'> {
  t: Translate;
}

/** Colours of components/tokens.css, light theme: a badge has no theme of its own. */
const COLOURS: Partial<Record<Level, string>> = {
  listed: '#9b2d20',
  derived: '#9b2d20',
  'same-key': '#9b2d20',
  lookalike: '#8a5a00',
  reported: '#8a5a00',
};

const NOTHING = { text: '', colour: '#5c5a55' };

/**
 * The truth in the toolbar: the page cannot touch it. Nothing for a page without a finding, or where the person wants
 * nothing shown (`isShown`); the words tell all the same, to those who point at the button.
 */
export function toolbarState(report: Report, { t, number }: Words, isShown = true): ToolbarState {
  const told = (code: string) => t('labelled', [t('extName'), t(keyOf('badge', code))]);
  if (report.state === 'paused') return { ...NOTHING, title: told('paused') };
  if (report.state !== 'ready') return { ...NOTHING, title: t('extName') };
  const title = told(report.level);
  const colour = COLOURS[report.level];
  if (!colour || !isShown) return { ...NOTHING, title };
  if (report.level === 'reported') return { text: '•', colour, title };
  const count = [...report.page, ...report.addresses].filter((one) => weightOf(one) === report.level).length;
  return { text: count > 99 ? `${number(99)}+` : number(count), colour, title };
}

export interface ToolbarDeps {
  /** The slice of `browser.action` that is needed here. */
  action: {
    setBadgeText(what: { tabId: number; text: string }): Promise<unknown>;
    setBadgeBackgroundColor(what: { tabId: number; color: string }): Promise<unknown>;
    setTitle(what: { tabId: number; title: string }): Promise<unknown>;
  };
  words(): Promise<Words>;
  choices(): Promise<Choices>;
}

/** Shows what is concluded of a tab at its button, in the words of now. */
export function createToolbar({ action, words, choices }: ToolbarDeps) {
  return async (tabId: number, report: Report): Promise<void> => {
    // Of a page that has not reported yet nothing is said; the browser has cleared what was said before.
    if (report.state === 'not-ready') return;
    const { text, colour, title } = toolbarState(report, await words(), mayShow(report, await choices()));
    await Promise.all([
      action.setBadgeText({ tabId, text }),
      action.setBadgeBackgroundColor({ tabId, color: colour }),
      action.setTitle({ tabId, title }),
    ]).catch(() => undefined); // the tab was closed
  };
}
