/** Whose page comes next. */

export interface Turns<T> {
  /** Pages whose turn has not come yet. */
  readonly left: number;
  /** The next page that may be opened now; `null` where each host that has more is open or rests. */
  next(now: number): T | null;
  /** Milliseconds until the first host that rests may be asked again; `null` where none does. */
  restMs(now: number): number | null;
  /** A page that `next` gave is done with. */
  end(page: T, now: number): void;
  /** Milliseconds that the host with most pages left needs for them, however many browsers there are. */
  slowestMs(): number;
}

interface Host<T> {
  pages: T[];
  /** Index of its next page. */
  at: number;
  isExempt: boolean;
}

/**
 * Hosts take turns, in the order in which they were first named, so that one with many pages does not hold up the
 * others. Of a host one page is open at a time, and the next waits for `pauseMs` after it. A host of `hostOf` that
 * `isExempt` is somebody's own folder and waits for nothing.
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
    const host = hosts.get(name) ?? { pages: [], at: 0, isExempt: isExempt(name) };
    host.pages.push(page);
    hosts.set(name, host);
    left += 1;
  }
  // Sets and maps keep the order in which things were put in: the first is the one that has waited longest.
  const ready = new Set(hosts.values());
  const resting = new Map<Host<T>, number>();
  const open = new Map<T, { host: Host<T>; since: number }>();
  const times = { count: 0, sumMs: 0 };

  function wake(now: number): void {
    for (const [host, until] of resting) {
      if (until > now) return;
      resting.delete(host);
      ready.add(host);
    }
  }

  return {
    get left() {
      return left;
    },
    next(now) {
      wake(now);
      const [host] = ready;
      const page = host?.pages[host.at];
      if (!host || page === undefined) return null;
      ready.delete(host);
      host.at += 1;
      left -= 1;
      open.set(page, { host, since: now });
      if (host.isExempt && host.at < host.pages.length) ready.add(host);
      return page;
    },
    restMs(now) {
      const [until] = resting.values();
      return until === undefined ? null : Math.max(0, until - now);
    },
    end(page, now) {
      const turn = open.get(page);
      if (!turn) return;
      open.delete(page);
      times.count += 1;
      times.sumMs += now - turn.since;
      const { host } = turn;
      if (!host.isExempt && host.at < host.pages.length) resting.set(host, now + pauseMs);
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
