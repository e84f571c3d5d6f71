import { encodingsOf } from '#lib/address/encodings.ts';
import { redactAddress } from '#lib/address/redact.ts';
import { parseAddress } from '#lib/address/registry.ts';
import { hideSecrets } from '#lib/address/secrets.ts';
import type { AddressForms, Checked, CheckedRow, CitedList } from '#lib/core/checked.ts';
import type { Finding, Report } from '#lib/core/report.ts';
import { fail, ok } from '#lib/core/result.ts';
import type { Sha256 } from '#lib/core/review.ts';
import { bySeverity } from '#lib/core/severity.ts';
import { createTurn, inTurns, mapInTurns } from '#lib/core/turns.ts';
import type { Candidate, FrameScan } from '#lib/core/types.ts';
import { type FoundPlace, readThings, type Standing, type Things } from '#lib/review/lookup/things.ts';
import type { ScannedFrame } from '#lib/verdict/report.ts';
import type { ListRecord } from '#lib/watchlist/store.ts';
import type { Watchlist } from '#lib/watchlist/watchlist.ts';
import { stayingAwake } from './awake.ts';
import { createComparisons } from './comparisons.ts';
import { nameExplorers } from './explorer-links.ts';
import { isReady } from './page-handler.ts';
import { decode } from './picture-handler.ts';
import type { LookupMessage, ReplyOf } from './protocol.ts';
import { createReporter, type ReporterDeps } from './reporter.ts';

export interface LookupDeps
  extends Pick<ReporterDeps, 'watchlist' | 'settings' | 'persistent' | 'now' | 'clock'> {
  ready(): Promise<unknown>;
  records(): Promise<ListRecord[]>;
  /** Any call of the browser's: it keeps the background awake. */
  ping(): Promise<unknown>;
}

/** Times that a text is judged while the lists go on changing. */
const MAX_CHECKS = 3;

/** Answers the lookup page. Nothing of what is looked up is kept. */
export function createLookupHandler(deps: LookupDeps) {
  return async (message: LookupMessage): Promise<ReplyOf[LookupMessage['type']]> => {
    switch (message.type) {
      case 'lookup.text':
        if (!(await isReady(deps.ready()))) return fail('not-ready', 'The lists are being loaded.');
        return ok(await stayingAwake(deps.ping, () => checkByOne(message.text, deps)));
      case 'lookup.forms':
        return formsOf(message.text);
      case 'lookup.picture': {
        const answer = decode(message);
        return answer.state === 'read' ? (answer.texts[0] ?? []) : [];
      }
    }
  };
}

/** Every spelling of one address; none for what is no address. */
function formsOf(text: string): AddressForms {
  const address = parseAddress(text);
  return { encodings: address ? encodingsOf(address, text) : [], redacted: redactAddress(text) };
}

/** By one state of the lists: where others came while it was judged, it is judged again. */
async function checkByOne(text: string, deps: LookupDeps): Promise<Checked> {
  const state = () => JSON.stringify(deps.watchlist.lists().map(({ id, version }) => [id, version]));
  for (let left = MAX_CHECKS; ; left--) {
    const before = state();
    const checked = await checkText(text, deps);
    if (state() === before || left <= 1) return checked;
  }
}

/**
 * Judges a text as if it were a page, and each web address in it as if that page were open: by the same code, so that
 * the answers cannot differ. No visit is made, and none remembered.
 */
