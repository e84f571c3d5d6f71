import { useWords } from './i18n.tsx';

interface Props {
  hosts: readonly string[];
  busy: boolean;
  onResume(host: string): void;
}

/** The sites on which the person paused, the latest first. */
export function PausedSites({ hosts, busy, onResume }: Props) {
  const { t } = useWords();
  return (
    <section>
      <h2>{t('paused_title')}</h2>
      <p>{t(hosts.length > 0 ? 'paused_lead' : 'paused_empty')}</p>
      {hosts.length > 0 && (
        <ul class="card rows">
          {[...hosts].reverse().map((host) => (
            <li key={host}>
              <bdi>{host}</bdi>
              <button
                type="button"
                disabled={busy}
                aria-label={t('paused_resume_label', [host])}
                onClick={() => onResume(host)}
              >
                {t('paused_resume')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
