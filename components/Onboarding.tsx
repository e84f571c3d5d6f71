import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ChoicesView } from '#lib/core/choices.ts';
import type { Reply } from '#lib/core/lists.ts';
import { useWords } from './i18n.tsx';
import { type ChoiceActions, granting } from './Preferences.tsx';
import { ReadingChoice } from './ReadingChoice.tsx';

export interface OnboardingActions extends Pick<ChoiceActions, 'choices' | 'choose' | 'grant'> {
  openDemo(): void;
  openOptions(): void;
}

/** The first page after installing: what Almsguard does and sees, before it may see anything. */
export function Onboarding({ actions }: { actions: OnboardingActions }) {
  const { t } = useWords();
  const [view, setView] = useState<ChoicesView | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);

  const show = useCallback(async () => {
    try {
      setView(await actions.choices());
    } catch {
      setFailed(true);
    }
  }, [actions]);
  useEffect(() => {
    show();
  }, [show]);

  async function run(work: Promise<Reply<ChoicesView>>) {
    setBusy(true);
    const reply = await work.catch(() => null);
    if (reply?.ok) setView(reply.value);
    setFailed(!reply?.ok);
    setBusy(false);
  }

  return (
    <main>
      <header>
        <h1>{t('welcome_title')}</h1>
        <p class="lead">{t('welcome_lead')}</p>
      </header>
      <section>
        <h2>{t('welcome_does')}</h2>
        <ul class="plain">
          <li>{t('intro_what')}</li>
          <li>{t('welcome_says')}</li>
          <li>{t('welcome_quiet')}</li>
        </ul>
      </section>
      <section>
        <h2>{t('welcome_sees')}</h2>
        <ul class="plain">
          <li>{t('intro_sees')}</li>
          <li>{t('intro_stays')}</li>
          <li>{t('welcome_keeps')}</li>
        </ul>
      </section>
      <section aria-busy={view === null && !failed}>
        <h2>{t('mode_title')}</h2>
        {view && (
          <ReadingChoice
            view={view}
            busy={busy}
            onMode={(mode) => run(actions.choose({ mode }))}
            onGrant={() => run(granting(actions))}
          />
        )}
        <p class="note" role="alert" hidden={!failed}>
          {failed && t('headline_error')}
        </p>
      </section>
      <section>
        <h2>{t('welcome_try')}</h2>
        <p>{t('welcome_try_lead')}</p>
        <p class="buttons">
          <button type="button" onClick={actions.openDemo}>
            {t('welcome_try_button')}
          </button>
          <button type="button" onClick={actions.openOptions}>
            {t('welcome_options')}
          </button>
        </p>
        <p class="soft">{t('welcome_pin')}</p>
      </section>
    </main>
  );
}
