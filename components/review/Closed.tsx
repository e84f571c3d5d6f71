import { useWords } from '../i18n.tsx';

/** What stands in the place of the workspace where the browser does not open its database. */
export function Closed({ onRetry }: { onRetry(): void }) {
  const { t } = useWords();
  return (
    <main>
      <h1>{t('review_title')}</h1>
      <div class="note" role="alert">
        <p>{t('review_closed')}</p>
      </div>
      <p class="buttons">
        <button type="button" class="primary" onClick={onRetry}>
          {t('retry')}
        </button>
      </p>
    </main>
  );
}
