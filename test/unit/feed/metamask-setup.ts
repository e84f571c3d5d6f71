import type { Entry } from '#lib/core/entry.ts';
import { type Body, FeedFault } from '#lib/feed/body.ts';
import { createPull } from '#lib/feed/pull/registry.ts';
import { knownOf, type Stored, storedOf } from '../../support/stored.ts';

/** Hundreds of cases each; the machine may be busy. */
export const SLOW = { timeout: 60_000 };

export const HOST = 'https://phishing-detection.api.cx.metamask.io';
export const URL_ = `${HOST}/v1/stalelist`;
export const TODAY = '2026-11-21';
export const DAY = 86_400;
/** Noon of that day, in seconds. */
export const NOON = Date.parse(`${TODAY}T12:00:00Z`) / 1000;
export const MIDNIGHT = NOON - DAY / 2;

export interface Diff {
  url: string;
  timestamp: number;
  targetList: string;
  isRemoval?: boolean;
}
export const LIST = 'eth_phishing_detect_config';
export const block = (url: string, timestamp: number): Diff => ({
  url,
  timestamp,
  targetList: `${LIST}.blocklist`,
});
export const unblock = (url: string, timestamp: number): Diff => ({
  ...block(url, timestamp),
  isRemoval: true,
});

export const stalelist = (over: object = {}) => ({
  data: {
    version: 1,
    lastUpdated: NOON,
    tolerance: 1,
    fuzzylist: ['likeness.example.com'],
    blocklist: ['one.example.com', 'two.example.com'],
    blocklistPaths: ['facebook.com/somepage'],
    allowlist: ['fine.example.com'],
    ...over,
  },
});

/** A server by path; what is no answer of its own is a fault, as `fetchFeed` throws one. */
export function createServer(answers: Record<string, unknown>) {
  const asked: string[] = [];
  async function* get(url: string): Body {
    const path = url.replace(HOST, '');
    asked.push(path);
    const answer = answers[path.replace(/\d+$/, 'N')];
    if (answer === undefined) throw new FeedFault('http-error', 'The server answered 404.');
    const bytes = new TextEncoder().encode(typeof answer === 'string' ? answer : JSON.stringify(answer));
    for (let at = 0; at < bytes.length; at += 97) yield bytes.subarray(at, at + 97);
  }
  return { asked, get };
}
export const WHOLE = '/v1/stalelist';
export const SINCE = '/v2/diffsSince/N';

export function pull(get: (url: string) => Body, stored: Stored, today = TODAY) {
  const source = { id: 'stalelist', name: URL_, today };
  return createPull(get)({ url: URL_, source, known: knownOf(stored) });
}

/** What came, in the form in which it is known at the next pull. */
export async function bring(get: (url: string) => Body, stored: Stored, today = TODAY) {
  const pulled = await pull(get, stored, today);
  if (!pulled.ok) throw new Error(`${pulled.error.code}: ${pulled.error.message}`);
  if (pulled.value === 'unchanged') throw new Error('unchanged');
  return { ...pulled.value, ...storedOf(pulled.value) };
}

export const sitesOf = (entries: readonly Entry[]) =>
  entries.flatMap(({ value, claims }) => claims.map(({ stance }) => `${stance} ${value}`)).sort();

export const FIRST = [
  'safe fine.example.com',
  'warns facebook.com/somepage',
  'warns one.example.com',
  'warns two.example.com',
];
