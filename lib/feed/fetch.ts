/** The one file that fetches. */
import {
  MAX_FEED_BYTES,
  MAX_FETCH_MS,
  MAX_NAME_CHARS,
  MAX_STALL_MS,
  MIN_FEED_RATE,
} from '#lib/core/limits.ts';
import { createTurn } from '#lib/core/turns.ts';
import { isFeedUrl } from '#lib/core/web-url.ts';
import { type Body, FeedFault, tooLarge } from './body.ts';

/** What no list is, whatever stands in it; types that say nothing, and those that servers give to any text, are taken. */
const FOREIGN_TYPE =
  /^\s*(?:image|audio|video|font|multipart)\/|^\s*application\/(?:pdf|javascript)\b|^\s*text\/(?:css|javascript)\b/i;

export interface FetchLimits {
  bytes: number;
  totalMs: number;
  stallMs: number;
}

export const FETCH_LIMITS: FetchLimits = {
  bytes: MAX_FEED_BYTES,
  totalMs: MAX_FETCH_MS,
  stallMs: MAX_STALL_MS,
};

/**
 * Downloads a feed file as it is read: the same request for everybody (no cookies, no referrer, no languages), bounded
 * in bytes and time, and refused when it is a web page, is of a type that no list has, or ends up on a host that is
 * neither its own nor among `hosts`. Throws a `FeedFault`.
 */
export async function* fetchFeed(
  url: string,
  hosts: readonly string[] = [],
  fetcher: typeof fetch = fetch,
  limits: FetchLimits = FETCH_LIMITS,
): Body {
  if (!isFeedUrl(url)) throw new FeedFault('bad-url', 'A list needs an https:// address.');
  const control = new AbortController();
  const patience = createPatience(limits, () => control.abort());
  try {
    const response = await patience.wait(
      fetcher(url, {
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        // A browser says by itself which languages somebody reads.
        headers: { 'accept-language': '*' },
        // Not even a tag of an earlier answer: it could tell one user from another.
        cache: 'no-store',
        signal: control.signal,
      }),
    );
    checkAnswer(response, [new URL(url).host, ...hosts]);
    const reader = response.body?.getReader();
    let size = 0;
    const turn = createTurn();
    while (reader) {
      const next = await patience.wait(reader.read());
      if (next.done) return;
      size += next.value.length;
      if (size > limits.bytes) throw tooLarge(limits.bytes);
      patience.arrived(size);
      yield next.value;
      // Bytes that are there already follow one another, and nobody else would be answered before the last of them.
      await turn();
    }
  } catch (error) {
    if (error instanceof FeedFault) throw error;
    if (control.signal.aborted) throw new FeedFault('timeout', 'The server took too long.');
    throw new FeedFault('offline', `The server could not be reached (${String(error)}).`);
  } finally {
    // Whoever stops reading early wants no more of it.
    control.abort();
  }
}

function checkAnswer(response: Response, hosts: readonly string[]): void {
  const { status } = response;
  if (!response.ok) {
    // Some hosts say "forbidden" of files that are not there.
    const code = [403, 404, 410].includes(status) ? 'not-found' : 'http-error';
    throw new FeedFault(code, `The server answered ${status}. Check the address.`, {
      code: 'status',
      params: { status: String(status) },
    });
  }
  if (response.url) {
    const { host } = new URL(response.url);
    if (!isFeedUrl(response.url) || !hosts.includes(host)) {
      throw new FeedFault(
        'redirected',
        `The server sent us on to ${host}. Add that address if you trust it.`,
        { code: 'server', params: { server: host } },
      );
    }
  }
  const type = response.headers.get('content-type') ?? '';
  if (/\b(text\/html|application\/xhtml)/i.test(type)) {
    throw new FeedFault(
      'not-a-list',
      'A web page came instead of a list: perhaps a sign-in page of this network.',
    );
  }
  if (FOREIGN_TYPE.test(type)) {
    throw new FeedFault(
      'bad-format',
      `What came calls itself ${type.slice(0, MAX_NAME_CHARS)}, which no list is.`,
    );
  }
}

/**
 * Counts only the time spent waiting for the server: reading a large list takes its own. Past `totalMs` a server
 * goes on only as long as it brings `MIN_FEED_RATE` on average.
 */
function createPatience({ totalMs, stallMs }: FetchLimits, giveUp: () => void) {
  let waited = 0;
  let size = 0;
  return {
    arrived(bytes: number) {
      size = bytes;
    },
    async wait<T>(work: Promise<T>): Promise<T> {
      const start = performance.now();
      const left = Math.max(totalMs, (size / MIN_FEED_RATE) * 1000) - waited;
      const timer = setTimeout(giveUp, Math.max(0, Math.min(stallMs, left)));
      try {
        return await work;
      } finally {
        clearTimeout(timer);
        waited += performance.now() - start;
      }
    },
  };
}
