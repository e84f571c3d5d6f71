import { useMemo, useState } from 'preact/hooks';
import { gistOf } from '#lib/core/gist.ts';
import { Headline } from './Headline.tsx';
import { useWords } from './i18n.tsx';
import type { PopupRest, RestActions } from './PopupRest.tsx';
import { StateShape } from './StateShape.tsx';
import { type ReportSource, useReport } from './use-report.ts';

export interface PopupActions extends ReportSource, RestActions {}

interface Props {
  actions: PopupActions;
  /** Languages of the reader, best first. */
  languages: readonly string[];
}

/**
 * The popup: one report, and what a person can do about it. The headline is all that the first frame waits for; the
 * code of the rest comes while the background is asked. What was concluded before stands there meanwhile.
 */
export function Popup({ actions, languages }: Props) {
  const { t } = useWords();
  const { report, before, stands, map, why, reload } = useReport(actions);
  const [Rest, setRest] = useState<typeof PopupRest | 'failed' | null>(null);
  async function loadRest() {
    const rest = await import('./PopupRest.tsx').catch(() => null);
    setRest(() => rest?.PopupRest ?? 'failed');
  }
  useMemo(loadRest, []);

  if (report === null) {
    return (
      <main aria-busy="true">
        {before ? <Headline gist={before} /> : <h1 class="waiting">{t('headline_loading')}</h1>}
      </main>
    );
  }
  if (report === 'failed' || Rest === 'failed') {
    const retry = () => {
      if (Rest === 'failed') loadRest();
      reload();
    };
    return (
      <main>
        {report === 'failed' ? (
          <header class="headline">
            <StateShape state="error" />
            <div role="alert">
              <h1>{t('headline_error')}</h1>
              <p>{t('sub_error')}</p>
            </div>
          </header>
        ) : (
          // What is known of the page stays, whatever else is missing.
          <>
            <Headline gist={gistOf(report)} why={why} />
            <p class="note" role="alert">
              {t('headline_error')}
            </p>
          </>
        )}
        <p class="buttons">
          <button type="button" class="primary" onClick={retry}>
            {t('retry')}
          </button>
          <button type="button" onClick={actions.openOptions}>
            {t('options')}
          </button>
        </p>
      </main>
    );
  }
  return (
    <main aria-busy={!(stands && Rest)}>
      <Headline gist={gistOf(report)} why={why} />
      {stands && Rest && (
        <Rest report={report} map={map} languages={languages} actions={actions} reload={reload} />
      )}
    </main>
  );
}
