import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ListsView, ListView, Reply } from '#lib/core/lists.ts';
import { AddList } from './AddList.tsx';
import { AsOf } from './AsOf.tsx';
import { useWords } from './i18n.tsx';
import { ListCard } from './ListCard.tsx';
import { Remembers } from './Remembers.tsx';
import { describeRefresh } from './refresh-text.ts';

export interface OptionsActions {
  get(): Promise<ListsView>;
  /** `null`: every list. */
  refresh(id: string | null): Promise<Reply<ListsView>>;
  add(url: string): Promise<Reply<ListView>>;
  importFile(file: File): Promise<Reply<ListView>>;
  enable(id: string, enabled: boolean): Promise<Reply<null>>;
  remove(id: string): Promise<Reply<null>>;
  asOf(date: string | null): Promise<Reply<null>>;
  remembers(on: boolean): Promise<Reply<null>>;
}

/** The options page, and the first page after installing: it says what Almsguard does before it offers anything. */
export function Options({ actions }: { actions: OptionsActions }) {
  const { t, number } = useWords();
  const [view, setView] = useState<ListsView | null>(null);
  const [busy, setBusy] = useState(false);
  const [status, setStatus] = useState({ text: '', failed: false });

  const tell = useCallback((text: string) => setStatus({ text, failed: true }), []);
  const show = useCallback(async () => {
    try {
      setView(await actions.get());
    } catch {
      tell(t('headline_error'));
    }
  }, [actions, t, tell]);

  useEffect(() => {
    show();
  }, [show]);

  /** Does one thing, tells how it went, and shows the lists as they are then. */
  async function run<T>(work: Promise<Reply<T>>, done: (value: T) => string) {
    setBusy(true);
    setStatus({ text: '', failed: false });
    try {
      const reply = await work;
      if (reply.ok) setStatus({ text: done(reply.value), failed: false });
      else tell(t('failed', [reply.error.message]));
    } catch {
      tell(t('headline_error'));
    }
    await show();
    setBusy(false);
  }

  const added = (list: ListView) => t('add_done', [list.title, number(list.entries)], list.entries);
  const refreshed = (id: string | null) => (value: ListsView) => {
    return describeRefresh(id === null ? value.lists : value.lists.filter((list) => list.id === id), t);
  };

  return (
    <main>
      <header>
        <h1>{t('options_title')}</h1>
        <p>{t('intro_what')}</p>
        <p>{t('intro_sees')}</p>
        <p>{t('intro_stays')}</p>
      </header>
      <section aria-busy={view === null}>
        <h2>{t('lists_title')}</h2>
        <p>{t('lists_lead')}</p>
        {view?.memoryOnly && <p class="note">{t('note_memory_only')}</p>}
        {view?.lists.length === 0 && <p>{t('lists_empty')}</p>}
        {view?.lists.map((list) => (
          <ListCard
            key={list.id}
            list={list}
            busy={busy}
            actions={{
              refresh: (id) => run(actions.refresh(id), refreshed(id)),
              enable: (id, enabled) => run(actions.enable(id, enabled), () => t('done')),
              remove: (id) => run(actions.remove(id), () => t('done')),
            }}
          />
        ))}
        <p class="buttons">
          <button type="button" disabled={busy} onClick={() => run(actions.refresh(null), refreshed(null))}>
            {t(busy ? 'refreshing' : 'lists_refresh_all')}
          </button>
        </p>
      </section>
      <AddList
        busy={busy}
        onAdd={(url) => run(actions.add(url), added)}
        onImport={(file) => run(actions.importFile(file), added)}
        onProblem={tell}
      />
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
          />
        )}
      </section>
      <p class={status.failed ? 'status note' : 'status'} aria-live="polite">
        {status.text}
      </p>
    </main>
  );
}
