import { render } from 'preact';
import { browser } from 'wxt/browser';
import { Demo } from '#components/Demo.tsx';
import { createWords, type Translate, WordsProvider } from '#components/i18n.tsx';
import { i18n } from '#i18n';
import { createSpeak, dressPage } from '#lib/messaging/language.ts';
import { createCloser } from '#lib/page/closer.ts';
import type { ExtensionApi } from '#lib/page/courier.ts';
import { mountMarks } from '#lib/page/marks.ts';
import { startPage } from '#lib/page/start.ts';
import { createSettings } from '#lib/settings.ts';
import '#components/base.css';
import '#components/demo.css';

/**
 * A page to try Almsguard on without the internet. No extension is let into its own pages, so this one brings the
 * scripts that others get; what they conclude comes from the background and its lists, as everywhere.
 */
const settings = createSettings(browser.storage.session, browser.storage.local);
const speak = createSpeak(i18n.t as Translate, browser.i18n.getMessage as (key: string) => string);
const { t, locale } = await dressPage(document.documentElement, settings, speak);
document.title = t('demo_title');
const app = document.getElementById('app');
if (app) {
  render(
    <WordsProvider value={createWords(t, locale)}>
      <Demo />
    </WordsProvider>,
    app,
  );
}

await styleShadows();
const seam = startPage(window, (globalThis as unknown as { chrome: ExtensionApi }).chrome);
seam.lookCloser(createCloser);
mountMarks(window, seam, (key) => t(key));

/** Elsewhere the style of the marks is inserted with origin USER, which reaches into their shadow trees by itself. */
async function styleShadows(): Promise<void> {
  const style = new CSSStyleSheet();
  await style.replace(await (await fetch('/mark.css')).text());
  document.adoptedStyleSheets.push(style);
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    root.adoptedStyleSheets.push(style);
    return root;
  };
}
