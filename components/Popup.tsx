import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ListsView, Reply } from '#lib/core/lists.ts';
import type { Report, ReportPlace } from '#lib/core/report.ts';
import { Foot } from './Foot.tsx';
import { useWords } from './i18n.tsx';
import { ReportView } from './ReportView.tsx';
import { describeRefresh } from './refresh-text.ts';

/** Pause between two questions while the lists are still being loaded. */
const ASK_AGAIN_MS = 1_000;

export interface PopupActions {
  /** `fresh`: the frames read their documents again first. Rejects when nobody answers. */
  load(fresh: boolean): Promise<Report>;
  /** Rejects when the place is gone. */
  reveal(place: ReportPlace): Promise<void>;
  refresh(): Promise<Reply<ListsView>>;
  /** Rejects when there is nowhere to go back to. */
  goBack(): Promise<void>;
  openOptions(): void;
}

/** The popup: what is known at once, then once more after the page was read again. */
export function Popup({ actions }: { actions: PopupActions }) {
  const { t } = useWords();
  const [report, setReport] = useState<Report | 'failed' | null>(null);
  const [busy, setBusy] = useState(false);
  const [listStatus, setListStatus] = useState('');
  const [pageStatus, setPageStatus] = useState('');

  const load = useCallback(async () => {
    try {
      setReport(await actions.load(false));
      setReport(await actions.load(true));
    } catch {
      setReport('failed');
    }
  }, [actions]);

  useEffect(() => {
    load();
  }, [load]);

  useEffect(() => {
    if (report === null || report === 'failed' || report.state !== 'not-ready') return;
    const timer = setTimeout(load, ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [report, load]);

  async function refresh() {
    setBusy(true);
    const reply = await actions.refresh().catch(() => null);
    const asked = reply?.ok && reply.value.lists.filter(({ enabled }) => enabled);
    setListStatus(asked ? describeRefresh(asked, t) : t('headline_error'));
    await load();
    setBusy(false);
  }

  if (report === null) {
    return (
      <main aria-busy="true">
        <h1 class="waiting">{t('headline_loading')}</h1>
      </main>
    );
  }
  if (report === 'failed') {
    return (
      <main>
        <header class="headline">
          <div role="alert">
            <h1>{t('headline_error')}</h1>
            <p>{t('sub_error')}</p>
          </div>
        </header>
        <button type="button" class="primary" onClick={load}>
          {t('retry')}
        </button>
      </main>
    );
  }
  return (
    <main>
      <ReportView
        report={report}
        onReveal={(place) => {
          setPageStatus('');
          actions.reveal(place).catch(() => setPageStatus(t('reveal_failed')));
        }}
        onBack={() => actions.goBack().catch(() => setPageStatus(t('back_failed')))}
      />
      <p class="status" aria-live="polite">
        {pageStatus}
      </p>
      <Foot
        report={report}
        status={listStatus}
        busy={busy}
        onRefresh={refresh}
        onOptions={actions.openOptions}
      />
    </main>
  );
}
