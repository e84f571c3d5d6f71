/**
 * Stands in for WXT's ContentScriptContext, which each content script carries unasked: it would add the
 * WebExtension polyfill (half of the always-injected script) and send events and messages into every page,
 * where a page could see them. Any class will do. `start.ts` notices by itself when the extension is gone.
 */
export const ContentScriptContext = Object;
