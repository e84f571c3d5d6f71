import { useEffect, useState } from 'preact/hooks';
import type { ReviewCase } from '#lib/core/review.ts';
import type { PageActions, Printing } from '#lib/core/review-page.ts';
import { useWords } from '../../i18n.tsx';
import { PrintReport } from '../PrintReport.tsx';
import { linkTo } from './use-route.ts';

interface Props {
  actions: PageActions;
  cases: readonly ReviewCase[];
}

/** The report as it will be on paper; what leads away from it is not printed. */
export function Print({ actions, cases }: Props) {
  const { t } = useWords();
  const [made, setMade] = useState<Printing | 'failed' | null>(null);
  // What is on paper stays as it was when it was asked for.
  useEffect(() => {
    let isCurrent = true;
    let pictures: Printing['pictures'] = new Map();
    // Each holds its bytes until it is told that nobody looks at them.
    const leave = () => {
      for (const url of pictures.values()) URL.revokeObjectURL(url);
    };
    actions.print(cases).then(
      (printing) => {
        pictures = printing.pictures;
        if (isCurrent) setMade(printing);
        else leave();
      },
      () => isCurrent && setMade('failed'),
    );
    return () => {
      isCurrent = false;
      leave();
    };
  }, []);
  return (
    <>
      <nav class="print-bar" aria-label={t('overview_print')}>
        <a href={linkTo({ part: 'files' })}>{t('overview_nav_files')}</a>
        <button type="button" class="primary" disabled={made === null} onClick={() => print()}>
          {t('overview_print_now')}
        </button>
      </nav>
      {made === 'failed' && <p class="note">{t('review_problem_storage')}</p>}
      {made !== null && made !== 'failed' && <PrintReport report={made.report} pictures={made.pictures} />}
    </>
  );
}
