/** Every bound of the scan command, with its unit. */

/** Milliseconds between the end of one page of a host and the beginning of the next. */
export const HOST_PAUSE_MS = 1_000;

/** Pages after which a browser is started anew: what a page leaves behind in it is then gone, too. */
export const MAX_PAGES_A_BROWSER = 500;
/** Times that a browser is started in a row when it was lost, and milliseconds between them. */
export const MAX_LAUNCHES = 3;
export const LAUNCH_PAUSE_MS = 5_000;
/** Milliseconds for the marks to be drawn before a page's picture is taken. */
export const MARKS_MS = 500;
/** Milliseconds for a browser to close by itself. */
export const CLOSE_MS = 5_000;

/** Runs that may be killed while a page is open before that page is given up. */
export const MAX_KILLED = 3;
/** Milliseconds that a run waits for another that has its file to end. */
export const LOCK_MS = 1_000;
/** Bytes of an output or queue file that are read at once. */
export const READ_BYTES = 64 * 1024;

/** Pages that are handed to other machines at once: more than all of them open together. */
export const MAX_HANDED_OUT = 1_000;
/** Milliseconds without a sign of life after which a worker counts as gone, and between two looks for such. */
export const WORKER_LOST_MS = 15_000;
export const WORKER_CHECK_MS = 5_000;
/** Workers that may go while a page is open before that page is given up. */
export const MAX_LOST_WORKERS = 2;
/** Milliseconds between two looks for results of which no word came. */
export const RECHECK_MS = 5_000;
/** Milliseconds for a Redis server to answer at the start. */
export const REDIS_ANSWER_MS = 5_000;
/** Seconds that a result waits in Redis for its collector. */
export const RESULT_STAYS_S = 7 * 24 * 60 * 60;

/** Pages, the latest, that the rate is worked out from. */
export const RATE_PAGES = 200;
/** Milliseconds between two lines of figures where there is no terminal. */
export const FIGURES_MS = 10_000;
