/** A page as it was seen, in words that the script in the page and whoever packs it share. Types, and the kinds. */

/** What a snapshot does not hold of a page. */
export const LEFT_OUT = [
  /** Pictures of other sites, which the browser keeps to itself, and those that were not there yet. */
  'picture',
  /** Style sheets of other sites. */
  'style',
  /** Pictures and fonts that style sheets name. */
  'style-file',
  /** Frames that could not be read. */
  'frame',
  /** Films, sound and plug-ins. */
  'media',
  /** Fields for passwords and cards: their content is nobody's business. */
  'secret',
  /** Private keys and recovery phrases, wherever they stood: a mark is in their place. */
  'key',
  /** Elements beyond a limit. */
  'limit',
] as const;
export type LeftOut = (typeof LEFT_OUT)[number];
export type LeftOutCounts = Record<LeftOut, number>;

/** One document. */
export interface FrameSnapshot {
  /** Index among the frames of the parent at each level, from the top down; `null` for one that lies too deep. */
  path: number[] | null;
  /** HTML; between each two pieces, inside a frame's tag, belongs the document that stands there. */
  pieces: string[];
  /** Which of this document's frames that is, for each such gap. */
  slots: number[];
  left: LeftOutCounts;
  /** Of what the window shows, in CSS pixels. */
  viewport: { width: number; height: number };
}

/** The whole of a page that is scrolled through to be pictured, in CSS pixels. */
export interface Extent {
  width: number;
  height: number;
  /** Of what the window shows. */
  viewport: { width: number; height: number };
}

/** What was seen of a page, beside the pictures. */
export interface Capture {
  /** Kinds of which something is missing. */
  left: Partial<LeftOutCounts>;
  /** The picture of the whole page: all of it, its upper part because it is too long, or none. */
  picture: 'whole' | 'cut' | 'none';
  /** Pictures are of the page blurred: as somebody had it, or for a key that stands on it. */
  blurred?: true;
}

/** What the script in the page offers to the extension's own pages; they call it by name. */
export interface CaptureCalls {
  snapshot(): Promise<FrameSnapshot>;
  /** Scrolls to the top and tells how large the page is. */
  begin(): Promise<Extent>;
  /** Scrolls, hides what goes along with the window, and tells where the page stands now. */
  scrollTo(y: number): Promise<number>;
  /** Puts everything back. */
  end(): Promise<null>;
}
