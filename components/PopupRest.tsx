import { useEffect, useState } from 'preact/hooks';
import { pausableHost } from '#lib/core/choices.ts';
import type { ListsView, Reply } from '#lib/core/lists.ts';
import type { PageMap } from '#lib/core/page-map.ts';
import type { Report, ReportPlace } from '#lib/core/report.ts';
import { countriesOf } from './ask/nearest.ts';
import { Foot } from './Foot.tsx';
import { useWords } from './i18n.tsx';
import { ReportView } from './ReportView.tsx';
import { describeRefresh } from './refresh-text.ts';

export interface RestActions {
  /** Rejects when the place is gone. */
  reveal(place: ReportPlace): Promise<void>;
  refresh(): Promise<Reply<ListsView>>;
  /** Rejects when there is nowhere to go back to. */
  goBack(): Promise<void>;
  /** Nothing is read on this host any more, or again; the page is loaded anew to be read. */
  pause(host: string, on: boolean): Promise<Reply<unknown>>;
  /** Asks the browser to let pages be read; `false` when the person declines. */
  allow(): Promise<boolean>;
  /** Opens the review panel with this page; `null` where nobody reviews on this device. */
  reviewing(): Promise<(() => Promise<unknown>) | null>;
  /** Keeps the page that is shown, in a tab of its own: the popup may close. Rejects where none can be opened. */
  keepEvidence(): Promise<void>;
  openOptions(): void;
}

interface Props {
  report: Report;
  map: PageMap | null;
  /** Languages of the reader, best first. */
  languages: readonly string[];
  actions: RestActions;
  reload(): Promise<void>;
}

/** What stands below the headline. */
export function PopupRest({ report, map, languages, actions, reload }: Props) {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const [listStatus, setListStatus] = useState('');
  const [pageStatus, setPageStatus] = useState('');
  const [review, setReview] = useState<(() => Promise<unknown>) | null>(null);
  useEffect(() => {
    actions.reviewing().then(
      (open) => setReview(() => open),
      () => undefined,
    );
  }, [actions]);

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

  const host = pausableHost(report.url);
  const pause = (on: boolean) => {
    if (host) run(async () => (await actions.pause(host, on)).ok, 'pause_failed');
  };
  return (
    <>
      <ReportView
        report={report}
        map={map}
        countries={countriesOf(languages)}
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
      {report.state === 'ready' && (
        <p class="buttons">
          <button
            type="button"
            disabled={busy}
            onClick={() => {
              setPageStatus(t('evidence_keeping'));
              actions.keepEvidence().catch(() => setPageStatus(t('evidence_keep_failed')));
            }}
          >
            {t('evidence_keep')}
          </button>
          {review && (
            <button
              type="button"
              onClick={() => review().catch(() => setPageStatus(t('review_open_failed')))}
            >
              {t('review_add_page')}
            </button>
          )}
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
    </>
  );
}