async function checkText(text: string, deps: LookupDeps): Promise<Checked> {
  const turn = createTurn(deps.clock);
  const things = await inTurns(readThings(text), turn);
  const hidden = async (place: FoundPlace) => ({
    ...place,
    url: hideSecrets(place.url),
    name: hideSecrets(place.name),
  });
  const web = await mapInTurns(things.places, hidden, turn);
  const asOf = await deps.settings.asOf();
  const frames = [scanOf('', things.candidates), ...web.map(({ url }) => scanOf(url, []))].map(
    (scan): ScannedFrame => ({ frameId: 0, url: scan.href, scan: nameExplorers(scan) }),
  );
  const compare = createComparisons({
    watchlist: deps.watchlist,
    visits: { compare: async () => new Map() },
    tabAddresses: { add: async () => [] },
    turn,
  });
  // By text: a report says of an address what people read, and not how it is encoded.
  const encodings = new Map<string, string>();
  const reportOf = createReporter({
    ...deps,
    turn,
    settings: { asOf: async () => asOf, remembers: async () => false },
    tabs: { frames: async (index) => frames.slice(index, index + 1) },
    tab: async () => null,
    compare(report, about) {
      for (const [text, { address }] of about.resolved) encodings.set(text, address.kind);
      return compare(report, about);
    },
  });
  const whole = await reportOf(0);
  await turn();
  const rowOf = async (finding: Finding) => addressRow(finding, things, encodings);
  const addresses = await mapInTurns(whole.addresses, rowOf, turn);
  const places = await mapInTurns(web.entries(), ([i, place]) => placeRow(place, reportOf(i + 1)), turn);
  return {
    checked: new Date(deps.now()).toISOString(),
    date: whole.date,
    rows: inOrder([...addresses, ...places]),
    lists: citedLists(deps.watchlist, await deps.records()),
    notes: whole.notes,
    left: things.left,
    keysLeft: whole.unread.find(({ why }) => why === 'keys')?.count ?? 0,
  };
}

/** A document that shows nothing but these. */
function scanOf(href: string, candidates: Candidate[]): FrameScan {
  return {
    href,
    path: [],
    frames: 0,
    startedAt: 0,
    signals: { title: '', isArticle: false, appeal: '' },
    candidates,
    widgets: [],
    unread: [],
    scanMs: 0,
    settledMs: 0,
  };
}

/** A row, and where in the text it belongs. */
interface Placed {
  at: number;
  row: CheckedRow;
}

function addressRow(finding: Finding, { standing }: Things, encodings: ReadonlyMap<string, string>): Placed {
  // Spellings of one destination are one finding.
  const spelled = new Set(finding.places.map(({ at }) => at.text));
  const stands = [...spelled].flatMap((text) => standing.get(text) ?? []);
  const first = stands.reduce((a, b) => (b.at < a.at ? b : a), stands[0] ?? NOWHERE);
  const times = stands.reduce((sum, one) => sum + one.times, 0);
  const encoding = encodings.get(finding.text) ?? null;
  return { at: first.at, row: { what: 'address', ...said(finding), encoding, times, line: first.line } };
}

/** A place by what lists say of it; where they say nothing, as what it belongs to. */
async function placeRow(
  { url, name, times, at, line }: FoundPlace,
  report: Promise<Report>,
): Promise<Placed> {
  const [worst] = (await report).page.toSorted((a, b) => bySeverity(a.level, b.level));
  const canonical = worst?.canonical ?? name;
  const what = canonical.includes('/') || canonical.includes(':') ? 'page' : 'host';
  const found = worst ? said(worst) : NOTHING;
  return { at, row: { what, ...found, text: url, canonical, encoding: null, times, line } };
}

const NOWHERE: Standing = { times: 0, at: 0, line: 1 };
const NOTHING = { chain: null, level: 'none', reasons: [], claims: [] } satisfies Partial<CheckedRow>;

function said({ text, canonical, chain, chains, level, reasons, claims }: Finding) {
  return { text, canonical, chain, ...(chains && { chains }), level, reasons, claims };
}

/** In the order of the text; web addresses that lead to the same host or page are one row. */
function inOrder(placed: readonly Placed[]): CheckedRow[] {
  const rows = new Map<string, CheckedRow>();
  for (const { row } of placed.toSorted((a, b) => a.at - b.at)) {
    const name = row.what === 'address' ? `${row.what} ${row.text}` : `${row.canonical} ${row.level}`;
    const known = rows.get(name);
    rows.set(name, known ? { ...known, times: known.times + row.times } : row);
  }
  return [...rows.values()];
}

/** The lists that were asked, each with the hash of the file that it came in. */
export function citedLists(watchlist: Pick<Watchlist, 'lists'>, records: readonly ListRecord[]): CitedList[] {
  return watchlist.lists().map(({ id, title, version, date }) => {
    const record = records.find(
      ({ info, enabled }) => enabled && info?.id === id && info.version === version,
    );
    const hash: Sha256 | null = record?.sha256 || null;
    return { id, title, version, date, hash };
  });
}
