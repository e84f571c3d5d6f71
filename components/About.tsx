import { useWords } from './i18n.tsx';

interface Props {
  version: string;
  onIntroduction(): void;
}

export function About({ version, onIntroduction }: Props) {
  const { t } = useWords();
  return (
    <section>
      <h2>{t('about_title')}</h2>
      <div class="card">
        <p>{t('about_version', [version])}</p>
        <p>{t('about_licence')}</p>
        <p>{t('about_lists')}</p>
        <p>{t('about_keys')}</p>
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
