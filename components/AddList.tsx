import { useState } from 'preact/hooks';
import { MAX_IMPORT_BYTES } from '#lib/core/limits.ts';
import { useWords } from './i18n.tsx';

interface Props {
  busy: boolean;
  onAdd(url: string): void;
  onImport(file: File): void;
  /** Something to tell before anything was asked of the background. */
  onProblem(text: string): void;
}

/** A list from an address, or from a file of this device. */
export function AddList({ busy, onAdd, onImport, onProblem }: Props) {
  const { t, bytes } = useWords();
  const [url, setUrl] = useState('');
  const [file, setFile] = useState<File | null>(null);

  function add(event: Event) {
    event.preventDefault();
    const trimmed = url.trim();
    if (/^https?:\/\//i.test(trimmed)) onAdd(trimmed);
    else onProblem(t('add_no_url'));
  }

  function importFile(event: Event) {
    event.preventDefault();
    if (!file) onProblem(t('add_no_file'));
    else if (file.size > MAX_IMPORT_BYTES) {
      onProblem(t('add_too_large', [bytes(file.size), bytes(MAX_IMPORT_BYTES)]));
    } else onImport(file);
  }

  return (
    <section>
      <h2>{t('add_title')}</h2>
      <form class="card" onSubmit={add} noValidate>
        <label for="add-url">{t('add_url')}</label>
        <p class="soft" id="add-url-hint">
          {t('add_url_hint')}
        </p>
        <input
          id="add-url"
          type="url"
          dir="ltr"
          value={url}
          aria-describedby="add-url-hint"
          onInput={(event) => setUrl(event.currentTarget.value)}
        />
        <button type="submit" disabled={busy}>
          {t('add_url_button')}
        </button>
      </form>
      <form class="card" onSubmit={importFile}>
        <label for="add-file">{t('add_file')}</label>
        <p class="soft" id="add-file-hint">
          {t('add_file_hint', [bytes(MAX_IMPORT_BYTES)])}
        </p>
        <input
          id="add-file"
          type="file"
          aria-describedby="add-file-hint"
          onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
        />
        <button type="submit" disabled={busy}>
          {t('add_file_button')}
        </button>
      </form>
    </section>
  );
}
