import { useRef } from 'preact/hooks';
import { keyOf } from '#lib/core/reason-text.ts';
import type { Origin } from '#lib/core/review.ts';
import { INTAKE_REASONS, type Intake, type IntakeRow } from '#lib/core/review-intake.ts';
import type { Brought } from '#lib/core/review-panel.ts';
import { useWords } from '../i18n.tsx';
import type { BroughtState } from './use-brought.ts';

export interface AddActions {
  bringTabs(): Promise<Brought>;
  bringText(text: string): Promise<Brought>;
  bringFile(file: File): Promise<Brought>;
}

interface Props {
  actions: AddActions;
  busy: boolean;
  state: BroughtState;
  /** Where there is a page beside it. */
  onPage?(): void;
  /** `true` once they are kept. */
  onAdd(rows: readonly IntakeRow[], from: Origin): Promise<boolean>;
}

/** Ways for pages to come into the queue. What is read is shown first, with what is left out and why. */
export function Add({ actions, busy, state: { brought, isReading, bring, leave }, onPage, onAdd }: Props) {
  const { t } = useWords();
  const text = useRef<HTMLTextAreaElement>(null);
  const file = useRef<HTMLInputElement>(null);

  return (
    <section aria-labelledby="add-title">
      <h2 id="add-title">{t('review_add_title')}</h2>
      <p class="buttons">
        {onPage && (
          <button type="button" class="primary" disabled={busy} onClick={onPage}>
            {t('review_add_page')}
          </button>
        )}
        <button type="button" disabled={busy || isReading} onClick={() => bring(actions.bringTabs())}>
          {t('review_add_tabs')}
        </button>
      </p>
      <details>
        <summary>{t('review_add_many')}</summary>
        <form
          class="card"
          onSubmit={(event) => {
            event.preventDefault();
            const chosen = file.current?.files?.[0];
            const pasted = text.current?.value ?? '';
            bring(chosen && pasted.trim() === '' ? actions.bringFile(chosen) : actions.bringText(pasted));
          }}
        >
          <label for="add-text">{t('review_add_text')}</label>
          <textarea id="add-text" ref={text} rows={4} dir="auto" aria-describedby="add-hint" />
          <label for="add-file">{t('review_add_file')}</label>
          <input
            id="add-file"
            ref={file}
            type="file"
            accept=".txt,.csv,.tsv,.json,.jsonl,.ndjson,text/*"
            aria-describedby="add-hint"
          />
          <p class="soft" id="add-hint">
            {t('review_add_hint')}
          </p>
          <button type="submit" disabled={busy || isReading}>
            {t('review_add_read')}
          </button>
        </form>
      </details>
      <div aria-live="polite">
        {brought && !brought.ok && <p class="note">{t(keyOf('intake_problem', brought.problem))}</p>}
        {brought?.ok && (
          <Read
            intake={brought.intake}
            busy={busy}
            onAdd={async () => {
              if (!(await onAdd(brought.intake.rows, brought.from))) return;
              leave();
              if (text.current) text.current.value = '';
              if (file.current) file.current.value = '';
            }}
            onLeave={leave}
          />
        )}
      </div>
    </section>
  );
}

interface ReadProps {
  intake: Intake;
  busy: boolean;
  onAdd(): void;
  onLeave(): void;
}

function Read({ intake: { kind, rows, refusals, refused }, busy, onAdd, onLeave }: ReadProps) {
  const { t, number } = useWords();
  const counts = INTAKE_REASONS.flatMap((reason) =>
    refused[reason] ? [{ reason, count: refused[reason] }] : [],
  );
  const found = rows.filter(({ seen }) => seen).length;
  const left = counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <div class="card">
      <p>{t(keyOf('intake_kind', kind))}</p>
      <p>
        <strong>{t('intake_rows', [number(rows.length)])}</strong>
      </p>
      {found > 0 && <p class="soft">{t('intake_found', [number(found)])}</p>}
      {left > 0 && (
        <details>
          <summary>{t('intake_left_out', [number(left)])}</summary>
          <ul class="plain">
            {counts.map(({ reason, count }) => (
              <li key={reason}>
                {t(keyOf('intake_refused', reason))} <span class="soft">{number(count)}</span>
              </li>
            ))}
          </ul>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('intake_line')}</th>
                <th scope="col">{t('intake_value')}</th>
                <th scope="col">{t('intake_why')}</th>
              </tr>
            </thead>
            <tbody>
              {refusals.map(({ line, value, reason }) => (
                <tr key={`${line} ${value} ${reason}`}>
                  <td>{number(line)}</td>
                  <td>
                    <bdi>{value}</bdi>
                  </td>
                  <td>{t(keyOf('intake_refused', reason))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      <p class="buttons">
        {rows.length > 0 && (
          <button type="button" class="primary" disabled={busy} onClick={onAdd}>
            {t('intake_add')}
          </button>
        )}
        <button type="button" onClick={onLeave}>
          {t('intake_leave')}
        </button>
      </p>
    </div>
  );
}
