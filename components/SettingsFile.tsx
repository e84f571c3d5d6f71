import { useRef, useState } from 'preact/hooks';
import { titleText } from '#lib/core/list-words.ts';
import type { SettingsPreview } from '#lib/core/saved-lists.ts';
import { useWords } from './i18n.tsx';

interface Props {
  busy: boolean;
  /** Titles of the lists that a file of settings cannot hold. */
  leftOut: readonly string[];
  onExport(): void;
  /** `null` for a file that holds no settings, after that was told. */
  onRead(file: File): Promise<SettingsPreview | null>;
  onImport(settings: SettingsPreview): void;
  onProblem(text: string): void;
}

/** Settings as a file, to keep or to take to another device. */
export function SettingsFile({ busy, leftOut, onExport, onRead, onImport, onProblem }: Props) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [preview, setPreview] = useState<SettingsPreview | null>(null);

  /** Read as soon as it is chosen: the browser may be asked for servers only at once after a click. */
  async function read(): Promise<SettingsPreview | null> {
    setPreview(null);
    const file = input.current?.files?.[0];
    const brings = file ? await onRead(file) : null;
    setPreview(brings);
    return brings;
  }

  async function takeOver(): Promise<void> {
    const settings = preview ?? (await read());
    if (settings) onImport(settings);
  }

  return (
    <section>
      <h2>{t('file_title')}</h2>
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          if (input.current?.files?.[0]) takeOver();
          else onProblem(t('add_no_file'));
        }}
      >
        <p>{t('file_lead')}</p>
        {leftOut.length > 0 && <Named lead={t('file_without')} names={leftOut} />}
        <button type="button" disabled={busy} onClick={onExport}>
          {t('file_export')}
        </button>
        <label for="settings-file">{t('file_import_label')}</label>
        <input
          id="settings-file"
          ref={input}
          type="file"
          accept=".json,application/json"
          aria-describedby="settings-file-hint settings-file-brings"
          onChange={read}
        />
        <p class="soft" id="settings-file-hint">
          {t('file_import_hint')}
        </p>
        <div id="settings-file-brings" aria-live="polite">
          {preview && <Brings preview={preview} />}
        </div>
        <button type="submit" disabled={busy}>
          {t('file_import')}
        </button>
      </form>
    </section>
  );
}

/** The lists of a file: whose servers the browser will be asked about, what it switches off, and what is left out. */
export function Brings({
  preview: { adds, offs, unknown },
}: {
  preview: Pick<SettingsPreview, 'adds' | 'offs' | 'unknown'>;
}) {
  const { t } = useWords();
  return (
    <>
      {adds.length > 0 && (
        <>
          <p>{t('file_adds')}</p>
          <ul>
            {adds.map(({ title, url }) => (
              <li key={url}>
                <bdi>{titleText(title, t)}</bdi>
                {title !== url && (
                  <>
                    <br />
                    <bdi class="soft" dir="ltr">
                      {url}
                    </bdi>
                  </>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {offs.length > 0 && <Named lead={t('file_offs')} names={offs} />}
      {unknown.length > 0 && <Named lead={t('file_unknown')} names={unknown} />}
    </>
  );
}

function Named({ lead, names }: { lead: string; names: readonly string[] }) {
  const { t } = useWords();
  return (
    <>
      <p>{lead}</p>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <bdi>{titleText(name, t)}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}
