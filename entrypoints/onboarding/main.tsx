import { render } from 'preact';
import { browser } from 'wxt/browser';
import { createWords, type Translate, WordsProvider } from '#components/i18n.tsx';
import { Onboarding, type OnboardingActions } from '#components/Onboarding.tsx';
import { i18n } from '#i18n';
import { ALL_SITES } from '#lib/messaging/access.ts';
import { createAsk } from '#lib/messaging/client.ts';
import { createSpeak, dressPage } from '#lib/messaging/language.ts';
import '#components/onboarding.css';

const ask = createAsk((message) => browser.runtime.sendMessage(message));
// The typed wrapper knows its keys at build time; verdicts make theirs at run time.
const speak = createSpeak(i18n.t as Translate, browser.i18n.getMessage as (key: string) => string);

const actions: OnboardingActions = {
  choices: () => ask({ type: 'choices.get' }),
  choose: (change) => ask({ type: 'choices.set', change }),
  async grant() {
    await browser.permissions.request({ origins: [ALL_SITES] });
    return ask({ type: 'choices.get' });
  },
  openDemo: () => {
    browser.tabs.create({ url: browser.runtime.getURL('/demo.html') });
  },
  openOptions: () => {
    browser.runtime.openOptionsPage();
  },
};

const { t, locale } = await dressPage(document.documentElement, browser.storage.local, speak);
document.title = t('welcome_title');
const app = document.getElementById('app');
if (app) {
  render(
    <WordsProvider value={createWords(t, locale)}>
      <Onboarding actions={actions} />
    </WordsProvider>,
    app,
  );
}
