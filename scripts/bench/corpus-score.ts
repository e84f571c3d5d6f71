import { parseAddress } from '#lib/address/registry.ts';
import type { Finding, Report } from '#lib/core/report.ts';
import type { HitRow, TrapRow, TruthRow } from './corpus-data.ts';

/** One string that is told of by name: where it stands, what it is, and why, where somebody has looked. */
export interface Named {
  file: string;
  text: string;
  what: string;
  why: string;
}

/** So many of so many, and those that are not among them. */
export interface Score {
  found: number;
  of: number;
  missed: Named[];
}

/** By file, as `donation/NAME` or `pages/NAME`. */
export type Reports = ReadonlyMap<string, Report>;

/** What somebody found out who looked at single strings, by string. */
export type Notes = Readonly<Record<string, string>>;

interface Wanted {
  file: string;
  address: string;
  chain: string;
  /** `text`, `href`, `attr`, `input`, `js` or `script`, `comment`. */
  where: readonly string[];
}

export function wantedOfTruth({ doc, address, chain, how }: TruthRow): Wanted {
  return { file: `donation/${doc}`, address, chain, where: how.split('|') };
}

export function wantedOfHit({ file, address, cls, where }: HitRow): Wanted {
  return { file: `pages/${file}`, address, chain: cls[0]?.split('/')[0] ?? '', where };
}

/** Of what stands in text, how much is listed as standing in text. */
export function scoreText(wanted: readonly Wanted[], reports: Reports, notes: Notes): Score {
  const inText = wanted.filter(({ where }) => where.includes('text'));
  return scoreOf(inText, reports, notes, ({ places }) =>
    places.some(({ how }) => how === 'text' || how === 'split'),
  );
}

/** Of what stands in text, links, attributes, fields and scripts, how much is listed at all. Comments are read by nobody. */
export function scoreAll(wanted: readonly Wanted[], reports: Reports, notes: Notes): Score {
  const shown = wanted.filter(({ where }) => where.some((place) => place !== 'comment'));
  return scoreOf(shown, reports, notes, () => true);
}

function scoreOf(
  wanted: readonly Wanted[],
  reports: Reports,
  notes: Notes,
  counts: (finding: Finding) => boolean,
): Score {
  const missed = wanted.filter(({ file, address }) => {
    const finding = findingOf(reports.get(file), address);
    return !finding || !counts(finding);
  });
  return {
    found: wanted.length - missed.length,
    of: wanted.length,
    missed: missed.map(({ file, address, chain, where }) => ({
      file,
      text: address,
      what: `${chain}, in ${where.join(' and ')}`,
      why: notes[address] ?? '',
    })),
  };
}

/** Found and wanted by chain, most wanted first. */
export function byChain(
  wanted: readonly Wanted[],
  { missed }: Score,
): { chain: string; found: number; of: number }[] {
  const rows = new Map<string, { chain: string; found: number; of: number }>();
  const isMissed = new Set(missed.map(({ file, text }) => `${file} ${text}`));
  for (const { file, address, chain, where } of wanted) {
    if (where.every((place) => place === 'comment')) continue;
    const row = rows.get(chain) ?? { chain, found: 0, of: 0 };
    rows.set(chain, row);
    row.of++;
    if (!isMissed.has(`${file} ${address}`)) row.found++;
  }
  return [...rows.values()].sort((a, b) => b.of - a.of || a.chain.localeCompare(b.chain));
}

/** What is listed of a destination: one spelling stands for all. */
function findingOf(report: Report | undefined, address: string): Finding | undefined {
  const identity = parseAddress(address)?.identity;
  return report?.addresses.find(
    ({ text }) => text === address || (identity !== undefined && parseAddress(text)?.identity === identity),
  );
}

export interface Precision {
  /** Listed strings that are no address, by whether a checksum speaks for their chain. */
  checksummed: Named[];
  unchecked: Named[];
  /** Addresses that the oracle passed over, each looked at. */
  looked: Named[];
  /** Strings on ordinary pages that are called listed. */
  listed: Named[];
}

