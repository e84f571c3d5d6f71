import { keyOf } from '#lib/core/reason-text.ts';
import type { Report } from '#lib/core/report.ts';
import { useWords } from './i18n.tsx';

/** Widgets and who runs them, and what was not read: a person has to know the limits of the answer. */
export function AlsoOnPage({ report: { widgets, unread } }: { report: Pick<Report, 'widgets' | 'unread'> }) {
  const { t } = useWords();
  // One that is a frame and a script is one to whoever reads this.
  const providers = new Map(widgets.map((widget) => [`${widget.provider} ${widget.host}`, widget]));
  return (
    <section>
      <h2>{t('also_title')}</h2>
      {widgets.length > 0 && (
        <>
          <h3>{t('also_widgets')}</h3>
          <ul class="plain">
            {[...providers].map(([key, { provider, host }]) => (
              <li key={key}>{t('widget_line', [provider, host])}</li>
            ))}
          </ul>
        </>
      )}
      <h3>{t('also_unread')}</h3>
      <ul class="plain">
        {unread.map(({ what, why, count }) => (
          <li key={`${what} ${why}`}>
            {t(keyOf('unread', why), undefined, count) || t('unread_other', undefined, count)}
          </li>
        ))}
        <li>{t('unread_pictures')}</li>
        <li>{t('unknown_fresh')}</li>
      </ul>
    </section>
  );
}
