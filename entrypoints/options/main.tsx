import { render } from 'preact';
import { browser } from 'wxt/browser';
import { createWords, type Translate, WordsProvider } from '#components/i18n.tsx';
import { Options, type OptionsActions } from '#components/Options.tsx';
import { i18n } from '#i18n';
import { toBase64 } from '#lib/core/bytes.ts';
import { createAsk } from '#lib/messaging/client.ts';
import '#components/base.css';
import '#components/options.css';

const ask = createAsk((message) => browser.runtime.sendMessage(message));

const actions: OptionsActions = {
  get: () => ask({ type: 'lists.get' }),
  refresh: (id, accept = false) => ask({ type: 'lists.refresh', id, accept }),
  add: (url) => ask({ type: 'lists.add', url }),
  async importFile(file) {
    const base64 = toBase64(new Uint8Array(await file.arrayBuffer()));
    return ask({ type: 'lists.import', name: file.name, base64 });
  },
  enable: (id, enabled) => ask({ type: 'lists.enable', id, enabled }),
  remove: (id) => ask({ type: 'lists.remove', id }),
  subscribe: (offer) => ask({ type: 'lists.subscribe', offer }),
  move: (id, step) => ask({ type: 'lists.move', id, step }),
  asOf: (date) => ask({ type: 'settings.asOf', date }),
  remembers: (on) => ask({ type: 'settings.remembers', on }),
};

// The typed wrapper knows its keys at build time; verdicts make theirs at run time.
const t = i18n.t as Translate;
document.documentElement.lang = t('locale_lang');
document.documentElement.dir = t('locale_dir');
document.title = t('options_title');
const app = document.getElementById('app');
if (app) {
  render(
    <WordsProvider value={createWords(t)}>
      <Options actions={actions} />
    </WordsProvider>,
    app,
  );
}
