import { useState } from 'preact/hooks';
import { pausableHost } from '#lib/core/choices.ts';
import type { ListsView, Reply } from '#lib/core/lists.ts';
import type { ReportPlace } from '#lib/core/report.ts';
import { Foot } from './Foot.tsx';
import { useWords } from './i18n.tsx';
import { ReportView } from './ReportView.tsx';
import { describeRefresh } from './refresh-text.ts';
import { StateShape } from './StateShape.tsx';
import { type ReportSource, useReport } from './use-report.ts';

export interface PopupActions extends ReportSource {
  /** Rejects when the place is gone. */
  reveal(place: ReportPlace): Promise<void>;
  refresh(): Promise<Reply<ListsView>>;
  /** Rejects when there is nowhere to go back to. */
  goBack(): Promise<void>;
  /** Nothing is read on this host any more, or again; the page is loaded anew to be read. */
  pause(host: string, on: boolean): Promise<Reply<unknown>>;
  /** Asks the browser to let pages be read; `false` when the person declines. */
  allow(): Promise<boolean>;
  openOptions(): void;
}

interface Props {
  actions: PopupActions;
  /** Countries of the reader, best first. */
  countries: readonly string[];
}

/** The popup: one report, and what a person can do about it. */
export function Popup({ actions, countries }: Props) {
  const { t } = useWords();
  const { report, map, why, reload } = useReport(actions);
  const [busy, setBusy] = useState(false);
  const [listStatus, setListStatus] = useState('');
  const [pageStatus, setPageStatus] = useState('');

  /** One thing at a time; what went wrong is said. */
  async function run(work: () => Promise<boolean>, failure: string) {
    setBusy(true);
    setPageStatus('');
    const done = await work().catch(() => false);
    if (!done) setPageStatus(t(failure));
    await reload();
    setBusy(false);
  }

  async function refresh() {
    setBusy(true);
    const reply = await actions.refresh().catch(() => null);
    const asked = reply?.ok && reply.value.lists.filter(({ enabled }) => enabled);
    setListStatus(asked ? describeRefresh(asked, t) : t('headline_error'));
    await reload();
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
          <StateShape state="error" />
          <div role="alert">
            <h1>{t('headline_error')}</h1>
            <p>{t('sub_error')}</p>
          </div>
        </header>
        <p class="buttons">
          <button type="button" class="primary" onClick={reload}>
            {t('retry')}
          </button>
          <button type="button" onClick={actions.openOptions}>
            {t('options')}
          </button>
        </p>
      </main>
    );
  }
  const host = pausableHost(report.url);
  const pause = (on: boolean) => {
    if (host) run(async () => (await actions.pause(host, on)).ok, 'pause_failed');
  };
  return (
    <main>
      <ReportView
        report={report}
        map={map}
        why={why}
        countries={countries}
        onReveal={(place) => {
          setPageStatus('');
          actions.reveal(place).catch(() => setPageStatus(t('reveal_failed')));
        }}
        onBack={() => actions.goBack().catch(() => setPageStatus(t('back_failed')))}
      />
      {report.state === 'no-permission' && (
        <p class="buttons">
          <button
            type="button"
            class="primary"
            disabled={busy}
            onClick={() => run(actions.allow, 'allow_failed')}
          >
            {t('allow')}
          </button>
        </p>
      )}
      {report.state === 'paused' && (
        <p class="buttons">
          <button type="button" class="primary" disabled={busy} onClick={() => pause(false)}>
            {t('pause_end')}
          </button>
        </p>
      )}
      <p class="status" aria-live="polite">
        {pageStatus}
      </p>
      <Foot
        report={report}
        status={listStatus}
        busy={busy}
        onRefresh={refresh}
        onPause={host && report.state !== 'paused' ? () => pause(true) : null}
        onOptions={actions.openOptions}
      />
    </main>
  );
}
