/**
 * Runs inside a saved page: everything that the content script tells of it, the closer look at widgets and the
 * look around on idle time included. Pictures are not decoded: the corpus has none of its own.
 */
import type { FrameScan } from '#lib/core/types.ts';
import { createCloser } from '#lib/page/closer.ts';
import { scanThisPage } from './scanner.ts';

async function readPage(): Promise<FrameScan | null> {
  let last: FrameScan | null = null;
  const scanner = scanThisPage({
    async report(scan) {
      last = scan;
    },
  });
  scanner.start();
  scanner.lookCloser(createCloser);
  await scanner.rescan();
  scanner.stop();
  return last;
}

Object.assign(globalThis, { corpusRead: readPage });
