import { render } from 'preact';
import { browser } from 'wxt/browser';
import { createWords, type Translate, WordsProvider } from '#components/i18n.tsx';
import { Popup, type PopupActions } from '#components/Popup.tsx';
import { i18n } from '#i18n';
import { createAsk } from '#lib/messaging/client.ts';
import type { ToPage } from '#lib/messaging/protocol.ts';
import '#components/base.css';
import '#components/popup.css';

const ask = createAsk((message) => browser.runtime.sendMessage(message));

/** `?tab=` where the popup is opened as a page of its own; the tab in front where it is a popup. */
async function readTabId(): Promise<number> {
  const named = new URLSearchParams(location.search).get('tab');
  if (named !== null) return Number(named);
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? -1;
}

const actions: PopupActions = {
  load: async (fresh) => ask({ type: 'report.get', tabId: await readTabId(), fresh }),
  async reveal({ at: { frameId, text, index } }) {
    const message: ToPage = { type: 'page.reveal', text, index };
    await browser.tabs.sendMessage(await readTabId(), message, { frameId });
  },
  refresh: () => ask({ type: 'lists.refresh', id: null }),
  async goBack() {
    await browser.tabs.goBack(await readTabId());
    window.close();
  },
  openOptions: () => {
    browser.runtime.openOptionsPage();
  },
};

// The typed wrapper knows its keys at build time; verdicts make theirs at run time.
const t = i18n.t as Translate;
document.documentElement.lang = t('locale_lang');
document.documentElement.dir = t('locale_dir');
const app = document.getElementById('app');
if (app) {
  render(
    <WordsProvider value={createWords(t)}>
      <Popup actions={actions} />
    </WordsProvider>,
    app,
  );
}
