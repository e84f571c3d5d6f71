/** Whose page comes next. */

export interface Turns<T> {
  /** Pages whose turn has not come yet. */
  readonly left: number;
  /** The next page that may be opened now; `null` where each host that has more is open or rests. */
  next(now: number): T | null;
  /** Milliseconds until the first host that rests may be asked again; `null` where none rests. */
  restMs(now: number): number | null;
  /** A page that `next` gave is done with; `at` is the host that it ended up at, where that is known. */
  end(page: T, now: number, at: string | null): void;
  /** Milliseconds that the host with most pages left needs for them, however many browsers there are. */
  slowestMs(): number;
}

interface Host<T> {
  name: string;
  pages: T[];
  /** Index of its next page. */
  at: number;
  isExempt: boolean;
  /** Where its last page ended up, where that is another host: its next one probably asks that, too. */
  leadsTo: string | null;
}

/**
 * Hosts take turns, in the order in which they were first named, so that one with many pages does not hold up the
 * others. Of a host one page is open at a time, and the next waits for `pauseMs` after it; that holds for hosts that
 * pages are sent on to as far as it can be known before. A host of `hostOf` that `isExempt` is somebody's own folder
 * and waits for nothing.
 */
export function createTurns<T>(
  pages: Iterable<T>,
  {
    hostOf,
    isExempt,
    pauseMs,
  }: { hostOf(page: T): string; isExempt(host: string): boolean; pauseMs: number },
): Turns<T> {
  const hosts = new Map<string, Host<T>>();
  let left = 0;
  for (const page of pages) {
    const name = hostOf(page);
    const fresh = { name, pages: [], at: 0, isExempt: isExempt(name), leadsTo: null };
    const host: Host<T> = hosts.get(name) ?? fresh;
    host.pages.push(page);
    hosts.set(name, host);
    left += 1;
  }
  // Sets and maps keep the order in which things were put in: the first is the one that has waited longest.
  const waiting = new Set(hosts.values());
  const resting = new Map<string, number>();
  const open = new Map<T, { host: Host<T>; asks: string[]; since: number }>();
  /** Hosts that a page which is open asks. */
  const asked = new Set<string>();
  const times = { count: 0, sumMs: 0 };

  function wake(now: number): void {
    for (const [name, until] of resting) {
      if (until > now) return;
      resting.delete(name);
    }
  }

  function rest(name: string, now: number): void {
    resting.delete(name);
    resting.set(name, now + pauseMs);
  }

  const isFree = (name: string) => !asked.has(name) && !resting.has(name);

  return {
    get left() {
      return left;
    },
    next(now) {
      wake(now);
      for (const host of waiting) {
        const asks = host.isExempt ? [] : host.leadsTo === null ? [host.name] : [host.name, host.leadsTo];
        const page = host.pages[host.at];
        if (page === undefined || !asks.every(isFree)) continue;
        waiting.delete(host);
        host.at += 1;
        left -= 1;
        if (host.at < host.pages.length) waiting.add(host);
        for (const name of asks) asked.add(name);
        open.set(page, { host, asks, since: now });
        return page;
      }
      return null;
    },
    restMs(now) {
      const [until] = resting.values();
      return until === undefined ? null : Math.max(0, until - now);
    },
    end(page, now, at) {
      const turn = open.get(page);
      if (!turn) return;
      open.delete(page);
      times.count += 1;
      times.sumMs += now - turn.since;
      const { host, asks } = turn;
      for (const name of asks) {
        asked.delete(name);
        rest(name, now);
      }
      if (at === null) return;
      const isElsewhere = at !== host.name && !isExempt(at);
      host.leadsTo = isElsewhere ? at : null;
      if (isElsewhere) rest(at, now);
    },
    slowestMs() {
      let most = 0;
      for (const { isExempt: own, pages: all, at } of hosts.values()) {
        if (!own) most = Math.max(most, all.length - at);
      }
      return most * (pauseMs + (times.count > 0 ? times.sumMs / times.count : 0));
    },
  };
}
