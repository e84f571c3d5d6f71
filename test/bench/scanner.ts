import { createPace, type Pace } from '#lib/page/pacing.ts';
import { createScanner, type Scanner, type ScannerDeps } from '#lib/page/scan.ts';

/** The content script's scanner over this page, with nobody behind it; a measurement names what it listens to. */
export function scanThisPage(over: Partial<ScannerDeps> & Pick<ScannerDeps, 'report'>): Scanner {
  return createScanner({
    window,
    pace: createPace(window),
    openShadow: (element) => element.shadowRoot,
    ask: async () => undefined,
    isOwn: () => false,
    onRead: () => undefined,
    ...over,
  });
}

/** A pace that tells the milliseconds of each slice of work; `close` ends the one that no rest follows. */
export function meteredPace(onSlice: (ms: number) => void): { pace: Pace; close(): void } {
  const pace = createPace(window);
  let first = 0;
  let last = 0;
  const close = () => {
    if (first > 0) onSlice(last - first);
    first = 0;
    last = 0;
  };
  return {
    pace: {
      now() {
        last = pace.now();
        first ||= last;
        return last;
      },
      rest() {
        close();
        return pace.rest();
      },
    },
    close,
  };
}
