/** The one file that fetches. */
import { MAX_FEED_BYTES, MAX_FETCH_MS, MAX_STALL_MS } from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';

export type FetchErrorCode =
  | 'bad-url'
  | 'offline'
  | 'http-error'
  | 'redirected'
  | 'not-a-list'
  | 'too-large'
  | 'timeout';

export interface FetchLimits {
  bytes: number;
  totalMs: number;
  stallMs: number;
}

const LIMITS: FetchLimits = { bytes: MAX_FEED_BYTES, totalMs: MAX_FETCH_MS, stallMs: MAX_STALL_MS };

/** A feed must come over HTTPS; this device itself is as good. */
export function isFeedUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url?.protocol === 'https:') return true;
  return url?.protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
}

/**
 * Downloads a feed file whole: the same request for everybody (no cookies, no referrer), bounded in bytes
 * and time while it streams, and refused when it ends up on another host or is a web page.
 */
export async function fetchFeed(
  url: string,
  fetcher: typeof fetch = fetch,
  limits: FetchLimits = LIMITS,
): Promise<Result<Uint8Array<ArrayBuffer>, FetchErrorCode>> {
  if (!isFeedUrl(url)) return fail('bad-url', 'A list needs an https:// address.');
  const control = new AbortController();
  const total = setTimeout(() => control.abort(), limits.totalMs);
  let stall = setTimeout(() => control.abort(), limits.stallMs);
  try {
    const response = await fetcher(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      // Not even a tag of an earlier answer: it could tell one user from another.
      cache: 'no-store',
      signal: control.signal,
    });
    if (!response.ok) return fail('http-error', `The server answered ${response.status}. Check the address.`);
    if (response.url && (!isFeedUrl(response.url) || new URL(response.url).host !== new URL(url).host)) {
      return fail(
        'redirected',
        `The server sent us on to ${new URL(response.url).host}. Add that address if you trust it.`,
      );
    }
    if (/\b(text\/html|application\/xhtml)/i.test(response.headers.get('content-type') ?? '')) {
      return fail('not-a-list', 'A web page came instead of a list: perhaps a sign-in page of this network.');
    }
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      clearTimeout(stall);
      stall = setTimeout(() => control.abort(), limits.stallMs);
      size += chunk.length;
      if (size > limits.bytes) {
        return fail('too-large', `The file is larger than ${Math.round(limits.bytes / 1024 / 1024)} MB.`);
      }
      chunks.push(chunk);
    }
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return ok(bytes);
  } catch (error) {
    if (control.signal.aborted) return fail('timeout', 'The server took too long.');
    return fail('offline', `The server could not be reached (${String(error)}).`);
  } finally {
    clearTimeout(total);
    clearTimeout(stall);
  }
}
