import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type ChoicesView, SETTINGS_PROBLEMS } from '#lib/core/choices.ts';
import { titleText } from '#lib/core/list-words.ts';
import type { ListsView, ListView, OfferView, Reply } from '#lib/core/lists.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import type { Failure } from '#lib/core/result.ts';
import type { SettingsPreview } from '#lib/core/saved-lists.ts';
import { About } from './About.tsx';
import { AddList } from './AddList.tsx';
import { AsOf } from './AsOf.tsx';
import { useWords } from './i18n.tsx';
import { Lists, Offers, PolicyNote } from './Lists.tsx';
import { type ChoiceActions, Preferences } from './Preferences.tsx';
import { failureText } from './problem-text.ts';
import { Remembers } from './Remembers.tsx';
import { describeRefresh } from './refresh-text.ts';
import { SettingsFile } from './SettingsFile.tsx';
import type { Shortcut } from './Shortcuts.tsx';

export interface OptionsActions extends ChoiceActions {
  version: string;
  shortcuts(): Promise<Shortcut[]>;
  get(): Promise<ListsView>;
  /** `null`: every list that is in use. */
  refresh(id: string | null, accept?: boolean): Promise<Reply<ListsView>>;
  add(url: string): Promise<Reply<ListView>>;
  importFile(file: File): Promise<Reply<ListView>>;
  enable(id: string, enabled: boolean): Promise<Reply<null>>;
  remove(id: string): Promise<Reply<null>>;
  subscribe(offer: string): Promise<Reply<ListView>>;
  move(id: string, step: -1 | 1): Promise<Reply<null>>;
  asOf(date: string | null): Promise<Reply<null>>;
  remembers(on: boolean): Promise<Reply<null>>;
  forget(): Promise<Reply<null>>;
  /** Gives the person a file. */
  exportSettings(): Promise<Reply<null>>;
  /** What a file would bring; nothing is taken over yet. */
  readSettings(file: File): Promise<Reply<SettingsPreview>>;
  importSettings(file: SettingsPreview): Promise<Reply<ChoicesView>>;
  openIntroduction(): void;
}

/** Milliseconds between two looks at how far a download has come. */
const PROGRESS_MS = 500;

