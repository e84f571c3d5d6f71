import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { createWords, type Translate, useWords, type Words, WordsProvider } from '#components/i18n.tsx';
import { LevelShape } from '#components/LevelShape.tsx';
import { keyOf } from '#lib/core/reason-text.ts';
import { LEVELS, type Level } from '#lib/core/report.ts';
import type { AnyDocument, ScanDocument } from '../document.ts';
import type { Tally } from '../tally.ts';
import { FailedPage, ScannedPage } from './page-view.tsx';
import type { Language } from './words.ts';

/** What pages are put under: the worst that was found on each, or that it could not be scanned. */
export type Group = Level | 'error';
export const GROUPS: readonly Group[] = [...LEVELS, 'error'];

export interface Overview {
  tally: Tally;
  /** Lists that any of the pages was compared with. */
  lists: ScanDocument['watchlist'];
  /** ISO 8601 time. */
  made: string;
}

/** Folded at first: they are many, and nothing was found on them. */
const FOLDED: readonly Group[] = ['none'];

/** Pieces of the report, each as HTML. Preact writes them, so that whatever a page or list says is text. */
export function createView(language: Language, translate: Translate) {
  const words = createWords(translate, language.replace('_', '-'));
  const render = (children: ComponentChildren) =>
    renderToString(<WordsProvider value={words}>{children}</WordsProvider>);
  const { t } = words;
  return {
    /** Everything before the first group. `style` is our own. */
    begin(style: string, policy: string, overview: Overview): string {
      const html = render(<Start style={style} policy={policy} overview={overview} />);
      return `<!doctype html><html lang="${t('locale_lang')}" dir="${t('locale_dir')}">${html}<main>`;
    },
    beginGroup(group: Group, count: number): string {
      const open = FOLDED.includes(group) ? '' : ' open';
      return `<details class="group" id="${group}"${open}>${render(<GroupName group={group} count={count} />)}`;
    },
    page: (document: AnyDocument, picture: string | null) =>
      render(
        'error' in document ? (
          <FailedPage document={document} />
        ) : (
          <ScannedPage document={document} picture={picture} />
        ),
      ),
    endGroup: () => '</details>',
    end: () => '</main></html>\n',
  };
}

function Start({ style, policy, overview }: { style: string; policy: string; overview: Overview }) {
  const words = useWords();
  const { t, time } = words;
  return (
    <>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="referrer" content="no-referrer" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{t('scan_title')}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <header>
        <h1>{t('scan_title')}</h1>
        <p>{t('scan_lead')}</p>
        <p class="soft">{t('scan_made', [time(overview.made)])}</p>
        <Counts tally={overview.tally} />
        <h2>{t('lists_title')}</h2>
        <ul class="plain">
          {overview.lists.map((list) => (
            <li key={`${list.id} ${list.version}`}>{tellList(list, words)}</li>
          ))}
        </ul>
      </header>
    </>
  );
}

function tellList({ id, version, date, entries }: ScanDocument['watchlist'][number], words: Words) {
  const { t, sourceDay, number } = words;
  return (
    <>
      <bdi>{id}</bdi> · <bdi>{version}</bdi> · {t('foot_date', [sourceDay(date), number(entries)], entries)}
    </>
  );
}

function Counts({ tally }: { tally: Tally }) {
  const { t, number } = useWords();
  const failures = [...tally.errors.values()].reduce((sum, count) => sum + count, 0);
  const rows = LEVELS.filter((level) => tally.levels[level].pages + tally.levels[level].findings > 0);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('scan_result')}</th>
          <th scope="col">{t('scan_pages')}</th>
          <th scope="col">{t('scan_findings')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((level) => (
          <tr key={level}>
            <th scope="row">
              <LevelShape level={level} size={16} />{' '}
              {tally.levels[level].pages > 0 ? (
                <a href={`#${level}`}>{t(keyOf('level', level))}</a>
              ) : (
                t(keyOf('level', level))
              )}
            </th>
            <td>{number(tally.levels[level].pages)}</td>
            <td>{number(tally.levels[level].findings)}</td>
          </tr>
        ))}
        {failures > 0 && (
          <tr>
            <th scope="row">
              <a href="#error">{t('scan_failed')}</a>
            </th>
            <td>{number(failures)}</td>
            <td />
          </tr>
        )}
        <tr>
          <th scope="row">{t('scan_all')}</th>
          <td>{number(tally.pages)}</td>
          <td />
        </tr>
      </tbody>
    </table>
  );
}

function GroupName({ group, count }: { group: Group; count: number }) {
  const { t, number } = useWords();
  return (
    <summary>
      {group !== 'error' && <LevelShape level={group} />}{' '}
      {group === 'error' ? t('scan_failed') : t(keyOf('level', group))}
      {' · '}
      {t('scan_count', [number(count)])}
    </summary>
  );
}
