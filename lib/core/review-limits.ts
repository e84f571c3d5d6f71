/** The bounds of the lookup page and of the review workspace, as lib/core/limits.ts has those of the rest. */

/** Characters of a text that is looked up at once: some twenty thousand pages of print. */
export const MAX_LOOKUP_CHARS = 8_000_000;
/** Different addresses and web addresses of one text that are looked up. */
export const MAX_LOOKUP_THINGS = 20_000;
/** Files that are looked up at once, and bytes of each. */
export const MAX_LOOKUP_FILES = 50;
export const MAX_LOOKUP_FILE_BYTES = 32 * 1024 * 1024;
/** Parts of a picture that are looked at for codes; one of 12 megapixels has some 400, and takes about a second. */
export const MAX_CODE_TILES = 1_600;
/** Characters of an SVG that is drawn to be looked at for codes, and the longer side of the drawing in pixels. */
export const MAX_SVG_CHARS = 4 * 1024 * 1024;
export const MAX_SVG_SIDE = 2_048;
/** Shapes of such a drawing, each as often as it is drawn, and how deep they stand in each other; pictures in it. */
export const MAX_SVG_PARTS = 20_000;
export const MAX_SVG_DEPTH = 200;
export const MAX_SVG_PICTURES = 20;
/** Bytes of a spreadsheet once it is unpacked, and files in it. */
export const MAX_SHEET_BYTES = 128 * 1024 * 1024;
export const MAX_SHEET_FILES = 2_000;
/** Parts of a message that stand in each other, and messages in a message; files that one carries, with those in it. */
export const MAX_MAIL_DEPTH = 8;
export const MAX_MAIL_FILES = 50;
/** Parts of one message, however they stand in each other. */
export const MAX_MAIL_PARTS = 1_000;
/** Frames of a web page that stand in each other, and trees of their own: as deep as a page is written down as evidence. */
export const MAX_HTML_DEPTH = 16;

/** Characters of a text or file that is brought into the review workspace, and pages that one may bring. */
export const MAX_INTAKE_CHARS = 32 * 1024 * 1024;
export const MAX_INTAKE_ROWS = 10_000;
/** Characters of the output of a scan that is brought: as many pages, each with what was found on it. */
export const MAX_SCAN_CHARS = 128 * 1024 * 1024;
/** Characters of one line of it, which is one page; a thousand addresses with their places have some two million. */
export const MAX_SCAN_LINE_CHARS = 8 * 1024 * 1024;
/** Things found on one page of it, of each kind; claims and reasons of one of them. */
export const MAX_SCAN_FINDINGS = 10_000;
export const MAX_SCAN_CLAIMS = 1_000;
export const MAX_SCAN_REASONS = 200;
/** Names, of lists and of subjects each, that are kept of one thing, and of all things on one page. */
export const MAX_SCAN_NAMES = 20;
export const MAX_SCAN_PAGE_NAMES = 2_000;
/** Days by which the clock of a machine that scanned may run ahead. */
export const MAX_SCAN_AHEAD_DAYS = 2;
/** Characters kept of a refused line. */
export const MAX_REFUSED_CHARS = 120;
/** Records by which the delimiter and the columns of a table are told. */
export const MAX_TABLE_SAMPLE = 50;
/** Characters of a case's note and of a tag, and tags of one case. */
export const MAX_NOTE_CHARS = 10_000;
export const MAX_TAG_CHARS = 60;
export const MAX_TAGS = 50;
/** Reasons of a team's own list, and characters of one. */
export const MAX_TEAM_REASONS = 100;
export const MAX_REASON_CHARS = 200;
/** Things found on one page that its case keeps, the worst first. */
export const MAX_SEEN_ITEMS = 500;
/** Cases that share something above which the share says nothing and is not drawn. */
export const MAX_LINKED_CASES = 50;
/** Cases that are decided at once in the way of another. */
export const MAX_DECIDED_ALIKE = 50;
/** Characters of a search in the review workspace. */
export const MAX_SEARCH_CHARS = 500;
/** Milliseconds after which a case that somebody began waits for everybody again: whoever began may not come back. */
export const MAX_BEGUN_MS = 24 * 60 * 60 * 1_000;
/** Days or weeks of the plot over time, the newest. */
export const MAX_PLOT_BUCKETS = 400;
/** Decided cases that are judged again before what changed is written down. */
export const REJUDGE_BATCH = 100;

