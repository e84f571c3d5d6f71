import { useRef, useState } from 'preact/hooks';
import { keyOf } from '#lib/core/reason-text.ts';
import type { MispServer, TargetKind, TaxiiServer } from '#lib/core/review-sharing.ts';
import { isFeedUrl } from '#lib/core/web-url.ts';
import { useWords } from '../../i18n.tsx';

interface Props {
  kind: TargetKind;
  server: MispServer | TaxiiServer | null;
  /** `true` once it is kept. */
  onKeep(server: MispServer | TaxiiServer | null): Promise<boolean>;
}

const FIELDS = {
  misp: ['url', 'key'],
  taxii: ['root', 'collection', 'authorization'],
} as const;
type Field = (typeof FIELDS)[TargetKind][number];

/** Keys are not shown to whoever looks over a shoulder. */
const SECRET: readonly Field[] = ['key', 'authorization'];
const ADDRESS: readonly Field[] = ['url', 'root'];

/** What it takes to reach a server; nothing is sent by keeping it. */
export function Server({ kind, server, onKeep }: Props) {
  const { t } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState('');
  const known = server as Partial<Record<Field, string>> | null;

  function read(): Record<string, string> | null {
    const data = new FormData(form.current ?? undefined);
    const values = Object.fromEntries(
      FIELDS[kind].map((field) => [field, String(data.get(field) ?? '').trim()]),
    );
    const isWhole = Object.values(values).every((value) => value !== '');
    const hasAddress = FIELDS[kind].every(
      (field) => !ADDRESS.includes(field) || isFeedUrl(values[field] ?? ''),
    );
    setProblem(!isWhole ? t('overview_target_missing') : !hasAddress ? t('push_bad_url') : '');
    return isWhole && hasAddress ? values : null;
  }

  return (
    <form
      key={JSON.stringify(server)}
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const values = read();
        if (values) onKeep(values as unknown as MispServer | TaxiiServer);
      }}
    >
      {FIELDS[kind].map((field) => (
        <div key={field} class="field">
          <label for={`${kind}-${field}`}>{t(keyOf('overview_target', field))}</label>
          <input {...attributesOf(kind, field)} defaultValue={known?.[field] ?? ''} />
        </div>
      ))}
      <p class="soft" id={`${kind}-hint`}>
        {t(keyOf('overview_target_hint', kind))} {t('overview_keys_stay')}
      </p>
      <p class="problem" role="alert" id={`${kind}-problem`}>
        {problem}
      </p>
      <p class="buttons">
        <button type="submit">{t('overview_target_keep')}</button>
        {server && (
          <button type="button" class="quiet-button" onClick={() => onKeep(null)}>
            {t('overview_target_forget')}
          </button>
        )}
      </p>
    </form>
  );
}

function attributesOf(kind: TargetKind, field: Field) {
  const common = {
    id: `${kind}-${field}`,
    name: field,
    dir: 'ltr',
    autocomplete: 'off',
    spellcheck: false,
    'aria-describedby': `${kind}-hint ${kind}-problem`,
  } as const;
  return SECRET.includes(field)
    ? ({ ...common, type: 'password' } as const)
    : ({ ...common, type: 'text' } as const);
}
