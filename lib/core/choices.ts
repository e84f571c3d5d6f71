import type { MessagesFile } from './lookup.ts';

/** What a person chose in the options. How it is stored, and what a file of it may hold, is lib/settings.ts. */

/** When pages are read, and where something is shown on them. */
export const MODES = [
  /** Every page is read, and what is on a list is marked. */
  'all',
  /** Every page is read, for how else to know; marks, cards and badge appear only where the page asks for money. */
  'donations',
  /** Nothing is read until the person clicks the button in the toolbar. */
  'click',
] as const;
export type Mode = (typeof MODES)[number];

export const APPEARANCES = ['system', 'light', 'dark'] as const;
export type Appearance = (typeof APPEARANCES)[number];

/** Marks that may be switched off; the mark of what is on a list may not. */
export const OPTIONAL_MARKS = ['linked', 'lookalike', 'verified'] as const;
export type OptionalMark = (typeof OPTIONAL_MARKS)[number];

export interface Choices {
  mode: Mode;
  /** Hosts of whose pages nothing is kept and on which nothing is shown, oldest first. */
  paused: string[];
  /** The optional marks that are drawn. */
  marks: OptionalMark[];
  /** One of `LANGUAGES`; `null` is the browser's own. */
  language: string | null;
  appearance: Appearance;
}

/** Of all that, what scripts in pages go by. */
export interface PageChoices {
  /** Of a language that is not the browser's. */
  messages: MessagesFile | null;
  appearance: Appearance;
}

export const DEFAULT_CHOICES: Choices = {
  mode: 'all',
  paused: [],
  marks: [...OPTIONAL_MARKS],
  language: null,
  appearance: 'system',
};

/** Why a file of settings was refused. `bad-setting`: the failure's message is the name of the setting. */
export const SETTINGS_PROBLEMS = [
  'not-settings',
  'newer-settings',
  'bad-setting',
  'settings-too-large',
] as const;
export type SettingsProblem = (typeof SETTINGS_PROBLEMS)[number];

/** How much of the web the browser lets the extension read: everything, single sites, nothing. */
export type Granted = 'all' | 'some' | 'none';

/** Where they stand in `storage.local`: a page of ours may watch it. */
export const CHOICES_KEY = 'settings.choices';

export interface ChoicesView {
  choices: Choices;
  granted: Granted;
}

/** The host that pausing a page means: exactly this one. `null` for what is no web page. */
export function pausableHost(url: string): string | null {
  const parsed = URL.parse(url);
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed.hostname : null;
}

export function isPaused(url: string, { paused }: Pick<Choices, 'paused'>): boolean {
  const host = pausableHost(url);
  return host !== null && paused.includes(host);
}
