import { useState } from 'preact/hooks';
import { useWords } from '../i18n.tsx';

interface Props {
  busy: boolean;
  onFiles(files: readonly File[]): void;
}

/** One bundle to check, or two to compare: dropped or chosen. */
export function BringFiles({ busy, onFiles }: Props) {
  const { t } = useWords();
  const [over, setOver] = useState(false);
  return (
    <form
      class="card bring"
      data-over={over}
      onSubmit={(event) => event.preventDefault()}
      onDragOver={(event) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length > 0 && !busy) onFiles(files);
      }}
    >
      <label for="bundle-files">{t('bundle_files')}</label>
      <input
        id="bundle-files"
        type="file"
        multiple
        accept=".zip,.wacz,application/zip"
        disabled={busy}
        aria-describedby="bundle-files-hint"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // The same file may be chosen again after it was changed.
          event.currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
      <p class="soft" id="bundle-files-hint">
        {t('bundle_files_hint')}
      </p>
    </form>
  );
}
