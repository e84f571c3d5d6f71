import { useEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../i18n.tsx';

/** What can be read; a browser that shows other files all the same gets an answer for each. */
const ACCEPT = '.txt,.csv,.tsv,.html,.htm,.eml,.json,.xlsx,.md,.log,.xml,image/*';

interface Props {
  busy: boolean;
  /** What stands in the field at first. */
  given: string;
  onText(text: string): void;
  onFiles(files: readonly File[]): void;
}

/** A text to paste, and files to drop or choose. */
export function LookupForm({ busy, given, onText, onFiles }: Props) {
  const { t } = useWords();
  const [over, setOver] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  // Who copied something where no extension can read it has only to paste.
  useEffect(() => {
    if (given === '') area.current?.focus();
  }, []);
  return (
    <form
      class="card lookup-form"
      data-over={over}
      onSubmit={(event) => {
        event.preventDefault();
        onText(area.current?.value ?? '');
      }}
      onDragOver={(event) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const files = [...(event.dataTransfer?.files ?? [])];
        // Text that is dropped goes where text goes.
        if (files.length === 0) return;
        event.preventDefault();
        onFiles(files);
      }}
    >
      <label for="lookup-text">{t('lookup_text_label')}</label>
      <textarea
        id="lookup-text"
        ref={area}
        rows={8}
        defaultValue={given}
        dir="auto"
        spellcheck={false}
        autocomplete="off"
      />
      <p class="buttons">
        <button type="submit" class="primary" disabled={busy}>
          {t(busy ? 'lookup_checking' : 'lookup_check')}
        </button>
      </p>
      <label for="lookup-files">{t('lookup_files_label')}</label>
      <input
        id="lookup-files"
        type="file"
        multiple
        accept={ACCEPT}
        disabled={busy}
        aria-describedby="lookup-files-hint"
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          // The same file may be chosen again after it was changed.
          event.currentTarget.value = '';
        }}
      />
      <p class="soft" id="lookup-files-hint">
        {t('lookup_files_hint')}
      </p>
    </form>
  );
}
