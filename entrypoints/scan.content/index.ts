import { defineContentScript } from 'wxt/utils/define-content-script';
import type { ExtensionApi } from '#lib/page/courier.ts';
import { startPage } from '#lib/page/start.ts';

export default defineContentScript({
  matches: ['<all_urls>'],
  allFrames: true,
  matchAboutBlank: true,
  matchOriginAsFallback: true,
  runAt: 'document_idle',
  main() {
    startPage(window, (globalThis as unknown as { chrome: ExtensionApi }).chrome);
  },
});