/** What ordinary pages are said to hold, against what an oracle found there and what was looked at. */
export function scorePrecision(hits: readonly HitRow[], reports: Reports, notes: Notes): Precision {
  const score: Precision = { checksummed: [], unchecked: [], looked: [], listed: [] };
  const strong = new Set(
    hits.filter((hit) => hit.strong).map((hit) => spelled(`pages/${hit.file}`, hit.address)),
  );
  for (const [file, report] of reports) {
    if (!file.startsWith('pages/')) continue;
    for (const finding of [...report.page, ...report.addresses]) {
      const { text, chain, level } = finding;
      const named = { file, text, what: chain ?? 'page', why: notes[text] ?? '' };
      if (level === 'listed') score.listed.push(named);
      if (!chain || strong.has(spelled(file, text))) continue;
      if (notes[text]) score.looked.push(named);
      else score[parseAddress(text)?.needsContext ? 'unchecked' : 'checksummed'].push(named);
    }
  }
  return score;
}

function spelled(file: string, text: string): string {
  return `${file} ${parseAddress(text)?.identity ?? text}`;
}

/** Strings that are no addresses and are listed all the same: by a report, or by their form alone. */
export function scoreTraps(traps: readonly TrapRow[], never: readonly TruthRow[], reports: Reports): Score {
  const rows = [
    ...traps.map(({ file, string, category }) => ({ file: `pages/${file}`, text: string, what: category })),
    ...never.map(({ doc, address, role }) => ({ file: `donation/${doc}`, text: address, what: role })),
  ];
  const missed = rows.filter(({ file, text }) => {
    const address = parseAddress(text);
    return findingOf(reports.get(file), text) || (address && !address.needsContext);
  });
  return {
    found: rows.length - missed.length,
    of: rows.length,
    missed: missed.map((row) => ({ ...row, why: '' })),
  };
}

/** Addresses that are asked to be paid for donations, and how many of those that are listed are called so. */
export function scoreDonations(truth: readonly TruthRow[], reports: Reports): Score {
  return scoreContext(
    truth.filter((row) => isDonation(row)),
    reports,
    (context) => context,
  );
}

/** The others; a payment is neither. */
export function scoreMentions(
  truth: readonly TruthRow[],
  hits: readonly HitRow[],
  reports: Reports,
): { documents: Score; pages: Score } {
  const others = truth.filter((row) => !isDonation(row) && row.role !== 'payment');
  const strong = hits
    .filter((hit) => hit.strong)
    .map(({ file, address, cls }) => ({ doc: file, address, role: cls[0] ?? '', folder: 'pages' }));
  const isMention = (donates: boolean) => !donates;
  return {
    documents: scoreContext(others, reports, isMention),
    pages: scoreContext(strong, reports, isMention),
  };
}

function isDonation({ role }: TruthRow): boolean {
  return role === 'donation' || role === 'donation-list';
}

function scoreContext(
  rows: readonly { doc: string; address: string; role: string; folder?: string }[],
  reports: Reports,
  isRight: (donates: boolean) => boolean,
): Score {
  const missed: Named[] = [];
  let of = 0;
  for (const { doc, address, role, folder = 'donation' } of rows) {
    const file = `${folder}/${doc}`;
    const finding = findingOf(reports.get(file), address);
    if (!finding) continue;
    of++;
    const donates = finding.places.some(({ context }) => context === 'donation');
    if (!isRight(donates)) missed.push({ file, text: address, what: role, why: '' });
  }
  return { found: of - missed.length, of, missed };
}

/** What somebody else's way to find addresses reaches on the same text. */
export interface Foreign {
  found: number;
  of: number;
  /** Strings of ordinary pages that it takes for addresses and are none. */
  falseStrings: number;
}

/** Measured by what a mere string can tell: whether it is there, and whether anybody else takes it for an address. */
export function scoreForeign(
  truth: readonly Wanted[],
  hits: readonly Wanted[],
  found: ReadonlyMap<string, readonly string[]>,
  notes: Notes,
): Foreign {
  const strings = new Set([...found].flatMap(([file, texts]) => texts.map((text) => spelled(file, text))));
  const inText = truth.filter(({ where }) => where.includes('text'));
  const known = new Set(
    hits
      .filter(({ chain }) => !NO_ADDRESSES.includes(chain))
      .map(({ file, address }) => spelled(file, address)),
  );
  const looked = new Set(Object.keys(notes).map((text) => spelled('', text)));
  return {
    found: inText.filter(({ file, address }) => strings.has(spelled(file, address))).length,
    of: inText.length,
    falseStrings: [...strings].filter(
      (string) =>
        string.startsWith('pages/') && !known.has(string) && !looked.has(string.slice(string.indexOf(' '))),
    ).length,
  };
}

/** What the oracle notes as the form alone has it, whatever stands there: 32 bytes of base58, digests, keys. */
const NO_ADDRESSES = ['solana', 'hex64', 'not-crypto-payment'];
