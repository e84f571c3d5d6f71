/**
 * Every bound in one place; those of the lookup page and of the review workspace stand in review-limits.ts. Past a
 * limit something is left out, and the report says so.
 */

/** Characters read of one frame's text in one document; 40 MB of text is a dump, not a page. */
export const MAX_TEXT_CHARS = 40_000_000;
/** Distinct candidates that one frame may report. */
export const MAX_CANDIDATES = 2_000;
/** Places kept of one candidate. */
export const MAX_PLACES = 20;
/** Parts of the page, one around the other, that are told of a place. */
export const MAX_BLOCKS = 5;
/** Places of addresses that only a second reading of the text finds. */
export const MAX_OBFUSCATED = 500;
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
/** Share of a list's entries that may come, or go, with one version; past it the version is held back. */
export const MAX_ADDED_SHARE = 0.1;
export const MAX_REMOVED_SHARE = 0.2;
/** A shorter list may change like one of so many: of 153 on Ethereum 90 went on one day, rightly (OFAC, 2025-03-21). */
export const SMALL_LIST_ENTRIES = 500;
/** Things that one list keeps as history after its publisher took them off, the newest; OFAC took off some hundred. */
export const MAX_TOMBSTONES = 5_000;
/** Days for which a policy counts that the browser told once and cannot tell any more. */
export const MAX_TOLD_POLICY_DAYS = 30;
/** Subscriptions that a person may have. */
export const MAX_LISTS = 50;
/** Characters of one field of a list. */
export const MAX_FIELD_CHARS = 2_000;
/** Characters kept of what a file, an event or an organisation is called. */
export const MAX_NAME_CHARS = 200;
/** Bytes and nesting of one object of a STIX bundle; a report that refers to ten thousand others has half a million. */
export const MAX_STIX_OBJECT_BYTES = 4 * 1024 * 1024;
export const MAX_STIX_DEPTH = 64;
/** Characters of a STIX pattern, and parentheses inside one another. */
export const MAX_STIX_PATTERN_CHARS = 64 * 1024;
export const MAX_STIX_PATTERN_DEPTH = 32;
/** Publishers and bare observables of one STIX bundle that are remembered until its end. */
export const MAX_STIX_REMEMBERED = 200_000;
/** Links kept beside one claim of an indicator. */
export const MAX_EVIDENCE_URLS = 5;
/** Links that are looked at for these: of an event all of them stand behind each of its claims. */
export const MAX_EVIDENCE_LINKS = 20;
/** Parts of one MISP object, and concepts of one tag, in which a word is looked for; they have a dozen. */
export const MAX_PARTS_SEARCHED = 100;
/** Bytes of one event or manifest of a MISP feed. */
export const MAX_MISP_BYTES = 32 * 1024 * 1024;
/** Events of one MISP feed, newest first; the cursor holds eight characters of each. */
export const MAX_MISP_EVENTS = 10_000;
/** Events, and bytes of events, that one refresh fetches; the rest come with the next ones (`MORE_MINUTES`). */
export const MAX_MISP_EVENTS_A_REFRESH = 300;
export const MAX_MISP_BYTES_A_REFRESH = 64 * 1024 * 1024;
/** Events of one refresh that may be missing or unreadable before the whole of it has failed. */
export const MAX_MISP_FAULTS = 10;
/** Bytes of a YAML list: they become ten times as many in memory while they are read. The longest has 0.6 MB. */
export const MAX_YAML_BYTES = 4 * 1024 * 1024;
/** Nesting of a YAML list; a tag pack has three levels. */
export const MAX_YAML_DEPTH = 20;
/** Sources that a list names; one that would have to name more names none. */
export const MAX_NAMED_SOURCES = 40;
/** Bytes of one entity of a FollowTheMoney file; the longest of a sanctions list have some hundred thousand. */
export const MAX_FTM_LINE_BYTES = 4 * 1024 * 1024;
/** Wallets of such a file that are held to its end, and names of holders and orders that are remembered until then. */
export const MAX_FTM_WALLETS = 50_000;
export const MAX_FTM_REMEMBERED = 100_000;
/** Versions of an OpenSanctions list that are caught up with one by one; it publishes four a day. */
export const MAX_OPENSANCTIONS_DELTAS = 60;
/** Days after which such a list is read whole again, for changes do not tell all that a wallet hangs on. */
export const OPENSANCTIONS_WHOLE_DAYS = 7;
/** Bytes of an index of such versions. */
export const MAX_OPENSANCTIONS_INDEX_BYTES = 4 * 1024 * 1024;
/** Arrays and objects of a JSON list that stand in each other. */
export const MAX_JSON_DEPTH = 100;
/** Lines or values at the beginning of a file by which a plain list is told. */
export const MAX_SNIFFED_VALUES = 50;
/** Days after which changes since then are not asked for any more, but the whole list. */
export const MAX_CHANGES_DAYS = 30;
/** Elements of an XML file that stand in each other. */
export const MAX_XML_DEPTH = 64;
/** Characters of one record of an XML file; the longest of OFAC's parties has 68,000. */
export const MAX_XML_RECORD_CHARS = 1_000_000;
/** Characters, as JSON, kept of a file whose parties and their listings stand apart; OFAC's need two million. */
export const MAX_XML_KEPT_CHARS = 8_000_000;
/** Bytes of OFAC's history of one year's publications, some hundred lines. */
export const MAX_OFAC_HISTORY_BYTES = 1024 * 1024;
/** Publications of OFAC that are caught up with one by one; it publishes a few times a week, on days of their own. */
export const MAX_OFAC_DELTAS = 20;
/** Bytes of all files of changes that one refresh reads; with five hundred parties one has a megabyte. */
export const MAX_OFAC_DELTA_BYTES = 32 * 1024 * 1024;
/** Days after which OFAC's file is read whole again, to check that its changes were read rightly. */
export const OFAC_WHOLE_DAYS = 30;

