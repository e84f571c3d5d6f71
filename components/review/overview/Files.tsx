import { useState } from 'preact/hooks';
import { keyOf } from '#lib/core/reason-text.ts';
import type { ReviewCase } from '#lib/core/review.ts';
import { MAX_PRINTED_CASES } from '#lib/core/review-limits.ts';
import { EXPORT_FORMATS, type ExportFormat, type PageActions } from '#lib/core/review-page.ts';
import { useWords } from '../../i18n.tsx';
import { Add } from '../Add.tsx';
import type { BroughtState } from '../use-brought.ts';
import { Merge } from './Merge.tsx';
import type { MergeState } from './use-merge.ts';
import type { PageState } from './use-page.ts';
import { linkTo } from './use-route.ts';
import { useSharing } from './use-sharing.ts';

interface Props {
  actions: PageActions;
  page: PageState;
  brought: BroughtState;
  merge: MergeState;
  found: readonly ReviewCase[];
  total: number;
}

/** How cases come in and go out as files. */
export function Files({ actions, page, brought, merge, found, total }: Props) {
  const { t } = useWords();
  return (
    <>
      <h2 tabIndex={-1} data-start>
        {t('overview_nav_files')}
      </h2>
      <Add
        actions={actions}
        busy={page.isBusy}
        state={brought}
        onAdd={(rows, from) =>
          page.run(
            () => actions.add(rows, from),
            (ids) => t('review_added', undefined, ids.length),
          )
        }
      />
      <Export actions={actions} found={found} total={total} onSaid={page.say} />
      <Merge actions={actions} state={merge} />
    </>
  );
}

interface ExportProps {
  actions: PageActions;
  found: readonly ReviewCase[];
  total: number;
  onSaid(sentence: string): void;
}

/** Files that other programs read, and a report for paper. */
function Export({ actions, found, total, onSaid }: ExportProps) {
  const { t, number } = useWords();
  const sharing = useSharing(actions);
  const [withPictures, setWithPictures] = useState(false);
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  const isAll = found.length === total;
  const needsTeam = sharing?.team === '';

  async function save(format: ExportFormat): Promise<void> {
    setBusy(true);
    const saved = await actions
      .save(format, found, withPictures)
      .catch(() => ({ ok: false as const, problem: 'storage' as const }));
    setBusy(false);
    if (saved.ok) {
      setProblem('');
      return onSaid(t('overview_saved', [t(keyOf('overview_format', format))]));
    }
    setProblem(
      saved.problem === 'storage' ? t('review_problem_storage') : t(keyOf('review_file', saved.problem)),
    );
  }

  return (
    <section aria-labelledby="export-title">
      <h2 id="export-title">{t('overview_export')}</h2>
      <p>
        {isAll
          ? t('overview_export_all', [number(total)])
          : t('overview_export_found', [number(found.length), number(total)])}{' '}
        {!isAll && <a href={linkTo({ part: 'cases' })}>{t('overview_export_change')}</a>}
      </p>
      <div role="alert">{problem && <p class="note">{problem}</p>}</div>
      <ul class="formats">
        {EXPORT_FORMATS.map((format) => {
          const isLocked = needsTeam && (format === 'stix' || format === 'misp');
          return (
            <li key={format}>
              <button
                type="button"
                disabled={isBusy || isLocked || (format !== 'json' && found.length === 0)}
                aria-describedby={`about-${format}`}
                onClick={() => save(format)}
              >
                {t(keyOf('overview_format', format))}
              </button>
              <p class="soft" id={`about-${format}`}>
                {t(keyOf('overview_format_about', format))}{' '}
                {isLocked && <a href={linkTo({ part: 'sharing' })}>{t('overview_needs_team')}</a>}
              </p>
              {format === 'json' && (
                <label class="switch">
                  <input
                    type="checkbox"
                    checked={withPictures}
                    onChange={({ currentTarget }) => setWithPictures(currentTarget.checked)}
                  />
                  {t('overview_with_pictures')}
                </label>
              )}
            </li>
          );
        })}
        <li>
          {found.length > 0 && found.length <= MAX_PRINTED_CASES ? (
            <a class="button" href={linkTo({ part: 'print' })} aria-describedby="about-print">
              {t('overview_print')}
            </a>
          ) : (
            <strong>{t('overview_print')}</strong>
          )}
          <p class="soft" id="about-print">
            {found.length > MAX_PRINTED_CASES
              ? t('overview_print_too_many', [number(MAX_PRINTED_CASES)])
              : t('overview_print_about')}
          </p>
        </li>
      </ul>
    </section>
  );
}
