import type { ChainName } from '#lib/core/chains.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import type { Finding, Report } from '#lib/core/report.ts';
import type { Turn } from '#lib/core/turns.ts';
import type { Address, How } from '#lib/core/types.ts';
import { withExtras } from '#lib/verdict/extras.ts';
import {
  type Extra,
  imitatesHost,
  imitatesPublished,
  isVouchedFor,
  twinReason,
  twinsAmong,
} from '#lib/verdict/lookalike.ts';
import type { Resolved } from '#lib/verdict/report.ts';
import type { Watchlist } from '#lib/watchlist/watchlist.ts';
import type { TabAddresses } from './tab-addresses.ts';
import type { Visits } from './visits.ts';

export interface ComparisonDeps {
  watchlist: Pick<Watchlist, 'imitatedBy' | 'imitatedByHost'>;
  visits: Pick<Visits, 'compare'>;
  tabAddresses: Pick<TabAddresses, 'add'>;
  /** As of a report (reporter.ts). */
  turn?: Turn;
}

/** What a report is about, beside the report itself. */
export interface Compared {
  tabId: number;
  /** Whether the tab is of a private window, where nothing is kept of a visit. */
  isPrivate: boolean;
  resolved: ReadonlyMap<string, Resolved>;
  /** When the page's document began; epoch milliseconds. */
  startedAt: number;
  /** Whether the report is for today, and not for a day that somebody chose. */
  isToday: boolean;
}

/** How somebody is asked to pay. A link to an explorer or a line of a script asks nobody. */
const OFFERED: readonly How[] = ['text', 'split', 'uri', 'input', 'qr', 'attribute', 'copied'];
/** Here another one each time is how it works. */
const ALWAYS_NEW: readonly ChainName[] = ['lightning', 'ens'];

/** Compares a page with what charities publish, with what its tab has shown, and with itself on earlier visits. */
export function createComparisons({ watchlist, visits, tabAddresses, turn }: ComparisonDeps) {
  return async (report: Report, about: Compared): Promise<Report> => {
    if (report.state !== 'ready') return report;
    const found = report.addresses.flatMap((finding) => {
      const address = about.resolved.get(finding.text)?.address;
      return address ? [{ finding, address }] : [];
    });
    const earlier = await tabAddresses.add(
      about.tabId,
      found.map(({ address }) => address),
    );
    const twins = twinsAmong(
      found.map(({ address }) => address),
      earlier,
    );
    const replacing = about.isPrivate
      ? new Map<string, IsoDate>()
      : await visits.compare(visitOf(report, about, found));
    const addresses = new Map<string, Extra[]>();
    for (const { finding, address } of found) {
      await turn?.();
      if (isVouchedFor(finding)) continue;
      const extras: Extra[] = [];
      const published = imitatesPublished(await watchlist.imitatedBy(address), report.date, about.isToday);
      const twin = twins.get(address.identity);
      const date = replacing.get(address.identity);
      if (published) extras.push(published);
      else if (twin) extras.push(twinReason(twin));
      if (date && isOffered(finding)) extras.push(rotates(address.chain, date));
      if (extras.length > 0) addresses.set(finding.text, extras);
    }
    return withExtras(report, { addresses, page: await pageExtra(report, about) });
  };

  async function pageExtra({ url, page, context, date }: Report, { isToday }: Compared) {
    const host = URL.parse(url)?.hostname ?? '';
    const itself = page.find(({ places }) => places.length === 0);
    if (itself && isVouchedFor(itself)) return null;
    const found = await watchlist.imitatedByHost(host);
    const extra = imitatesHost(found, host, context === 'donation', date, isToday);
    return extra && { host, extra };
  }
}

function visitOf(
  { url, title }: Report,
  { startedAt, resolved }: Compared,
  found: readonly { finding: Finding; address: Address }[],
) {
  const offered = new Set(
    found.flatMap(({ finding, address }) => (isOffered(finding) ? [address.identity] : [])),
  );
  const shown = new Map<ChainName, string[]>();
  // In the order of the page: findings have that of their weight.
  for (const { address } of resolved.values()) {
    if (ALWAYS_NEW.includes(address.chain) || !offered.delete(address.identity)) continue;
    shown.set(address.chain, [...(shown.get(address.chain) ?? []), address.identity]);
  }
  return { url, title, startedAt, shown };
}

function isOffered({ places }: Finding): boolean {
  return places.some(
    ({ how, context, flags }) => context === 'donation' && OFFERED.includes(how) && !flags.includes('hidden'),
  );
}

function rotates(chain: ChainName, date: IsoDate): Extra {
  return { level: 'caution', reason: { code: 'rotates', params: { chain, date } } };
}
