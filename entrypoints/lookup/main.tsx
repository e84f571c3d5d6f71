import { render } from 'preact';
import { browser } from 'wxt/browser';
import { createWords, type Translate, WordsProvider } from '#components/i18n.tsx';
import type { LookupActions } from '#components/lookup/actions.ts';
import { Lookup } from '#components/lookup/Lookup.tsx';
import { i18n } from '#i18n';
import { createAsk } from '#lib/messaging/client.ts';
import { take } from '#lib/messaging/handed.ts';
import { createSpeak, dressPage } from '#lib/messaging/language.ts';
import { citationsOf } from '#lib/review/cite/citation.ts';
import { cite } from '#lib/review/cite/formats.ts';
import { defang } from '#lib/review/defang.ts';
import { createFileReader } from '#lib/review/lookup/dropped.ts';
import '#components/base.css';
import '#components/lookup/lookup.css';

const ask = createAsk((message) => browser.runtime.sendMessage(message));
// The typed wrapper knows its keys at build time; verdicts make theirs at run time.
const speak = createSpeak(i18n.t as Translate, browser.i18n.getMessage as (key: string) => string);

const { t, locale } = await dressPage(document.documentElement, browser.storage.local, speak);
const words = createWords(t, locale);
// From an answer beside a selection, or from the address bar.
const given = await take(browser.storage.session, location.hash);

const actions: LookupActions = {
  check: (text) => ask({ type: 'lookup.text', text }),
  read: createFileReader(window, (picture) => ask({ type: 'lookup.picture', ...picture })),
  forms: (text) => ask({ type: 'lookup.forms', text }),
  cite: (row, { lists, checked }, format) =>
    citationsOf(row, lists, checked).map((citation) => cite(citation, format, words)),
  defang,
  copy: (text) => navigator.clipboard.writeText(text),
};

document.title = t('lookup_title');
const app = document.getElementById('app');
if (app) {
  render(
    <WordsProvider value={words}>
      <Lookup actions={actions} given={given} />
    </WordsProvider>,
    app,
  );
}
