import type { Appearance } from './choices.ts';
import type { Level } from './report.ts';

/** What somebody asks about where it stands, and the answer that is shown beside it. Types only. */

/** What the browser tells of the place where a menu was opened; all empty where keys were pressed. */
export interface Pointed {
  selection: string;
  link: string;
  picture: string;
}

/** What one frame finds to be asked about. */
export interface Asked {
  what: 'selection' | 'link' | 'picture';
  /** At most `MAX_ASKED_CHARS` of it; empty for a picture without a code. */
  text: string;
  /** There was more. */
  cut: boolean;
  /** The person is in this frame, and not in one inside it. */
  isHere: boolean;
  /** An answer fits in. */
  hasRoom: boolean;
}

/** One thing that was asked about, in words. */
export interface AnsweredThing {
  /** Empty where the answer's own title says it: nothing here is `null`, which does not reach a page. */
  word: string;
  level: Level;
  name: string;
  /** To be read character by character. */
  isAddress: boolean;
  /** What it is. */
  kind: string;
  lines: string[];
}

/** Sentences, ready to show as text. */
export interface Answer {
  lang: string;
  dir: string;
  appearance: Appearance;
  /** The worst; `note` where nothing was judged. */
  level: Level | 'note';
  title: string;
  things: AnsweredThing[];
  /** Of the answer as a whole. */
  notes: string[];
  /** What leads on to the lookup page, and what it is then asked about. */
  open: string;
  text: string;
  close: string;
}
