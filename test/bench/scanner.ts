import { createPace } from '#lib/page/pacing.ts';
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
