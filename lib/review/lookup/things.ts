import { MAX_NEAR_CHARS, MAX_PLACES, MAX_URL_CHARS } from '#lib/core/limits.ts';
import { MAX_LOOKUP_THINGS } from '#lib/core/review-limits.ts';
import type { Steps } from '#lib/core/steps.ts';
import type { Candidate, Place } from '#lib/core/types.ts';
import { isExplorer } from '#lib/detect/explorers.ts';
import type { Found } from '#lib/detect/find.ts';
import { HOST_RULES } from '#lib/detect/host-rules.ts';
import { placeKeys } from '#lib/detect/place.ts';
import { readHref } from '#lib/detect/uri.ts';
import { isHost } from '../intake/page-address.ts';
import { DISGUISED_DOT, refang, withDots } from '../intake/refang.ts';
import { candidatesByPiece } from './pieces.ts';

/** How often something stands in a text, and where first. */
export interface Standing {
  times: number;
  at: number;
  line: number;
}

/** A web address, each once. */
export interface FoundPlace extends Standing {
  url: string;
  /** The host, or, at a service where people keep pages of their own, the page. */
  name: string;
}

/** Everything in a text that a list may name. */
export interface Things {
  candidates: Candidate[];
  places: FoundPlace[];
  /** By text of a candidate. */
  standing: ReadonlyMap<string, Standing>;
  /** Different things beyond the limit. */
  left: number;
}

const LETTER = '\\p{L}\\p{N}';
const LABEL = `[${LETTER}](?:[${LETTER}-]{0,61}[${LETTER}])?`;
const PLACE = new RegExp(
  [
    'https?://[^\\s<>"`“”«»]+',
    'tg://resolve\\?domain=\\w+',
    // A bare host begins a word: what stands behind an at sign is mail.
    `(?<![${LETTER}@./:=&%+-])(?:${LABEL}[.${DISGUISED_DOT}]){1,10}\\p{L}{2,24}(?![${LETTER}@-])(?:/[^\\s<>"\`“”«»,;|]*)?`,
  ].join('|'),
  'giu',
);
/** Ends of a sentence, which are no end of an address. */
const TRAILING = /[.,;:!?'’…*_\]}>)]+$/;
/** Names of files that end as hosts do. */
const FILE = /^[^/]*\.(?:md|py|rs|sh|pl|zip|mov|ps|cc|so|app)$/i;
/** Characters kept on each side of a place, and those looked at for them. */
const HALF = MAX_NEAR_CHARS / 2;
const REACH = HALF * 2;

/** Reads a text of any kind. Disguised web addresses (`hxxps://example[.]org`) are read as what they stand for. */
export function* readThings(text: string): Steps<Things> {
  const marked = refang(text);
  const plain = withDots(marked);
  const lineAt = createLineCounter(plain);
  const candidates = new Map<string, Candidate>();
  const standing = new Map<string, Standing>();
  const places = new Map<string, FoundPlace>();
  const beyond = new Set<string>();
  const isFull = (name: string) => {
    const full = candidates.size + places.size >= MAX_LOOKUP_THINGS;
    if (full) beyond.add(name);
    return full;
  };

  function addCandidate(found: string, at: number, line: number, place: Place): void {
    const known = candidates.get(found);
    if (!known && isFull(found)) return;
    const before = standing.get(found);
    // In an address of the web it was counted as text, where nothing but that tells it apart.
    const times = (before?.times ?? 0) + (place.how === 'link' && before ? 0 : 1);
    standing.set(found, { at, line, ...before, times });
    if (!known) candidates.set(found, { text: found, places: [place] });
    else if (known.places.length < MAX_PLACES) known.places.push(place);
  }

  for (const piece of candidatesByPiece(plain)) {
    for (const found of piece) {
      addCandidate(found.text, found.start, lineAt(found.start), placeOf(found, plain));
    }
    yield;
  }
  const placeLine = createLineCounter(plain);
  for (const match of marked.matchAll(PLACE)) {
    yield;
    const url = urlOf(match[0]);
    if (!url) continue;
    const at = match.index;
    const line = placeLine(at);
    const reading = readHref(url, url);
    // Of a link on a page that is the text around it, and not where it leads.
    const near = reading ? `${before(plain, at)} ${after(plain, at + match[0].length)}` : '';
    for (const one of reading?.texts ?? []) {
      addCandidate(one, at, line, { how: 'link', flags: [], near, within: [], label: reading?.host ?? '' });
    }
    const name = nameOf(url);
    const known = places.get(url);
    if (known) known.times++;
    else if (name && !isFull(url)) places.set(url, { url, name, times: 1, at, line });
  }
  return { candidates: [...candidates.values()], places: [...places.values()], standing, left: beyond.size };
}

function placeOf({ start, end, disguised, grouped }: Found, text: string): Place {
  return {
    how: grouped ? 'split' : 'text',
    flags: disguised ? ['disguised'] : [],
    near: nearOf(text, start, end),
    within: [],
  };
}

/** As much on each side as of a place on a page, white space folded. */
function nearOf(text: string, start: number, end: number): string {
  return `${before(text, start)}${fold(text.slice(start, end))}${after(text, end)}`.slice(0, MAX_NEAR_CHARS);
}

function before(text: string, at: number): string {
  return fold(text.slice(Math.max(0, at - REACH), at)).slice(-HALF);
}

function after(text: string, at: number): string {
  return fold(text.slice(at, at + REACH)).slice(0, HALF);
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function urlOf(word: string): string | null {
  if (word.length > MAX_URL_CHARS) return null;
  const isWeb = /^(?:https?|tg):\/\//i.test(word);
  const trimmed = trimEnd(withDots(word));
  const isMeant = isWeb || word.includes(DISGUISED_DOT);
  if (!isMeant && (!isHost(trimmed) || FILE.test(trimmed))) return null;
  const url = isWeb ? trimmed : `https://${trimmed}`;
  return placeKeys(url).length > 0 ? url : null;
}

/** A bracket stays where the address itself opens it. */
function trimEnd(word: string): string {
  const cut = word.replace(TRAILING, '');
  const isOpen = cut.split('(').length > cut.split(')').length;
  return isOpen && word[cut.length] === ')' ? `${cut})` : cut;
}

const SERVICES = new Set(HOST_RULES.map(({ host }) => host));

/**
 * What tells one place from another: at a service the first part of the path, which is whose page it is; elsewhere the
 * host. `null` for an explorer, which is named for what it shows.
 */
function nameOf(url: string): string | null {
  const keys = placeKeys(url);
  const host = keys[0]?.key.replace(/^host:(?:www\.)?/, '') ?? '';
  if (isExplorer(host)) return null;
  const page = keys.find(({ how }) => how === 'page')?.key.slice('page:'.length);
  return page && SERVICES.has(page.slice(0, page.indexOf('/'))) ? page : host || (page ?? null);
}

/** The line that a position is in; asked in ascending order. */
function createLineCounter(text: string): (at: number) => number {
  let line = 1;
  let next = text.indexOf('\n');
  return (at) => {
    for (; next >= 0 && next < at; next = text.indexOf('\n', next + 1)) line++;
    return line;
  };
}
