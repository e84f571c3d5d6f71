import type { Level, Report } from '#lib/core/report.ts';
import type { Translate } from './mark-lines.ts';

/** What the toolbar button shows for a tab. */
export interface ToolbarState {
  /** Up to four characters. */
  text: string;
  colour: string;
  title: string;
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
 * nothing shown (`mayShow`); the words tell all the same, to those who point at the button.
 */
export function toolbarState(report: Report, t: Translate, mayShow = true): ToolbarState {
  if (report.state === 'paused') return { ...NOTHING, title: `${t('extName')}: ${t('badge_paused')}` };
  if (report.state !== 'ready') return { ...NOTHING, title: t('extName') };
  const title = `${t('extName')}: ${t(`badge_${report.level.replaceAll('-', '_')}`)}`;
  const colour = COLOURS[report.level];
  if (!colour || !mayShow) return { ...NOTHING, title };
  if (report.level === 'reported') return { text: '•', colour, title };
  const count = [...report.page, ...report.addresses].filter(({ level }) => level === report.level).length;
  return { text: count > 99 ? '99+' : String(count), colour, title };
}
