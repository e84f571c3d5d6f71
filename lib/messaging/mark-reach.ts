import type { Mark, Report } from '#lib/core/report.ts';
import { urlsInto } from '#lib/detect/widgets/match.ts';
import type { StoredFrame } from './tab-state.ts';

/**
 * What somebody is asked about before a payment, beyond a marked address itself: of a listed account, the links and
 * forms that lead to it; in a listed document, every address. Which texts are addresses is known only here.
 */
export function withReach(mark: Mark, { addresses }: Report, { frameId, url, scan }: StoredFrame): Mark {
  if (mark.text !== null) return mark;
  // The account's own page at its provider is a document like any other.
  const account = mark.account === url ? undefined : mark.account;
  if (account !== undefined) return { ...mark, urls: urlsInto(account, scan.widgets, url) };
  if (mark.part && mark.account === undefined) return mark;
  const here = addresses.flatMap(({ places }) => places).filter(({ at }) => at.frameId === frameId);
  return { ...mark, addresses: [...new Set(here.map(({ at }) => at.text))] };
}
