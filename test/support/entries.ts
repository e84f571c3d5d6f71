import type { Claim, Entry, ListInfo } from '#lib/core/entry.ts';
import { type CompileOptions, compileList } from '#lib/watchlist/compile.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';

/** A claim as an official list makes it; tests name what differs. */
export function claim(over: Partial<Claim> = {}): Claim {
  return {
    id: 'test:1',
    stance: 'warns',
    authority: 'Example Authority',
    subject: 'Example Front',
    aliases: [],
    programmes: ['EXAMPLE'],
    legalBasis: null,
    jurisdiction: null,
    category: null,
    relation: 'direct',
    tier: 'official',
    confidence: 'official-list',
    status: 'active',
    listed: '2020-08-13',
    firstSeen: null,
    validUntil: null,
    delisted: null,
    memo: null,
    urls: ['https://authority.example/1'],
    ...over,
  };
}

export function entry(value: string, over: Partial<Entry> = {}): Entry {
  return { kind: 'address', value, chain: null, flags: [], claims: [claim()], ...over };
}

export function listInfo(over: Partial<ListInfo> = {}): ListInfo {
  return {
    id: 'example',
    title: 'Example list',
    publisher: 'Example publisher',
    licence: 'CC0-1.0',
    homepage: null,
    upstreams: [],
    date: '2026-11-20',
    closed: false,
    version: '1',
    ...over,
  };
}

export function compiled(
  entries: Entry[],
  info: ListInfo = listInfo(),
  options: CompileOptions = {},
): CompiledList {
  const result = compileList(info, entries, [], options);
  if (!result.ok) throw new Error(result.error.message);
  return result.value.list;
}