/** Bytes of each kind of file that a signed feed's trust hangs on. */
export const MAX_METADATA_BYTES = {
  root: 256 * 1024,
  timestamp: 16 * 1024,
  snapshot: 64 * 1024,
  targets: 4 * 1024 * 1024,
};
/** Nesting of such a file. */
export const MAX_METADATA_DEPTH = 16;
/** Keys of one role, and signatures of one file. */
export const MAX_ROLE_KEYS = 32;
/** Roots that one update goes through; the next update goes on. */
export const MAX_ROOTS_AT_ONCE = 64;
/** Deltas of one list that a signed feed offers; who is further behind takes the list whole. */
export const MAX_DELTAS = 30;
/** Bytes of one file of a signed feed. */
export const MAX_TARGET_BYTES = 64 * 1024 * 1024;

/** Children derived at once of each branch of a listed extended key; 0.4 ms each. */
export const DERIVED_WINDOW = 100;
/** Unused addresses in a row after which a wallet stops looking (BIP-44): a hit so near the end adds a window. */
export const DERIVED_GAP = 20;
/** Extended keys and descriptors of one list: deriving from each takes an eighth of a second when it is compiled. */
export const MAX_EXTENDED_KEYS = 200;
/** Children of a page's extended key that are derived before something else has its turn: some 10 ms. */
export const CHILDREN_A_TURN = 25;
/** Extended keys of one page whose children are looked up; deriving from each takes as long as from a listed one. */
export const MAX_PAGE_KEYS = 8;
/** Extended keys of pages of which it is remembered what lists hold of their children, until the lists change. */
export const MAX_PAGE_KEYS_CACHED = 64;
/** Matches among the children of one key after which no more are looked for: more of them say no more. */
export const MAX_CHILDREN_FOUND = 20;
/** Listed children of one key of which a person is told in a sentence each. */
export const MAX_CHILDREN_TOLD = 3;
/** Windows added after hits, over all listed keys. */
export const MAX_GROWN_WINDOWS = 100;

/** Hours between refreshes of a list that works. */
export const REFRESH_HOURS = 24;
/** Minutes until a list that could not be brought at once is asked for the rest. */
export const MORE_MINUTES = 60;
/** Times in a row that it is asked so soon; then it waits like any other. */
export const MAX_EARLY_REFRESHES = 12;
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
/** The same where its own markup announces a code: a poster with one at its foot, or several in a row. */
export const MAX_POSTER_RATIO = 3;
/** Codes that are read of one picture. */
export const MAX_CODES_PER_PICTURE = 8;
/** Pixels of the longer side of a picture that goes to the decoder, one letter each. */
export const MAX_GREY_SIDE = 400;
/** Elements of one document that are watched because they may show such a picture. */
export const MAX_PICTURES = 500;
/** Boxes of one document, or of what changed in it, that are asked whether a style sheet gives them a picture. */
export const MAX_BOXES = 1_000;
/** Boxes of which it is asked how much is in them, for that. */
export const MAX_BOXES_LOOKED_AT = 10_000;
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
/** Addresses of one chain that are kept of one page, those that are gone among them. */
export const MAX_SEEN_ADDRESSES = 12;
/** Days after which an address that did not stand there again is forgotten. */
export const SEEN_DAYS = 90;
/** Days after which an address is no longer another one than before. */
export const SEEN_SETTLED_DAYS = 7;
/** Addresses that one tab showed and that are kept for comparison until it closes. */
export const MAX_TAB_ADDRESSES = 200;
/** Banners that were put away in one tab, on one site. */
export const MAX_PUT_AWAY = 50;
/** Texts of one document that it put on the clipboard. */
export const MAX_COPIED = 20;
/** Characters of such a text that are looked at. */
export const MAX_COPIED_CHARS = 4_096;
/** Of a text that somebody copies, presses or sends: enough that padding hides nothing, little enough to be read at once. */
export const MAX_ACT_CHARS = 256 * 1024;

