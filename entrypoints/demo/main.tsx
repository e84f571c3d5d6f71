import { render } from 'preact';
import { browser } from 'wxt/browser';
import { Demo } from '#components/Demo.tsx';
import { createWords, type Translate, WordsProvider } from '#components/i18n.tsx';
import { i18n } from '#i18n';
import { CHOICES_KEY } from '#lib/core/choices.ts';
import { createSpeak, dressPage } from '#lib/messaging/language.ts';
import { leaveChosen } from '#lib/page/chosen.ts';
import { createCloser } from '#lib/page/closer.ts';
import type { ExtensionApi } from '#lib/page/courier.ts';
import { mountGuard } from '#lib/page/guard/guard.ts';
import { mountMarks } from '#lib/page/marks.ts';
import { startPage } from '#lib/page/start.ts';
import '#components/demo.css';

/**
 * A page to try Almsguard on without the internet. No extension is let into its own pages, so this one brings the
 * scripts that others get; what they conclude comes from the background and its lists, as everywhere.
 */
const speak = createSpeak(i18n.t as Translate, browser.i18n.getMessage as (key: string) => string);
const { t, locale, appearance } = await dressPage(document.documentElement, browser.storage.local, speak);
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

leaveChosen({ messages: null, appearance });
// Other pages are told; this one looks itself.
browser.storage.onChanged.addListener((changes) => {
  if (CHOICES_KEY in changes) location.reload();
});

await styleShadows();
const seam = startPage(window, (globalThis as unknown as { chrome: ExtensionApi }).chrome);
seam.lookCloser(createCloser);
mountMarks(window, seam, (key) => t(key));
mountGuard(window, seam, (key) => t(key));

/** Elsewhere the style of the marks is inserted with origin USER, which reaches into their shadow trees by itself. */
async function styleShadows(): Promise<void> {
  const styles = await Promise.all(
    ['/mark.css', '/guard.css'].map(async (path) => {
      return new CSSStyleSheet().replace(await (await fetch(path)).text());
    }),
  );
  document.adoptedStyleSheets.push(...styles);
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    root.adoptedStyleSheets.push(...styles);
    return root;
  };
}
