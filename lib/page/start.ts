import type { Mark } from '#lib/core/report.ts';
import { findCandidates } from '#lib/detect/find.ts';
import { readHref } from '#lib/detect/uri.ts';
import type { ToPage } from '#lib/messaging/protocol.ts';
import { createCourier, type ExtensionApi } from './courier.ts';
import { createPace } from './pacing.ts';
import { createScanner } from './scan.ts';
import { findSeam, type PageSeam, publishSeam } from './seam.ts';

/** Puts the page side together in one frame. The seam that it publishes stops everything. */
export function startPage(window: Window & typeof globalThis, api: ExtensionApi): PageSeam {
  const listeners = new Set<() => void>();
  const own = new WeakSet<Node>();
  let marks: Mark[] = [];
  const notify = () => {
    for (const listener of listeners) listener();
  };
  const show = (next: Mark[]) => {
    marks = next;
    notify();
  };

  const courier = createCourier(api, window, () => seam.stop());
  const scanner = createScanner({
    window,
    pace: createPace(window),
    openShadow: courier.openShadow,
    ask: courier.ask,
    isOwn: (node) => own.has(node),
    async report(scan) {
      const next = await courier.send(scan);
      if (next) show(next);
    },
    onRead: notify,
  });
  const silence = courier.listen((message: ToPage) => {
    if (message.type === 'page.marks') show(message.marks);
    if (message.type === 'page.rescan') return scanner.rescan().then(() => true);
    if (message.type === 'page.stop') seam.stop();
    return scanner.closer()?.answer(message, scanner.targets);
  });

  const seam: PageSeam = {
    shown: () =>
      marks.map((mark) => ({ mark, targets: mark.text === null ? [] : scanner.targets(mark.text) })),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    own,
    lookCloser: scanner.lookCloser,
    ask: courier.ask,
    find: findCandidates,
    readHref,
    closer: scanner.closer,
    openShadow: courier.openShadow,
    stop() {
      silence();
      scanner.stop();
      show([]);
    },
  };
  // Injected twice into one document: the newer script is the one that the extension talks to.
  findSeam()?.stop();
  publishSeam(seam);
  // A page that is prepared ahead shares its tab's id with the one that is shown: it waits for its turn.
  const { document } = window;
  if ((document as { prerendering?: boolean }).prerendering === true) {
    document.addEventListener('prerenderingchange', () => scanner.start(), { once: true });
  } else scanner.start();
  return seam;
}