/** Of a window, what a frame must fill so that a list that names its host speaks of the page around it. */
export const MIN_FRAME_SHARE = 0.25;
/** Pixels of the shorter side of a frame that is seen at all. */
export const MIN_FRAME_PX = 40;

/** Times that what was put over a page is mended in so many milliseconds; after that the toolbar alone tells. */
export const MAX_REPAIRS = 5;
export const REPAIRS_MS = 5_000;
/** Milliseconds between two looks whether something of the page covers it. */
export const COVER_CHECK_MS = 700;
/** Points at which such a look asks the browser what is on top. */
export const MAX_COVER_POINTS = 40;
/** Sites on which a person may pause; the oldest goes first. */
export const MAX_PAUSED_SITES = 500;
/** Characters of a file of settings; all paused sites of the longest names have some 130,000, as many lists 450,000. */
export const MAX_SETTINGS_CHARS = 1_000_000;
/** Subscriptions in such a file: those that a person may have, and what comes with Almsguard. */
export const MAX_SAVED_LISTS = 100;
/** Milliseconds between two explanations that marks may ask for: a page cannot, but a person may click twice. */
export const EXPLAIN_GAP_MS = 1_500;
/** Places that are marked on one page: on more, nobody looks at each. */
export const MAX_MARKED = 300;
/** Milliseconds between two looks whether what is marked has moved by itself. */
export const MOVE_CHECK_MS = 250;
/** Milliseconds for which a card stays, so that the pointer can go to it. */
export const CARD_STAYS_MS = 400;

/** Characters of what is selected, linked or typed for an answer beside it: some forty pages of print. */
export const MAX_ASKED_CHARS = 100_000;
/** Things that such an answer tells of, the worst first; the lookup page shows all. */
export const MAX_ANSWERED = 3;
/** Lines that are offered under the address bar. */
export const MAX_OFFERED = 5;
/** Least size of a frame, in CSS pixels, that an answer fits into; in a smaller one it stands in the page around. */
export const MIN_ANSWER_PX = { width: 280, height: 200 };
/** Milliseconds after which a picture of another site is no longer waited for. */
export const MAX_SHOT_WAIT_MS = 2_000;

/** Bytes of a bundle of evidence, of one part of it, and of all its parts once they are unpacked. */
export const MAX_BUNDLE_BYTES = 256 * 1024 * 1024;
export const MAX_BUNDLE_PART_BYTES = 128 * 1024 * 1024;
export const MAX_BUNDLE_UNPACKED_BYTES = 384 * 1024 * 1024;
/** Files in a bundle; one of ours has thirteen at most. */
export const MAX_BUNDLE_PARTS = 32;
/** Characters of one document's snapshot, pictures included, beyond which elements are left out. */
export const MAX_SNAPSHOT_CHARS = 24 * 1024 * 1024;
/** Characters of all its pictures, and pixels of the longer side of one. */
export const MAX_SNAPSHOT_PICTURE_CHARS = 16 * 1024 * 1024;
export const MAX_SNAPSHOT_PICTURE_SIDE = 2_048;
/** Bytes of such a picture above which it may lose what the eye does not miss. */
export const MAX_PLAIN_PICTURE_BYTES = 200 * 1024;
/** Characters of a snapshot with all its frames. */
export const MAX_WHOLE_SNAPSHOT_CHARS = 48 * 1024 * 1024;
/** Pixels of the height and of the area of a picture of a whole page; of a longer page it is the upper part. */
export const MAX_WHOLE_PICTURE_SIDE = 16_000;
export const MAX_WHOLE_PICTURE_PIXELS = 40_000_000;
/** Lines in which the text of a page changed that are shown. */
export const MAX_CHANGED_LINES = 200;

/** Milliseconds that the card before a payment to a listed address is seen before somebody may go on. */
export const GUARD_DELAY_MS = 3_000;
/** Milliseconds after an act in which a verdict is still told of it. */
export const MAX_LATE_MS = 10_000;
/** Milliseconds in which what somebody decided on may reach the clipboard, or set out for a wallet. */
export const EXCUSED_MS = 3_000;
/** Milliseconds that pages have to be judged by one list before the next one is asked for. */
export const MAX_JUDGE_MS = 2_000;
/** Milliseconds that a quiet word stays, unless somebody is reading it. */
export const TOAST_MS = 10_000;
