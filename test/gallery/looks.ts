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

/** What stands at `window.gallery` in the page. */
export interface Gallery {
  scenes(view: ViewName): string[];
  /** Resolves when it is drawn. */
  show(shot: Shot): Promise<void>;
  /** What axe finds with everything unfolded, what runs over the side, and words that are missing. */
  faults(isWide: boolean): Promise<string[]>;
}
