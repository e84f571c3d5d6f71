import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Checked } from '#lib/core/checked.ts';
import { keyOf, sentenceOf } from '#lib/core/reason-text.ts';
import { MAX_LOOKUP_CHARS, MAX_LOOKUP_FILES } from '#lib/core/review-limits.ts';
import { apart } from '#lib/core/sentences.ts';
import { useWords } from '../i18n.tsx';
import type { LookupActions, ReadFile, Source } from './actions.ts';
import { Filters } from './Filters.tsx';
import { LookupForm } from './LookupForm.tsx';
import { ResultTable } from './ResultTable.tsx';
import { NoneOf } from './RowDetails.tsx';
import { type Column, type RowView, viewRows, WHOLE } from './rows.ts';

interface Props {
  actions: LookupActions;
  /** What it is opened with: checked at once. */
  given?: string;
}

/** Checks a text or files of any length: everything in them that a list may name, and what lists say. */
export function Lookup({ actions, given = '' }: Props) {
  const words = useWords();
  const { t, number } = words;
  const [busy, setBusy] = useState(false);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [failed, setFailed] = useState(false);
  const [sources, setSources] = useState<Source[]>([]);
  const [isCut, setCut] = useState(false);
  const [unread, setUnread] = useState<ReadFile[]>([]);
  const [filesLeft, setFilesLeft] = useState({ read: 0, left: 0 });
  const [view, setView] = useState<RowView>(WHOLE);
  const heading = useRef<HTMLHeadingElement>(null);

  async function run(read: () => Promise<{ text: string; from: Source[] }>) {
    setBusy(true);
    setUnread([]);
    setFilesLeft({ read: 0, left: 0 });
    const reply = await read()
      .then(({ text, from }) => {
        setSources(from);
        setCut(text.length > MAX_LOOKUP_CHARS);
        return actions.check(text.slice(0, MAX_LOOKUP_CHARS));
      })
      .catch(() => null);
    setFailed(!reply?.ok);
    setChecked(reply?.ok ? reply.value : null);
    setView(WHOLE);
    setBusy(false);
    // Who does not see the table appear hears where it is.
    if (reply?.ok) requestAnimationFrame(() => heading.current?.focus());
  }

  async function readFiles(files: readonly File[]) {
    const read = await actions.read(files);
    setUnread(read.filter(({ problem }) => problem !== null));
    // A message is answered for with each file that it carries.
    setFilesLeft({ read: MAX_LOOKUP_FILES, left: files.length - MAX_LOOKUP_FILES });
    return joined(read);
  }

  // Once, when the page opens.
  useEffect(() => {
    if (given !== '') run(async () => ({ text: given, from: [] }));
  }, []);
  const rows = useMemo(() => (checked ? viewRows(checked.rows, view, t) : []), [checked, view, t]);
  const sort = (column: Column) =>
    setView({ ...view, sort: column, descending: view.sort === column && !view.descending });
  return (
    <main aria-busy={busy}>
      <header>
        <h1>{t('lookup_title')}</h1>
        <p class="lead">{t('lookup_lead')}</p>
      </header>
      <LookupForm
        busy={busy}
        given={given}
        onText={(text) => run(async () => ({ text, from: [] }))}
        onFiles={(files) => files.length > 0 && run(() => readFiles(files))}
      />
      <div role="alert">
        {failed && <p class="note">{t('headline_error')}</p>}
        {filesLeft.left > 0 && (
          <p class="note">{t('lookup_files_left', [number(filesLeft.read), number(filesLeft.left)])}</p>
        )}
        {unread.map(({ name, problem }) => (
          <p key={name} class="note">
            {t('labelled', [apart(name), t(keyOf('lookup_file', problem ?? ''))])}
          </p>
        ))}
      </div>
      {checked && (
        <section aria-labelledby="lookup-found">
          <h2 id="lookup-found" ref={heading} tabIndex={-1}>
            {t('lookup_found', [number(checked.rows.length)], checked.rows.length)}
          </h2>
          {isCut && <p class="note">{t('lookup_cut', [number(MAX_LOOKUP_CHARS)])}</p>}
          {checked.left > 0 && <p class="note">{t('lookup_left', [number(checked.left)])}</p>}
          {checked.keysLeft > 0 && <p class="note">{t('unread_keys', undefined, checked.keysLeft)}</p>}
          {checked.notes.length > 0 && (
            <ul class="note">
              {checked.notes.map((note) => (
                <li key={note.code + note.params.list}>{sentenceOf('note', note, words)}</li>
              ))}
            </ul>
          )}
          {checked.rows.length === 0 ? (
            <p>{t('lookup_nothing')}</p>
          ) : (
            <>
              <Filters rows={checked.rows} view={view} onView={setView} />
              <p class="soft" role="status">
                {t('lookup_shown', [number(rows.length), number(checked.rows.length)])}
              </p>
              <ResultTable
                key={checked.checked}
                rows={rows}
                checked={checked}
                view={view}
                sources={sources}
                actions={actions}
                onSort={sort}
              />
              {checked.rows.every(({ claims }) => claims.length === 0) && <NoneOf checked={checked} />}
            </>
          )}
        </section>
      )}
    </main>
  );
}

/** Several files as one text, and where each of them begins. */
function joined(files: readonly ReadFile[]): { text: string; from: Source[] } {
  const from: Source[] = [];
  const texts: string[] = [];
  let line = 1;
  for (const { name, text, hasLines } of files) {
    if (text === null) continue;
    from.push({ name, hasLines, from: line });
    texts.push(text);
    // Two line ends part one from the next, so that no address goes on over the border.
    line += text.split('\n').length + 1;
  }
  return { text: texts.join('\n\n'), from };
}