/** Characters of a file of the review workspace; beyond it, it is exported without pictures or with those of fewer cases. */
export const MAX_WORKSPACE_CHARS = 256 * 1024 * 1024;
/** Lines of its log: 10,000 cases with fifty acts each. */
export const MAX_WORKSPACE_LINES = 500_000;
/** Names of reviewers, and ids, as such a file may bring them. */
export const MAX_REVIEWER_CHARS = 200;
export const MAX_REVIEW_ID_CHARS = 100;
/** Milliseconds by which the clock of another reviewer may run ahead and still be followed. */
export const MAX_CLOCK_AHEAD_MS = 24 * 60 * 60 * 1_000;
/** How deep the objects of a line or of evidence may stand in each other. */
export const MAX_REVIEW_DEPTH = 64;
/** Attachments that are read at once for a file. */
export const GATHER_BATCH = 50;
/** Branches of one chain: each copy of a browser's profile that went on writing makes one. */
export const MAX_CHAIN_BRANCHES = 8;
/** Characters of a MISP event's summary (MISP core format, 2.2.1.4). */
export const MAX_MISP_INFO_CHARS = 256;
/** Times that one request to a MISP or TAXII server is tried. */
export const MAX_PUSH_TRIES = 5;
/** Events that a MISP instance refuses one after the other before no more are sent: it will want none of them. */
export const MAX_PUSH_REFUSALS = 20;
/** Milliseconds before the second try; doubles with each. */
export const PUSH_RETRY_MS = 1_000;
/** Milliseconds that a server may ask to wait before the next try. */
export const MAX_PUSH_WAIT_MS = 120_000;
/** Milliseconds for one answer. */
export const MAX_PUSH_ANSWER_MS = 60_000;
/** Characters of an answer: a MISP event comes back whole, with what others added to it. */
export const MAX_PUSH_ANSWER_CHARS = 32 * 1024 * 1024;
/** Objects sent to a TAXII server at once, and bytes where it names no bound. */
export const MAX_PUSH_OBJECTS = 500;
export const MAX_PUSH_BYTES = 5 * 1024 * 1024;
/** Characters of a key for a MISP or TAXII server. */
export const MAX_PUSH_KEY_CHARS = 4_096;
/** Cases of one printed report: what is on the page of each has to be drawn. */
export const MAX_PRINTED_CASES = 500;
/** Placements of one case that are printed. */
export const MAX_PRINTED_PLACES = 20;
/** Lines of the audit log that are drawn at once. */
export const MAX_LOG_ROWS = 200;
/** Decisions of one case, the last of them, after each of which an export works out what the case was. */
export const MAX_TOLD_DECISIONS = 100;
/** Times that a TAXII server is asked whether it has taken in what was sent. */
export const MAX_STATUS_POLLS = 20;
/** Objects that a TAXII server is asked for at once: their ids stand in the address. */
export const MAX_MANIFEST_IDS = 25;

/** Bytes of one picture that is kept as evidence, as JPEG; a larger one is made smaller, or left out. */
export const MAX_PROOF_PICTURE_BYTES = 400 * 1024;
/** Placements kept as evidence of one page. */
export const MAX_PLACEMENTS = 500;
/** Milliseconds for what a page shows, and as many for its pictures, before a decision is kept without. */
export const MAX_PROOF_MS = 8_000;
/** Milliseconds in which a page tells how it is drawn, before nobody waits for it. */
export const MAX_DRAWN_MS = 3_000;
/** Milliseconds that a page under review gets to load and to be read. */
export const MAX_OPEN_MS = 20_000;
/** Milliseconds without a new report after which a page that was met while browsing becomes a case. */
export const MEET_MS = 1_500;
