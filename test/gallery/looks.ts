/** How the gallery can be asked to look, and what it answers to. Data and types: Node and the page share them. */

export interface Look {
  theme: 'light' | 'dark';
  /** As the files of messages are named. */
  lang: string;
  /** As wide as its view is where there is room; 320 pixels otherwise. */
  isWide: boolean;
}

/** Of theme, language and width every two meet. */
export const LOOKS: readonly Look[] = [
  { theme: 'light', lang: 'en', isWide: true },
  { theme: 'light', lang: 'ar', isWide: false },
  { theme: 'dark', lang: 'en', isWide: false },
  { theme: 'dark', lang: 'ar', isWide: true },
];

export const NARROW_PX = 320;
export const HEIGHT_PX = 640;

/** What is shown, and how wide it is where there is room, in pixels. */
export const VIEWS = {
  popup: 380,
  /** The popup as a page of its own. */
  report: 800,
  options: 900,
  onboarding: 900,
  /** The side panel of the review workspace. */
  panel: 420,
  /** Its page. */
  review: 1_120,
  evidence: 900,
  /** The page for texts and files. */
  lookup: 1_120,
  demo: 900,
  /** What stands over the pages of others. */
  page: 900,
} as const;
export type ViewName = keyof typeof VIEWS;
export const VIEW_NAMES = Object.keys(VIEWS) as ViewName[];

export interface Shot extends Pick<Look, 'theme' | 'lang'> {
  view: ViewName;
  scene: string;
}

/** What can be looked for in what is shown. Each answers with what is wrong, in words for a developer. */
export interface Checks {
  /** What axe finds with everything unfolded, what does not fit, and words that are missing. */
  faults(isWide: boolean): Promise<string[]>;
  /** What does not fit, and words that are missing, with everything unfolded. */
  misfits(): string[];
  /** What stands out too little from what it is drawn on. */
  contrast(): string[];
  /** What shows no focus, or is covered when it has it. A key must have been pressed before. */
  focus(): string[];
  /** What is lost where the reader has chosen all colours. */
  forced(): string[];
  /** What moves. */
  moving(): string[];
  /** What stays in view and leaves too little of the window to read in. */
  stuck(): string[];
}

/** What stands at `window.gallery` in the page. */
export interface Gallery extends Checks {
  scenes(view: ViewName): string[];
  /** Resolves when it is drawn. */
  show(shot: Shot): Promise<void>;
  /** Resolves when what follows the layout has followed it. */
  settle(): Promise<void>;
  /** One computed style of the first part that fits, of the page or over it. */
  styleOf(part: { selector: string; property: string }): string;
  /** Every word that is to be read, unfolded. */
  words(): string[];
  /** How many colours a picture of it has, looked at coarsely. `picture`: a JPEG file, base64. */
  colours(picture: string): Promise<number>;
}
