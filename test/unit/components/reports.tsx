import type { ComponentChild } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Unreadable } from '#components/ask/unreadable.ts';
import { Headline } from '#components/Headline.tsx';
import { createWords, WordsProvider } from '#components/i18n.tsx';
import { ReportView } from '#components/ReportView.tsx';
import { gistOf } from '#lib/core/gist.ts';
import type { PageMap } from '#lib/core/page-map.ts';
import type { Report } from '#lib/core/report.ts';
import { english } from './english.ts';

export * from '../../support/report-views.ts';

export const words = createWords(english, 'en-GB');

export function renderHtml(node: ComponentChild): string {
  return renderToString(<WordsProvider value={words}>{node}</WordsProvider>);
}

/** What a reader gets: the words without the markup. */
export function renderText(node: ComponentChild): string {
  return renderHtml(node)
    .replace(/<wbr\/?>|<\/?span[^>]*>|<\/?bdi[^>]*>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

/** A report as the popup shows it, with buttons that do nothing. */
export function viewOf(
  report: Report,
  map: PageMap | null = null,
  why: Unreadable | null = null,
): ComponentChild {
  return (
    <>
      <Headline gist={gistOf(report)} why={why} />
      <ReportView
        report={report}
        map={map}
        countries={['GB']}
        onReveal={() => undefined}
        onBack={() => undefined}
      />
    </>
  );
}
