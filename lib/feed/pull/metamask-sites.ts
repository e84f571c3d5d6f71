import type { Entry, EntryKind } from '#lib/core/entry.ts';
import { atOnce, type Steps } from '#lib/core/steps.ts';
import type { Sink } from '../formats/adapter.ts';
import { addSites, type Publisher, siteClaims } from '../formats/community-list.ts';
import type { Diff } from './metamask-api.ts';

/** Lists that are kept, and what standing on them means. */
const STANCES = { blocklist: 'warns', blocklistPaths: 'warns', allowlist: 'safe' } as const;
export type ListName = keyof typeof STANCES;
/** Each stance under one name, whether a site came with the whole list or with a change. */
const NAMES = { warns: 'blocklist', safe: 'allowlist' } as const;

const TARGET = /^eth_phishing_detect_config\.(.*)$/;
/** Names whose near spellings MetaMask accuses, which says nothing of any one site (formats/phishing-config.ts). */
const UNUSED = 'fuzzylist';

/** Kind of each site, under its stance and value: little enough to hold all of them while changes are made. */
export type Sites = Map<`${keyof typeof NAMES} ${string}`, EntryKind>;

/** Takes a list as it was published; what cannot be read is refused. */
export function takeList(
  values: readonly unknown[],
  name: ListName,
  sites: Sites,
  { refuse }: Sink,
): Steps<void> {
  return addSites(values, name, STANCES[name], NOBODY, { refuse, entry: (entry) => takeEntry(entry, sites) });
}

/** Takes what the stored version says of one site. */
export function takeEntry({ kind, value, claims }: Entry, sites: Sites): void {
  for (const { stance } of claims) if (stance !== 'verified') sites.set(`${stance} ${value}`, kind);
}

/** Makes changes, oldest first; `sink` is told what of those after `last` cannot be read. */
export function* applyDiffs(diffs: readonly Diff[], last: number, sites: Sites, sink: Sink): Steps<void> {
  for (const diff of diffs) {
    yield;
    applyDiff(diff, sites, diff.timestamp > last ? sink : null);
  }
}

/** Makes one change; `sink` is told what of it cannot be read, if it was not before. */
function applyDiff({ url, timestamp, targetList, isRemoval }: Diff, sites: Sites, sink: Sink | null): void {
  const name = TARGET.exec(targetList)?.[1] ?? '';
  if (name === UNUSED) return;
  const where = `change of ${timestamp}`;
  if (!isKept(name)) {
    sink?.refuse(where, `${targetList}: ${url}`, 'unknown-list');
    return;
  }
  const changed: Sites = new Map();
  atOnce(
    takeList([url], name, changed, {
      entry: () => {},
      refuse: (_, value, reason) => sink?.refuse(where, value, reason),
    }),
  );
  for (const [site, kind] of changed) {
    if (isRemoval) sites.delete(site);
    else sites.set(site, kind);
  }
}

function isKept(name: string): name is ListName {
  return Object.hasOwn(STANCES, name);
}

/** Puts all sites into the sink. */
export function* emitSites(sites: Sites, publisher: Publisher, sink: Sink): Steps<void> {
  const claims = {
    warns: siteClaims(NAMES.warns, 'warns', publisher),
    safe: siteClaims(NAMES.safe, 'safe', publisher),
  };
  for (const [site, kind] of sites) {
    yield;
    const stance = site.startsWith('safe ') ? 'safe' : 'warns';
    const value = site.slice(stance.length + 1);
    sink.entry({ kind, value, chain: null, flags: [], claims: claims[stance], where: NAMES[stance] });
  }
}

/** Whose name stands in claims that are only looked at for their stance. */
const NOBODY: Publisher = { title: '', publisher: '', licence: '', homepage: null, upstreams: [] };
