import { render } from 'preact';
import { browser } from 'wxt/browser';
import { EvidencePage } from '#components/bundle/EvidencePage.tsx';
import { createWords, type Translate, WordsProvider } from '#components/i18n.tsx';
import { i18n } from '#i18n';
import type { BundleActions } from '#lib/core/bundle-views.ts';
import { wait } from '#lib/core/wait.ts';
import { createAsk } from '#lib/messaging/client.ts';
import { checkBundle, createCheck } from '#lib/messaging/evidence-check.ts';
import { nameBundle, saveEvidence } from '#lib/messaging/evidence-save.ts';
import { fitPicture } from '#lib/messaging/fit-picture.ts';
import { createSpeak, dressPage } from '#lib/messaging/language.ts';
import '#components/base.css';
import '#components/bundle/bundle.css';

const ask = createAsk((message) => browser.runtime.sendMessage(message));
// The typed wrapper knows its keys at build time; verdicts make theirs at run time.
const speak = createSpeak(i18n.t as Translate, browser.i18n.getMessage as (key: string) => string);
/** `?tab=` where a page is to be kept: the popup closes while that is done. */
const named = new URLSearchParams(location.search).get('tab');
const show = (bytes: Uint8Array<ArrayBuffer>, type: string) =>
  URL.createObjectURL(new Blob([bytes], { type }));

const { t, locale } = await dressPage(document.documentElement, browser.storage.local, speak);

const actions: BundleActions = {
  async save(onStep) {
    const saved = await saveEvidence(
      {
        tabs: browser.tabs,
        scripting: browser.scripting,
        facts: (tabId) => ask({ type: 'evidence.get', tabId }),
        fit: (jpeg) => fitPicture(jpeg),
        environment: {
          extension: browser.runtime.getManifest().version,
          browser: navigator.userAgent,
          language: locale,
        },
        wait,
        now: Date.now,
      },
      Number(named),
      onStep,
    );
    const own = await browser.tabs.getCurrent();
    if (own?.id !== undefined) await browser.tabs.update(own.id, { active: true });
    if (!saved.ok) return { ok: false, problem: saved.error.code };
    const { bytes } = saved.value;
    const checked = checkBundle(bytes, show);
    // What was written must be what anybody can read.
    if ('problem' in checked || !checked.view.isIntact) return { ok: false, problem: 'failed' };
    const file = { name: nameBundle(checked.view), url: show(bytes, 'application/zip') };
    const link = Object.assign(document.createElement('a'), { href: file.url, download: file.name });
    link.click();
    return { ok: true, ...file, bundle: checked.view };
  },
  check: createCheck(show),
};

document.title = t('bundle_title');
const app = document.getElementById('app');
if (app) {
  render(
    <WordsProvider value={createWords(t, locale)}>
      <EvidencePage actions={actions} isSaving={named !== null} />
    </WordsProvider>,
    app,
  );
}
