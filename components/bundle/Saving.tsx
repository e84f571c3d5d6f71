import { useEffect, useState } from 'preact/hooks';
import { type BundleActions, SAVE_STEPS, type Saved, type SaveStep } from '#lib/core/bundle-views.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import { useWords } from '../i18n.tsx';
import { BundleFacts } from './BundleFacts.tsx';
import { Inside } from './Inside.tsx';

/** Keeps the page at once, tells how far that is, and what came of it. */
export function Saving({ save }: Pick<BundleActions, 'save'>) {
  const { t, number } = useWords();
  const [step, setStep] = useState<SaveStep>('findings');
  const [saved, setSaved] = useState<Saved | null>(null);

  useEffect(() => {
    save(setStep).then(setSaved, () => setSaved({ ok: false, problem: 'failed' }));
  }, [save]);

  if (saved === null) {
    const at = SAVE_STEPS.indexOf(step);
    return (
      <section aria-labelledby="saving" aria-busy="true">
        <h1 id="saving">{t('bundle_saving')}</h1>
        <progress value={at} max={SAVE_STEPS.length} aria-labelledby="saving" />
        <p role="status">
          {t('bundle_step', [number(at + 1), number(SAVE_STEPS.length), t(keyOf('bundle_step', step))])}
        </p>
      </section>
    );
  }
  if (!saved.ok) {
    return (
      <section aria-labelledby="saving" role="alert">
        <h1 id="saving">{t('bundle_not_saved')}</h1>
        <p class="note">{t(keyOf('bundle_problem', saved.problem))}</p>
      </section>
    );
  }
  const { bundle, name, url } = saved;
  return (
    <section aria-labelledby="saving">
      <h1 id="saving">{t('bundle_saved')}</h1>
      <p role="status">{t('bundle_saved_how')}</p>
      <p class="soft">{t('bundle_saved_replay')}</p>
      <p>
        <a class="file" href={url} download={name}>
          {t('bundle_file', [name])}
        </a>
      </p>
      <div class="card">
        <h2>
          <bdi>{bundle.page.title || bundle.page.url}</bdi>
        </h2>
        <BundleFacts bundle={bundle} />
        {bundle.inside && <Inside inside={bundle.inside} page={bundle.page} />}
      </div>
    </section>
  );
}
