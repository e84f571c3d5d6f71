import { render } from 'preact';
import { browser } from 'wxt/browser';
import { createWords, type Translate, WordsProvider } from '#components/i18n.tsx';
import { Options, type OptionsActions } from '#components/Options.tsx';
import { i18n } from '#i18n';
import { toBase64 } from '#lib/core/bytes.ts';
import { MAX_SETTINGS_CHARS } from '#lib/core/limits.ts';
import { ALL_SITES } from '#lib/messaging/access.ts';
import { createAsk } from '#lib/messaging/client.ts';
import { createSpeak, dressPage, wear } from '#lib/messaging/language.ts';
import { originsOf, refreshedUrls } from '#lib/messaging/list-origins.ts';
import type { ListsView } from '#lib/messaging/protocol.ts';
import '#components/options.css';

const ask = createAsk((message) => browser.runtime.sendMessage(message));

// The typed wrapper knows its keys at build time; verdicts make theirs at run time.
const speak = createSpeak(i18n.t as Translate, browser.i18n.getMessage as (key: string) => string);

/** The lists as they were drawn last: what is clicked is one of them. */
let shown: ListsView | null = null;

/** Asks for the servers of lists where not all sites are allowed; downloads that need no asking work without. */
async function allowDownloads(urls: string[]): Promise<void> {
  // Refused by the person, or not asked in a click: the download itself will tell.
  await browser.permissions.request({ origins: originsOf(urls) }).catch(() => false);
}

const actions: OptionsActions = {
  version: browser.runtime.getManifest().version,
  async shortcuts() {
    const all = await browser.commands.getAll();
    return all.map(({ name = '', shortcut = '' }) => ({ command: name, keys: shortcut }));
  },
  choices: () => ask({ type: 'choices.get' }),
  async choose(change) {
    const reply = await ask({ type: 'choices.set', change });
    // Words are drawn in one language from the start.
    if (change.language !== undefined) location.reload();
    if (change.appearance) wear(document.documentElement, change.appearance);
    return reply;
  },
  async grant() {
    await browser.permissions.request({ origins: [ALL_SITES] });
    return ask({ type: 'choices.get' });
  },
  resume: (host) => ask({ type: 'site.pause', host, on: false }),
  forget: () => ask({ type: 'visits.forget' }),
  async exportSettings() {
    const file = await ask({ type: 'settings.export' });
    if (file.ok) save('almsguard-settings.json', file.value);
    return file.ok ? { ok: true, value: null } : file;
  },
  async readSettings(file) {
    // One that is larger is refused, and need not be read whole for that.
    const text = await file.slice(0, MAX_SETTINGS_CHARS + 1).text();
    const { previewSettings } = await import('#lib/messaging/settings-preview.ts');
    return previewSettings(text, shown ?? (await actions.get()));
  },
  async importSettings({ text, asks }) {
    if (asks.length > 0) await allowDownloads(asks);
    const reply = await ask({ type: 'settings.import', text });
    if (reply.ok) location.reload();
    return reply;
  },
  openIntroduction: () => {
    browser.tabs.create({ url: browser.runtime.getURL('/onboarding.html') });
  },
  async get() {
    shown = await ask({ type: 'lists.get' });
    return shown;
  },
  async refresh(id, accept = false) {
    await allowDownloads(refreshedUrls(shown?.lists ?? [], id));
    return ask({ type: 'lists.refresh', id, accept });
  },
  async add(url) {
    await allowDownloads([url]);
    return ask({ type: 'lists.add', url });
  },
  async importFile(file) {
    const base64 = toBase64(new Uint8Array(await file.arrayBuffer()));
    return ask({ type: 'lists.import', name: file.name, base64 });
  },
  enable: (id, enabled) => ask({ type: 'lists.enable', id, enabled }),
  remove: (id) => ask({ type: 'lists.remove', id }),
  async subscribe(offer) {
    await allowDownloads(shown?.offers.filter(({ id }) => id === offer).map(({ url }) => url) ?? []);
    return ask({ type: 'lists.subscribe', offer });
  },
  move: (id, step) => ask({ type: 'lists.move', id, step }),
  asOf: (date) => ask({ type: 'settings.asOf', date }),
  remembers: (on) => ask({ type: 'settings.remembers', on }),
};

/** A file that the page itself made: the browser asks nobody for it, and no permission is needed. */
function save(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

const { t, locale } = await dressPage(document.documentElement, browser.storage.local, speak);
document.title = t('options_title');
const app = document.getElementById('app');
if (app) {
  render(
    <WordsProvider value={createWords(t, locale)}>
      <Options actions={actions} />
    </WordsProvider>,
    app,
  );
}
