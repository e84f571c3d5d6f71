/** What one check of a feed moves over the wire, in bytes. */
export interface Sizes {
  timestamp: number;
  snapshot: number;
  targets: number;
  /** Of what a client fetches when there is a new version. */
  files: number;
}

/**
 * Bytes of a request and an answer without what is in it: request line, headers, a 404's own body. An assumption, at
 * the upper end of what HTTP/2 with its compressed headers needs.
 */
const OVERHEAD_BYTES = 700;
/** A check asks for the root after the known one, which is not there, and for the timestamp. */
const QUIET_REQUESTS = 2;
const DAYS_PER_MONTH = 30;

export interface Cost {
  /** Bytes of one user's day without and with a new version. */
  quietDay: number;
  changedDay: number;
  /** Of all users in a month in which each day brings a new version. */
  gigabytes: number;
  requests: number;
  perSecond: number;
}

/** `files` is the number of files behind `sizes.files`. Every user checks once a day, spread over the day. */
export function costOf(sizes: Sizes, files: number, users: number): Cost {
  const quietDay = sizes.timestamp + QUIET_REQUESTS * OVERHEAD_BYTES;
  const requests = QUIET_REQUESTS + 2 + files;
  const changedDay =
    quietDay + sizes.snapshot + sizes.targets + sizes.files + (requests - QUIET_REQUESTS) * OVERHEAD_BYTES;
  return {
    quietDay,
    changedDay,
    gigabytes: (changedDay * users * DAYS_PER_MONTH) / 1e9,
    requests: requests * users * DAYS_PER_MONTH,
    perSecond: (requests * users) / 86_400,
  };
}
