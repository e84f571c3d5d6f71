/** Every bound in one place. Past a limit something is left out, and the report says so. */

/** Characters read of one frame's text in one document; 40 MB of text is a dump, not a page. */
export const MAX_TEXT_CHARS = 40_000_000;
/** Distinct candidates that one frame may report. */
export const MAX_CANDIDATES = 2_000;
/** Places kept of one candidate. */
export const MAX_PLACES = 20;
/** Parts of the page, one around the other, that are told of a place. */
export const MAX_BLOCKS = 5;
/** Characters of text kept around a place. */
export const MAX_NEAR_CHARS = 240;
/** Characters of the name that stands before a value: an attribute, a field, a variable. */
export const MAX_LABEL_CHARS = 60;
/** Characters of one candidate; Lightning invoices and unified addresses with several receivers are the longest. */
export const MAX_CANDIDATE_CHARS = 1_024;
/** Characters of a URL that a page may report. */
export const MAX_URL_CHARS = 4_096;
/** Facts about donation widgets that one frame may report. */
export const MAX_WIDGET_FACTS = 100;
/** Characters of an attribute, or of the code behind a name, in such a fact. */
export const MAX_WIDGET_VALUE_CHARS = 600;
/** Characters of a receiving account at a widget provider. */
export const MAX_WIDGET_ACCOUNT_CHARS = 200;
/** Characters of an inline script that is looked at for a widget's code; longer ones are programs. */
export const MAX_WIDGET_SCRIPT_CHARS = 20_000;
/** Characters of a title or of the appeal text that a page may report. */
export const MAX_SIGNAL_CHARS = 2_000;
/** Nesting of frames; deeper ones are counted as unread. */
export const MAX_FRAME_DEPTH = 16;
/** Index in a frame's path of a frame that its parent does not count: one inside a shadow tree. */
export const FRAME_OUTSIDE = 100_000;
/** Frames of one tab whose scans are kept. */
export const MAX_FRAMES = 200;
/** Milliseconds of uninterrupted work on a page's main thread. */
export const MAX_SLICE_MS = 8;
/** Milliseconds to wait after a change before reading it; bursts are read once. */
export const SETTLE_MS = 150;
/** Milliseconds after which a page that never stops changing is read all the same. */
export const MAX_SETTLE_MS = 1_000;

/** Bytes of a feed file, as it comes over the wire or out of a file. */
export const MAX_FEED_BYTES = 256 * 1024 * 1024;
/** Bytes of a file of a format that is read whole, not as it comes. */
export const MAX_WHOLE_BYTES = 96 * 1024 * 1024;
/** Bytes of a file imported by hand (it passes through one message). */
export const MAX_IMPORT_BYTES = 32 * 1024 * 1024;
/** Milliseconds for one whole download, beyond which it has to bring so many bytes a second on average. */
export const MAX_FETCH_MS = 60_000;
export const MIN_FEED_RATE = 64 * 1024;
/** Milliseconds without a single byte before a download is given up. */
export const MAX_STALL_MS = 15_000;
/** Entries of one list. */
export const MAX_ENTRIES = 2_000_000;
/** Bytes of a file from which its format is told. */
export const SNIFF_BYTES = 64 * 1024;
/** Refusals whose details are stored; all are counted. */
export const MAX_REFUSALS_KEPT = 200;
/** Refusals whose details are held while a file is read. */
export const MAX_REFUSALS_READ = 10_000;
/** Subscriptions that a person may have. */
export const MAX_LISTS = 50;
/** Characters of one field of a list. */
export const MAX_FIELD_CHARS = 2_000;

/** Children derived at once of each branch of a listed extended key; 0.4 ms each. */
export const DERIVED_WINDOW = 100;
/** Unused addresses in a row after which a wallet stops looking (BIP-44): a hit so near the end adds a window. */
export const DERIVED_GAP = 20;
/** Extended keys and descriptors of one list: deriving from each takes an eighth of a second when it is compiled. */
export const MAX_EXTENDED_KEYS = 200;
/** Windows added after hits, over all listed keys. */
export const MAX_GROWN_WINDOWS = 100;

/** Hours between refreshes of a list that works. */
export const REFRESH_HOURS = 24;
/** Minutes before the first retry of a list that failed; doubles up to `REFRESH_HOURS`. */
export const RETRY_MINUTES = 15;
/** Days after which a list is called stale. */
export const STALE_DAYS = 14;
/** Milliseconds that a page's question waits for the watchlist before it hears "not ready". */
export const MAX_READY_MS = 10_000;

/** Width and height in CSS pixels between which a picture may be a code that somebody is meant to scan. */
export const MIN_PICTURE_PX = 40;
export const MAX_PICTURE_PX = 1_200;
/** Longer side over shorter side of such a picture. */
export const MAX_PICTURE_RATIO = 1.25;
/** Pixels of the longer side of a picture that goes to the decoder, one letter each. */
export const MAX_GREY_SIDE = 400;
/** Elements of one document that are watched because they may show such a picture. */
export const MAX_PICTURES = 500;
/** Milliseconds on a page's main thread for the pictures of one document. */
export const MAX_PICTURES_MS = 500;
/** Pictures that one look at the visible tab is asked for. */
export const MAX_SHOT_PICTURES = 8;
/** Looks at the visible tab for one document. */
export const MAX_SHOTS = 20;
/** Milliseconds between two looks at a visible tab; Chromium allows two a second. */
export const SHOT_GAP_MS = 600;

/** Pages and chains of which it is kept what addresses they showed; the oldest goes first. */
export const MAX_SEEN_PAGES = 500;
/** Addresses of one chain beside each other above which a page is a list, and changes by itself. */
export const MAX_SEEN_TOGETHER = 3;
/** Visits to one page that brought other addresses. */
export const MAX_SEEN_VISITS = 4;
/** Days after which a visit is forgotten. */
export const SEEN_DAYS = 90;
/** Days after which an address is no longer another one than before. */
export const SEEN_SETTLED_DAYS = 7;
/** Addresses that one tab showed and that are kept for comparison until it closes. */
export const MAX_TAB_ADDRESSES = 200;
/** Texts of one document that it put on the clipboard. */
export const MAX_COPIED = 20;
/** Characters of such a text that are looked at. */
export const MAX_COPIED_CHARS = 4_096;
