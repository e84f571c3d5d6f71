import { hideSecrets } from '#lib/address/secrets.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import { MAX_URL_CHARS } from '#lib/core/limits.ts';
import type {
  Finding,
  Match,
  Reason,
  Report,
  ReportList,
  ReportPlace,
  ReportState,
  ReportWidget,
} from '#lib/core/report.ts';
import { bySeverity, weightOf, worst } from '#lib/core/severity.ts';
import type { Steps } from '#lib/core/steps.ts';
import type { Address, Context, FrameScan, Place, Unread } from '#lib/core/types.ts';
import { orderFrames } from './frames.ts';
import { judge } from './judge.ts';
import { customerOf } from './memo.ts';
import { findMismatches, type Standing } from './mismatch.ts';
import { notes } from './notes.ts';
import { isSubstantial, type SeenFrame } from './substantial.ts';

/** A frame's scan with what only the background knows of it. */
export interface ScannedFrame {
  frameId: number;
  /** The document's address as the browser vouches for it. */
  url: string;
  scan: FrameScan;
}

/** A candidate that is an address, with what the lists hold of it. */
export interface Resolved {
  address: Address;
  matches: Match[];
}

/** A widget that the page holds. */
export interface FoundWidget extends ReportWidget {
  account: string | null;
  matches: Match[];
}

export interface ReportInput {
  frames: readonly ScannedFrame[];
  /** What the browser says of the tab; `null` when it is gone. */
  tab: { url: string; loading: boolean } | null;
  /** By candidate text; texts that are nothing are absent. */
  resolved: ReadonlyMap<string, Resolved>;
  /** Extended keys of which it was not looked up whether addresses that they make are listed. */
  keysLeft: number;
  /** Matches of each frame's own address, by frame id. */
  places: ReadonlyMap<number, Match[]>;
  /** How much is to be seen of frames whose document a list names, by frame id, where that is known. */
  seen: ReadonlyMap<number, SeenFrame>;
  /** Donation widgets in each frame, by frame id, with what the lists hold of their accounts. */
  widgets: ReadonlyMap<number, readonly FoundWidget[]>;
  contextOf(place: Place, frame: ScannedFrame): Context;
  /** What stands beside a place and gives reason for care, whatever the lists say. */
  cautionsOf(place: Place, frame: ScannedFrame, context: Context): Reason[];
  /** Whether a frame's document asks for money as a whole. */
  asks(frame: ScannedFrame): boolean;
  watchlist: ReportList[];
  persistent: boolean;
  /** The day to judge for. */
  date: IsoDate;
  /** What this device's clock says: the day, and epoch milliseconds. */
  today: IsoDate;
  now: number;
  /** Set when `date` was chosen and is not simply today. */
  asOf: IsoDate | null;
  lookupMs: number;
}

/** Puts one tab's report together, address by address. Pure. */
export function* buildReport(input: ReportInput): Steps<Report> {
  const { frames, watchlist, date } = input;
  const top = frames.find(({ frameId }) => frameId === 0);
  const order = orderFrames(frames);
  const page = [...pageFindings(input, order.numbers), ...widgetFindings(input, order.numbers)].sort((a, b) =>
    bySeverity(weightOf(a), weightOf(b)),
  );
  const addresses = yield* addressFindings(input, order.numbers);
  const asks =
    frames.some(input.asks) ||
    addresses.some(({ places }) => places.some(({ context }) => context === 'donation'));
  return {
    state: stateOf(input),
    url: top?.url ?? '',
    title: top?.scan.signals.title ?? '',
    date,
    watchlist,
    notes: notes(input),
    level: worst([...page, ...addresses].map(weightOf)),
    context: asks ? 'donation' : 'mention',
    page,
    addresses,
    widgets: reportWidgets(input),
    unread: unread(input, order.missing),
    timings: {
      scanMs: round(frames.reduce((sum, { scan }) => sum + scan.scanMs, 0)),
      lookupMs: round(input.lookupMs),
      settledMs: round(Math.max(0, ...frames.map(({ scan }) => scan.settledMs))),
    },
  };
}

/**
 * Nothing may be concluded of a page that has not reported itself: its frames may come first, and what the page
 * before it reported may still be there.
 */
function stateOf({ frames, tab }: ReportInput): ReportState {
  const top = frames.find(({ frameId }) => frameId === 0);
  if (top && (!tab || isSamePage(top.url, tab.url))) return 'ready';
  return top || tab?.loading ? 'not-ready' : 'unreadable';
}

