import { useWords } from './i18n.tsx';

/** An address of a forfeiture case of 2020, on a list that comes with the extension. */
export const DEMO_ADDRESS = '3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP';

/** A charity that does not exist, and what to look at on its page. */
export function Demo() {
  const { t } = useWords();
  return (
    <main>
      <aside class="note">
        <p>{t('demo_note')}</p>
        <ol class="steps">
          <li>{t('demo_step_mark')}</li>
          <li>{t('demo_step_copy')}</li>
          <li>{t('demo_step_button')}</li>
        </ol>
      </aside>
      <article class="appeal">
        <header>
          <h1>{t('demo_charity')}</h1>
          <p>{t('demo_charity_lead')}</p>
        </header>
        <p>{t('demo_charity_text')}</p>
        <h2>{t('demo_donate')}</h2>
        <p>{t('demo_send')}</p>
        <p>
          <code dir="ltr">{DEMO_ADDRESS}</code>
        </p>
        <p>
          <a href={`bitcoin:${DEMO_ADDRESS}`}>{t('demo_wallet')}</a>
        </p>
      </article>
    </main>
  );
}
