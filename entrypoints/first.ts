import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { askFirst, type FirstApi } from '#lib/messaging/first-answers.ts';

/** A small file that the popup runs before all others, so that the background works while they are read. */
export default defineUnlistedScript(() => {
  askFirst((globalThis as unknown as { chrome: FirstApi }).chrome, location.search);
});
