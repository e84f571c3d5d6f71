import { defineContentScript } from 'wxt/utils/define-content-script';
import type { ExtensionApi } from '#lib/page/courier.ts';
import { startPage } from '#lib/page/start.ts';

/** How and where it is registered says lib/messaging/access.ts: only once the person has allowed it. */
export default defineContentScript({
  registration: 'runtime',
  main() {
    // Chromium shows a PDF file inside a page of its own with nothing in it: it must not be taken for one that was read.
    if (document.contentType === 'application/pdf') return;
    startPage(window, (globalThis as unknown as { chrome: ExtensionApi }).chrome);
  },
});
