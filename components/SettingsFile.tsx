import { useRef } from 'preact/hooks';
import { useWords } from './i18n.tsx';

interface Props {
  busy: boolean;
  onExport(): void;
  onImport(file: File): void;
  onProblem(text: string): void;
}

/** Settings as a file, to keep or to take to another device. */
export function SettingsFile({ busy, onExport, onImport, onProblem }: Props) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  return (
    <section>
      <h2>{t('file_title')}</h2>
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          const file = input.current?.files?.[0];
          if (file) onImport(file);
          else onProblem(t('add_no_file'));
        }}
      >
        <p>{t('file_lead')}</p>
        <button type="button" disabled={busy} onClick={onExport}>
          {t('file_export')}
        </button>
        <label for="settings-file">{t('file_import_label')}</label>
        <input id="settings-file" ref={input} type="file" accept=".json,application/json" />
        <p class="soft">{t('file_import_hint')}</p>
        <button type="submit" disabled={busy}>
          {t('file_import')}
        </button>
      </form>
    </section>
  );
}