/** The options page. */
export function Options({ actions }: { actions: OptionsActions }) {
  const words = useWords();
  const { t, number } = words;
  const [view, setView] = useState<ListsView | null>(null);
  const [chosen, setChosen] = useState<ChoicesView | null>(null);
  const [busy, setBusy] = useState(false);
  const [status, setStatus] = useState({ text: '', failed: false });
  /** Refreshes that were asked for here and have not been answered. */
  const [asked, setAsked] = useState(0);
  const moved = useRef<string[]>([]);

  const tell = useCallback((text: string) => setStatus({ text, failed: true }), []);
  const show = useCallback(async () => {
    try {
      setChosen(await actions.choices());
      setView(await actions.get());
    } catch {
      tell(t('headline_error'));
    }
  }, [actions, t, tell]);

  useEffect(() => {
    show();
  }, [show]);

  const fetching = asked > 0 || view?.lists.some(({ state }) => state === 'fetching');
  useEffect(() => {
    if (!fetching) return;
    const timer = setInterval(show, PROGRESS_MS);
    return () => clearInterval(timer);
  }, [fetching, show]);

  // A button that moved in the document has lost the focus; one that cannot go further gives it to the other.
  useEffect(() => {
    const buttons = moved.current.map((name) =>
      document.querySelector<HTMLButtonElement>(`[data-mover="${name}"]`),
    );
    if (!busy) buttons.find((button) => button && !button.disabled)?.focus();
    if (!busy) moved.current = [];
  });

  /** Tells how something went that was asked of the background, and shows the lists as they are then. */
  async function finish<T>(work: Promise<Reply<T>>, done: (value: T) => string) {
    setStatus({ text: '', failed: false });
    try {
      const reply = await work;
      await show();
      if (reply.ok) setStatus({ text: done(reply.value), failed: false });
      else tell(problemOf(reply.error));
    } catch {
      tell(t('headline_error'));
    }
  }

  /** Files of settings fail in words of their own. */
  function problemOf(error: Failure): string {
    const isFile = (SETTINGS_PROBLEMS as readonly string[]).includes(error.code);
    return isFile ? t(keyOf('settings', error.code), [error.message]) : failureText(error, words);
  }

  async function run<T>(work: Promise<Reply<T>>, done: (value: T) => string) {
    setBusy(true);
    await finish(work, done);
    setBusy(false);
  }

  /** May take a minute, in which the rest of the page stays usable. */
  async function refresh(id: string | null, accept = false) {
    setAsked((count) => count + 1);
    await finish(actions.refresh(id, accept), ({ lists }) =>
      describeRefresh(
        lists.filter((list) => (id === null ? list.enabled : list.id === id)),
        t,
      ),
    );
    setAsked((count) => count - 1);
  }

  async function take({ id, title }: OfferView) {
    let taken: string | null = null;
    await run(actions.subscribe(id), (list) => {
      taken = list.id;
      return t('offer_taken', [titleText(title, t)]);
    });
    if (taken) await refresh(taken);
  }

  /** `null` for a file that holds no settings, which is told. */
  async function readSettings(file: File): Promise<SettingsPreview | null> {
    const read = await actions.readSettings(file);
    setStatus(read.ok ? { text: '', failed: false } : { text: problemOf(read.error), failed: true });
    return read.ok ? read.value : null;
  }

  const added = (list: ListView) =>
    t('add_done', [titleText(list.title, t), number(list.entries)], list.entries);
  const mayAdd = view?.policy.usersMayAddLists ?? true;
  return (
    <main>
      <header>
        <h1>{t('options_title')}</h1>
        <p>{t('intro_stays')}</p>
      </header>
      {chosen && (
        <Preferences view={chosen} busy={busy} actions={actions} run={(work) => run(work, () => t('done'))} />
      )}
      <section aria-busy={view === null}>
        <h2>{t('lists_title')}</h2>
        <p>{t('lists_lead')}</p>
        {view && <PolicyNote view={view} />}
        {view && (
          <Lists
            view={view}
            busy={busy}
            onRefreshAll={() => refresh(null)}
            actions={{
              refresh,
              enable: (id, enabled) => run(actions.enable(id, enabled), () => t('done')),
              remove: (id) => run(actions.remove(id), () => t('done')),
              move: (id, step) => {
                moved.current = [`${step} ${id}`, `${-step} ${id}`];
                run(actions.move(id, step), () => t('done'));
              },
            }}
          />
        )}
      </section>
      {view && <Offers view={view} busy={busy} onTake={take} />}
      {mayAdd && (
        <AddList
          busy={busy}
          onAdd={(url) => run(actions.add(url), added)}
          onImport={(file) => run(actions.importFile(file), added)}
          onProblem={tell}
        />
      )}
      {view && (
        <AsOf asOf={view.asOf} busy={busy} onChange={(date) => run(actions.asOf(date), () => t('done'))} />
      )}
      <section>
        <h2>{t('privacy_title')}</h2>
        <p>{t('privacy_text')}</p>
        {view && (
          <Remembers
            on={view.remembers}
            busy={busy}
            onChange={(on) => run(actions.remembers(on), () => t('done'))}
            onForget={() => run(actions.forget(), () => t('remembers_forgotten'))}
          />
        )}
      </section>
      <section>
        <h2>{t('review_title')}</h2>
        <p>{t('overview_options')}</p>
        <p>
          <a href="/review.html">{t('overview_open')}</a>
        </p>
      </section>
      <SettingsFile
        busy={busy}
        leftOut={(view?.lists ?? []).filter(({ origin }) => origin === 'file').map(({ title }) => title)}
        onExport={() => run(actions.exportSettings(), () => t('file_exported'))}
        onRead={readSettings}
        onImport={(file) => run(actions.importSettings(file), () => t('file_imported'))}
        onProblem={tell}
      />
      <About
        version={actions.version}
        loadShortcuts={actions.shortcuts}
        onIntroduction={actions.openIntroduction}
      />
      <p class={status.failed ? 'status note' : 'status'} aria-live="polite">
        {status.text}
      </p>
    </main>
  );
}
