import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createCapture } from '#lib/page/capture/capture.ts';
import { findSeam } from '#lib/page/seam.ts';

/** Put into a page when a person wants it kept as evidence. */
export default defineUnlistedScript(() => {
  const world = globalThis as Record<symbol, unknown>;
  world[Symbol.for('almsguard.capture')] = createCapture(window, findSeam());
});
