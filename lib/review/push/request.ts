import { fail, ok, type Result } from '#lib/core/result.ts';
import type { PushProblem } from '#lib/core/review-file-problems.ts';
import {
  MAX_PUSH_ANSWER_CHARS,
  MAX_PUSH_ANSWER_MS,
  MAX_PUSH_TRIES,
  MAX_PUSH_WAIT_MS,
  PUSH_RETRY_MS,
} from '#lib/core/review-limits.ts';
import { isFeedUrl } from '#lib/core/web-url.ts';

/** What pushing needs of the world. */
export interface PushDeps {
  fetch: typeof fetch;
  now(): number;
  /** Resolves after so many milliseconds. */
  wait(ms: number): Promise<void>;
}

export interface PushRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?: string;
}

/** An answer that came, whatever it says. */
export interface PushAnswer {
  status: number;
  headers: Headers;
  /** Its JSON; `null` where it holds none. */
  json: unknown;
}

/**
 * Sends a request, again and ever later where the server is out of reach, overloaded or failing. What is sent may
 * arrive although its answer does not: whoever sends has to be able to send it twice. Redirects are not followed, for
 * the key would go with them.
 */
export async function send(request: PushRequest, deps: PushDeps): Promise<Result<PushAnswer, PushProblem>> {
  if (!isFeedUrl(request.url)) return fail('bad-url', 'A server needs an https:// address');
  for (let attempt = 1; ; attempt++) {
    const answer = await once(request, deps);
    const isLast = attempt === MAX_PUSH_TRIES;
    if (answer.ok && !isPassing(answer.value.status)) return judged(answer.value);
    if (isLast) return answer.ok ? busy(answer.value) : answer;
    const asked = answer.ok ? retryAfter(answer.value.headers, deps.now()) : null;
    // Longer than this nobody waits in front of a page; what is left is sent another time.
    if (answer.ok && asked !== null && asked > MAX_PUSH_WAIT_MS) return busy(answer.value);
    await deps.wait(Math.max(asked ?? 0, PUSH_RETRY_MS * 2 ** (attempt - 1)));
  }
}

async function once(
  { url, method, headers, body }: PushRequest,
  deps: PushDeps,
): Promise<Result<PushAnswer, PushProblem>> {
  try {
    const response = await deps.fetch(url, {
      method,
      headers,
      ...(body !== undefined && { body }),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      redirect: 'manual',
      signal: AbortSignal.timeout(MAX_PUSH_ANSWER_MS),
    });
    return ok({ status: response.status, headers: response.headers, json: await jsonOf(response) });
  } catch (error) {
    return fail('offline', `The server could not be reached (${String(error)})`);
  }
}

/** An answer that is longer than any should be counts as none. */
async function jsonOf(response: Response): Promise<unknown> {
  let text = '';
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
    if (text.length > MAX_PUSH_ANSWER_CHARS) {
      await reader.cancel();
      return null;
    }
  }
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Says nothing about the request itself (RFC 9110, 15.6; RFC 6585, 4). */
function isPassing(status: number): boolean {
  return status === 429 || status >= 500;
}

/** Seconds, or a date (RFC 9110, 10.2.3), in milliseconds from now. */
function retryAfter(headers: Headers, now: number): number | null {
  const said = headers.get('retry-after');
  if (said === null) return null;
  const ms = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

/** What no caller has to look at twice. */
function judged(answer: PushAnswer): Result<PushAnswer, PushProblem> {
  const { status } = answer;
  // Status 0 is how browsers show a redirect that is not followed.
  if (status === 0 || (status >= 300 && status < 400)) {
    return fail('moved', 'The server sends on to another address: use that one');
  }
  if (status === 401) return fail('unauthorised', 'The server does not accept the key');
  if (status === 413) return fail('too-large', 'The server takes nothing of this size');
  return ok(answer);
}

function busy({ status }: PushAnswer) {
  return fail('busy', `The server answered ${status} again and again, or asks to wait long`);
}

/** An answer that refuses, in the server's own words where it has some. */
export function refusal({ status, json }: PushAnswer) {
  const code: PushProblem =
    status === 404 ? 'not-found' : status === 403 && !isAboutBody(json) ? 'unauthorised' : 'refused';
  return fail(code, `The server answered ${status}${toldBy(json)}`);
}

/** MISP says with 403 that a key is wrong, and also that an event is: that one has `errors`. */
function isAboutBody(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'errors' in json;
}

/** `errors` and `message` (MISP), `title` and `description` (TAXII 2.1, 3.6.1): text of a stranger, shortened. */
function toldBy(json: unknown): string {
  if (typeof json !== 'object' || json === null) return '';
  const { errors, message, title, description } = json as Record<string, unknown>;
  const told = [errors, title, description, message].find((text) => typeof text === 'string' && text !== '');
  return typeof told === 'string' ? `: ${told.slice(0, 300)}` : '';
}
