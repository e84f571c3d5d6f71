import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { i18n } from '#i18n';
import type { Lookup } from '#lib/core/lookup.ts';
import { startBackground } from '#lib/messaging/background.ts';

export default defineBackground({
  type: 'module',
  main() {
    // The typed wrapper knows its keys at build time; verdicts make theirs at run time.
    const t = i18n.t as Lookup;
    startBackground(browser, t);
  },
});
