import type { FrameScan } from '#lib/core/types.ts';
import type { Closer } from '#lib/page/closer.ts';
import type { Pace } from '#lib/page/pacing.ts';
import { createScanner } from '#lib/page/scan.ts';
import { closedRoots } from './page.ts';

/** Every step is a slice of its own, and the page has its turn after each. */
export function scanWith(rest: Pace['rest']) {
  const scans: FrameScan[] = [];
  let now = 0;
  const scanner = createScanner({
    window,
    pace: { now: () => (now += 10), rest },
    openShadow: (element) => element.shadowRoot ?? closedRoots.get(element) ?? null,
    ask: async () => undefined,
    isOwn: () => false,
    onRead: () => undefined,
    async report(scan) {
      scans.push(scan);
    },
  });
  scanner.start();
  return { scanner, scans, found: () => scans.at(-1)?.candidates.map(({ text }) => text) };
}

/** Looks closer at nothing. */
export function noCloser(): Closer {
  const pictures = {
    read: async () => undefined,
    isRead: () => false,
    unread: () => 0,
    stop: () => undefined,
  };
  return { pictures, *readWidgets() {}, widgets: () => [] } as unknown as Closer;
}
