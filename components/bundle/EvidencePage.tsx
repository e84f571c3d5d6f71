import { useState } from 'preact/hooks';
import type { BundleActions, CheckedFiles } from '#lib/core/bundle-views.ts';
import { useWords } from '../i18n.tsx';
import { BringFiles } from './BringFiles.tsx';
import { BundleCard } from './BundleCard.tsx';
import { Changes } from './Changes.tsx';
import { Saving } from './Saving.tsx';

interface Props {
  actions: BundleActions;
  /** Whether this page was opened to keep another one. */
  isSaving: boolean;
}

/** Keeps a page as a bundle of evidence, and checks bundles that somebody brings. */
export function EvidencePage({ actions, isSaving }: Props) {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const [checked, setChecked] = useState<CheckedFiles | null>(null);
  const [failed, setFailed] = useState(false);

  async function check(files: readonly File[]) {
    setBusy(true);
    const found = await actions.check(files).catch(() => null);
    setFailed(found === null);
    setChecked(found);
    setBusy(false);
  }

  return (
    <main>
      {isSaving && <Saving save={actions.save} />}
      <header>
        {isSaving ? <h2>{t('bundle_title')}</h2> : <h1>{t('bundle_title')}</h1>}
        <p class="lead">{t('bundle_lead')}</p>
      </header>
      <BringFiles busy={busy} onFiles={check} />
      <div role="status">
        {busy && <p>{t('bundle_checking')}</p>}
        {failed && <p class="note">{t('bundle_problem_failed')}</p>}
      </div>
      {checked?.changes && <Changes changes={checked.changes} />}
      {checked?.files.map((file, i) => (
        <BundleCard key={`${i} ${file.name}`} {...file} />
      ))}
    </main>
  );
}
