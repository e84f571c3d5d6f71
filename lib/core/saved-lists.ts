interface Saved {
  enabled: boolean;
  /** What the list was called: for people who read the file, and until the list says so itself. */
  label: string;
}

/** Subscribed to by its address. */
export interface SavedUrl extends Saved {
  kind: 'url';
  url: string;
}

/** A list of the catalogue, or one that comes with Almsguard, by its id there. */
export interface SavedKnown extends Saved {
  kind: 'offer' | 'bundled';
  id: string;
}

/**
 * A subscription as a file of settings holds it, in the person's own order. What was imported from a file of its own,
 * and what an organisation sets, is not among them.
 */
export type SavedList = SavedUrl | SavedKnown;

/** What a file of settings brings, before it is taken over. */
export interface SettingsPreview {
  text: string;
  /** Lists that are not in use here yet. */
  adds: { title: string; url: string }[];
  /** Titles of the lists that are on here and off in the file. */
  offs: string[];
  /** What this version of Almsguard does not know, by its label. */
  unknown: string[];
  /** Every address that will be asked. */
  asks: string[];
}
