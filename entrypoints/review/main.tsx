import { type ComponentChild, render } from 'preact';
import { browser } from 'wxt/browser';
import { createWords, type Translate, WordsProvider } from '#components/i18n.tsx';
import { Closed } from '#components/review/Closed.tsx';
import { Page } from '#components/review/overview/Page.tsx';
import { readRoute } from '#components/review/overview/use-route.ts';
import { i18n } from '#i18n';
import { wait } from '#lib/core/wait.ts';
import { createAsk } from '#lib/messaging/client.ts';
import { createSpeak, dressPage } from '#lib/messaging/language.ts';
import { watchFocus } from '#lib/messaging/last-focused.ts';
import { createReviewPage } from '#lib/messaging/review-page.ts';
import { startReview } from '#lib/messaging/review-start.ts';
import { createSettings } from '#lib/settings.ts';
import '#components/review/overview/overview.css';

const ask = createAsk((message) => browser.runtime.sendMessage(message));

// The typed wrapper knows its keys at build time; verdicts make theirs at run time.
const speak = createSpeak(i18n.t as Translate, browser.i18n.getMessage as (key: string) => string);
const settings = createSettings(browser.storage.session, browser.storage.local);

/** A file that the page itself made: the browser asks nobody for it, and no permission is needed. */
function give(name: string, text: string, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

const extension = browser.runtime.getManifest().version;
const focused = watchFocus(browser.windows);

/** The list does not wait for this code. It is had once, for it knows what it is doing with which tab. */
async function loadOpenPage() {
  const [{ createAbout, createOpenPage }, { createTabPictures }, { fitPicture }] = await Promise.all([
    import('#lib/messaging/open-page.ts'),
    import('#lib/messaging/tab-pictures.ts'),
    import('#lib/messaging/fit-picture.ts'),
  ]);
  const { tabs, scripting } = browser;
  return createOpenPage({
    tabs: () => tabs.query({}),
    focused,
    get: (tabId) => tabs.get(tabId),
    report: (tabId) => ask({ type: 'report.get', tabId, fresh: true }),
    about: createAbout(browser.storage.session, ask, { extension, browser: navigator.userAgent }),
    pictures: createTabPictures({ tabs, scripting, fit: fitPicture, wait }).take,
    wait,
  });
}
let loading: ReturnType<typeof loadOpenPage> | undefined;

async function openPage(url: string, needsPicture: boolean) {
  // What could not be loaded is tried again with the next act.
  loading ??= loadOpenPage().catch((error) => {
    loading = undefined;
    throw error;
  });
  return (await loading)(url, needsPicture);
}

/** The list as it always begins; not the one that this tab asked for before, nor another part of the page. */
function isPlainList(): boolean {
  return readRoute(location.hash).part === 'cases' && !history.state?.cases;
}

async function start(seen: Promise<void>) {
  const [sharing, begun] = await Promise.all([
    settings.sharing(),
    startReview(browser.storage, settings, navigator.storage, isPlainList() ? seen : null),
  ]);
  const actions = createReviewPage({
    ...begun,
    sharing,
    tabs: () => browser.tabs.query({ currentWindow: true }),
    show: (jpeg) => URL.createObjectURL(new Blob([jpeg], { type: 'image/jpeg' })),
    async titles() {
      // Names the lists as those who wrote the cases met them.
      const checked = await ask({ type: 'lookup.text', text: '' });
      return new Map(checked.ok ? checked.value.lists.map(({ id, title }) => [id, title]) : []);
    },
    allow: (origins) => browser.permissions.request({ origins }),
    fetch: (input, init) => fetch(input, init),
    now: Date.now,
    wait,
    extension,
    openPage,
    give,
    drafts: localStorage,
  });
  return { actions, whole: begun.live.whole };
}

/** When the frame is drawn; of a tab that nobody sees, at once. */
function nextFrame(): Promise<void> {
  return document.hidden ? wait(0) : new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}

let tellDrawn = () => {};
const drawn = new Promise<void>((done) => {
  tellDrawn = done;
});
const [{ t, locale }, started] = await Promise.all([
  dressPage(document.documentElement, browser.storage.local, speak),
  start(drawn).catch(() => null),
]);

document.title = t('review_title');

function show(view: ComponentChild): void {
  const app = document.getElementById('app');
  if (app) render(<WordsProvider value={createWords(t, locale)}>{view}</WordsProvider>, app);
}

const close = () => show(<Closed onRetry={() => location.reload()} />);
if (started) {
  show(<Page actions={started.actions} />);
  nextFrame().then(tellDrawn);
  started.whole.catch(close);
} else close();
