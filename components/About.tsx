import { useEffect, useState } from 'preact/hooks';
import { useWords } from './i18n.tsx';
import { type Shortcut, Shortcuts } from './Shortcuts.tsx';

interface Props {
  version: string;
  loadShortcuts(): Promise<Shortcut[]>;
  onIntroduction(): void;
}

export function About({ version, loadShortcuts, onIntroduction }: Props) {
  const { t } = useWords();
  const [shortcuts, setShortcuts] = useState<Shortcut[]>([]);
  useEffect(() => {
    loadShortcuts().then(setShortcuts, () => undefined);
  }, [loadShortcuts]);
  return (
    <section>
      <h2>{t('about_title')}</h2>
      <div class="card">
        <p>{t('about_version', [version])}</p>
        <p>{t('about_licence')}</p>
        <p>{t('about_lists')}</p>
        <Shortcuts shortcuts={shortcuts} />
        <p class="buttons">
          <button type="button" onClick={onIntroduction}>
            {t('about_introduction')}
          </button>
        </p>
        <p>
          <a href="/licences.txt" target="_blank" rel="noreferrer">
            {t('about_others')}
          </a>
        </p>
      </div>
    </section>
  );
}
