import type { Claim, Entry, ListInfo } from '#lib/core/entry.ts';
import { type CompileOptions, compileList } from '#lib/watchlist/compile.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';

/** What a claim says where its list says nothing. Written by hand, so that a default that changes is noticed. */
export const OPEN_CLAIM: Omit<Claim, 'id' | 'authority' | 'tier' | 'confidence'> = {
  stance: 'warns',
  subject: null,
  aliases: [],
  programmes: [],
  legalBasis: null,
  jurisdiction: null,
  category: null,
  relation: 'direct',
  status: 'active',
  listed: null,
  firstSeen: null,
  validUntil: null,
  delisted: null,
  changed: null,
  memo: null,
  urls: [],
};

/** A claim as an official list makes it; tests name what differs. */
export function claim(over: Partial<Claim> = {}): Claim {
  return {
    ...OPEN_CLAIM,
    id: 'test:1',
    authority: 'Example Authority',
    subject: 'Example Front',
    programmes: ['EXAMPLE'],
    tier: 'official',
    confidence: 'official-list',
    listed: '2020-08-13',
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