/** Fragments aside; and what is reported of a long address is its beginning, of a secret nothing. */
function isSamePage(reported: string, shown: string): boolean {
  const bare = (url: string) => url.replace(/#.*$/s, '');
  return bare(reported) === bare(hideSecrets(shown.slice(0, MAX_URL_CHARS)));
}

function judgeOn({ date, asOf }: ReportInput, matches: readonly Match[], address: Address | null) {
  return judge(matches, date, address, asOf === null);
}

function pageFindings(input: ReportInput, numbers: Map<number, number>): Finding[] {
  const { frames, places } = input;
  const findings: Finding[] = [];
  for (const frame of frames) {
    const { frameId, url } = frame;
    const matches = places.get(frameId) ?? [];
    if (matches.length === 0) continue;
    findings.push({
      text: url,
      chain: null,
      canonical: matches[0]?.entry.value ?? url,
      // The page itself is everywhere; a frame is at its place in the page.
      places: frameId === 0 ? [] : [pagePlace(frameId, numbers)],
      ...judgeOn(input, matches, null),
      ...(frameId !== 0 && isAside(frame, input) && { aside: true }),
    });
  }
  return findings;
}

function isAside(frame: ScannedFrame, { seen, asks, resolved }: ReportInput): boolean {
  const shows = frame.scan.candidates.some(({ text }) => resolved.has(text));
  return !isSubstantial(seen.get(frame.frameId) ?? null, shows || asks(frame));
}

/** Accounts at providers of widgets that a list names. */
function widgetFindings(input: ReportInput, numbers: Map<number, number>): Finding[] {
  const { frames, widgets } = input;
  const findings = new Map<string, Finding>();
  for (const { frameId } of frames) {
    for (const { provider, account, matches } of widgets.get(frameId) ?? []) {
      const name = `${provider}:${account}`;
      if (account === null || matches.length === 0 || findings.has(name)) continue;
      findings.set(name, {
        text: name,
        chain: null,
        canonical: matches[0]?.entry.value ?? name,
        places: [pagePlace(frameId, numbers)],
        ...judgeOn(input, matches, null),
      });
    }
  }
  return [...findings.values()];
}

/** Each widget once, whatever accounts it pays into: one is a finding when a list names it. */
function reportWidgets({ widgets }: ReportInput): ReportWidget[] {
  const distinct = new Map<string, ReportWidget>();
  for (const { provider, kind, host, account } of [...widgets.values()].flat()) {
    const name = [provider, kind, host].join(' ');
    const accounts = new Set(distinct.get(name)?.accounts).add(account ?? '');
    accounts.delete('');
    distinct.set(name, { provider, kind, host, ...(accounts.size > 0 && { accounts: [...accounts] }) });
  }
  return [...distinct.values()];
}

/** A place that no jump leads to. */
function pagePlace(frameId: number, numbers: Map<number, number>): ReportPlace {
  return {
    how: 'link',
    frame: numbers.get(frameId) ?? 0,
    flags: [],
    context: 'mention',
    at: { frameId, text: '', index: 0 },
  };
}

/** One finding per destination: spellings of one address are one thing. */
function* addressFindings(input: ReportInput, numbers: Map<number, number>): Steps<Finding[]> {
  const byIdentity = new Map<string, Finding>();
  for (const frame of input.frames) {
    for (const candidate of frame.scan.candidates) {
      yield;
      const resolved = input.resolved.get(candidate.text);
      if (!resolved) continue;
      const { address } = resolved;
      const identity = destinationOf(address);
      const places = candidate.places.map(
        (place, index): ReportPlace => ({
          how: place.how,
          frame: numbers.get(frame.frameId) ?? 0,
          flags: place.flags,
          context: input.contextOf(place, frame),
          at: { frameId: frame.frameId, text: candidate.text, index },
        }),
      );
      const cautions = candidate.places.flatMap((place, index) =>
        input.cautionsOf(place, frame, (places[index] as ReportPlace).context),
      );
      const known = byIdentity.get(identity);
      if (known) {
        known.places.push(...places);
        addCautions(known, cautions);
        continue;
      }
      const finding: Finding = {
        text: candidate.text,
        chain: address.chain,
        ...(address.chains && { chains: address.chains }),
        canonical: address.canonical,
        places,
        ...judgeOn(input, resolved.matches, address),
      };
      addCautions(finding, cautions);
      byIdentity.set(identity, finding);
    }
    for (const { code, printed, other } of findMismatches(yield* standingIn(frame, input))) {
      const params = { printed: printed.canonical, other: other.canonical };
      for (const { identity } of [printed, other]) {
        const finding = byIdentity.get(identity);
        if (!finding) continue;
        finding.reasons.push({ code, params });
        finding.level = worst([finding.level, 'caution']);
      }
    }
  }
  return [...byIdentity.values()].sort((a, b) => bySeverity(a.level, b.level));
}

/** At a custodian each customer is a destination of its own. */
function destinationOf(address: Address): string {
  return `${address.identity} ${customerOf(address) ?? ''}`;
}

/** Care where no list says anything; what a list says is not made worse by what stands beside it. */
function addCautions(finding: Finding, cautions: Reason[]): void {
  for (const caution of cautions) {
    if (!finding.reasons.some(({ code }) => code === caution.code)) finding.reasons.push(caution);
  }
  if (cautions.length > 0 && finding.level === 'none') finding.level = 'caution';
}

/** The addresses of one frame, spellings of one destination together. */
function* standingIn({ scan }: ScannedFrame, { resolved }: ReportInput): Steps<Standing[]> {
  const standing = new Map<string, Standing & { places: Place[] }>();
  for (const { text, places } of scan.candidates) {
    yield;
    const address = resolved.get(text)?.address;
    if (!address) continue;
    const { keys, chain, canonical } = address;
    const identity = destinationOf(address);
    const known = standing.get(identity);
    if (known) known.places.push(...places);
    else standing.set(identity, { identity, keys, chain, canonical, places: [...places] });
  }
  return [...standing.values()];
}

function unread({ frames, resolved, keysLeft }: ReportInput, missing: number): Unread[] {
  const counts = new Map<string, Unread>();
  const add = ({ what, why, count }: Unread) => {
    const key = `${what} ${why}`;
    const known = counts.get(key);
    if (known) known.count += count;
    else counts.set(key, { what, why, count });
  };
  for (const { scan } of frames) {
    scan.unread.forEach(add);
    // What is no address is left out of everything.
    for (const { text, leftOut } of scan.candidates) {
      if (leftOut && resolved.get(text)?.address)
        add({ what: 'limit', count: leftOut, why: 'too-many-places' });
    }
  }
  if (missing > 0) add({ what: 'frame', count: missing, why: 'not-answering' });
  if (keysLeft > 0) add({ what: 'limit', count: keysLeft, why: 'keys' });
  return [...counts.values()];
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
