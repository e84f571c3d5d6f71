import { type Body, bodyOf, FeedFault } from '#lib/feed/body.ts';
import type { Source } from '#lib/feed/formats/adapter.ts';
import { mispFeed } from '#lib/feed/pull/misp.ts';
import { gatherer } from '../../support/gatherer.ts';
import { knownOf, NOTHING, type Stored } from '../../support/stored.ts';

export const URL_OF_FEED = 'https://cert.example/feeds/osint/manifest.json';
export const SOURCE: Source = { id: 'manifest', name: URL_OF_FEED, today: '2026-11-21' };
export const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
/** 2026-03-05T00:00:00Z. */
export const MARCH = 1_772_668_800;

export interface Made {
  n: number;
  timestamp?: number;
  /** Domains that it warns of. */
  warns?: string[];
  file?: string;
}

/** A feed as its publisher lays it out, and what is asked of it. */
export function feedOf(...events: Made[]) {
  const files = new Map<string, string>();
  const manifest: Record<string, unknown> = {};
  for (const { n, timestamp = MARCH + n, warns = [`evil-${n}.example`], file } of events) {
    const Attribute = warns.map((value, i) => ({
      uuid: uuid(n * 1_000 + i),
      type: 'domain',
      value,
      to_ids: true,
    }));
    const Event = {
      uuid: uuid(n),
      date: '2026-03-04',
      timestamp: String(timestamp),
      Orgc: { name: 'Example CERT' },
      Attribute,
    };
    manifest[uuid(n)] = {
      Orgc: { name: 'Example CERT' },
      Tag: [],
      info: 'x',
      date: '2026-03-04',
      analysis: '2',
      threat_level_id: '3',
      timestamp: String(timestamp),
    };
    files.set(`${uuid(n)}.json`, file ?? JSON.stringify({ Event }));
  }
  files.set('manifest.json', JSON.stringify(manifest));
  const asked: string[] = [];
  async function* get(url: string): Body {
    asked.push(url);
    const file = files.get(url.replace('https://cert.example/feeds/osint/', ''));
    if (file === undefined) throw new FeedFault('http-error', 'The server answered 404.');
    yield* bodyOf(new TextEncoder().encode(file));
  }
  return { files, asked, get };
}

export async function pull({ get }: Pick<ReturnType<typeof feedOf>, 'get'>, stored: Stored = NOTHING) {
  const { sink, entries, refused } = gatherer();
  const known = knownOf(stored);
  const pulled = await mispFeed.pull({ url: URL_OF_FEED, source: SOURCE, known, get }, sink);
  if (!pulled.ok) throw new Error(pulled.error.code);
  const cursor = pulled.value === 'unchanged' ? stored.cursor : pulled.value.cursor;
  return {
    pulled: pulled.value,
    refused,
    entries,
    cursor,
    values: entries.map(({ value }) => value).toSorted(),
  };
}

export const events = (asked: readonly string[]) =>
  asked.filter((url) => !url.endsWith('/manifest.json')).length;
