import { licenceText } from '#lib/core/list-words.ts';
import type { ListView } from '#lib/core/lists.ts';
import { inFile } from '#lib/core/problem-details.ts';
import { sentenceOf } from '#lib/core/reason-text.ts';
import { Fact } from './Fact.tsx';
import { useWords } from './i18n.tsx';
import { readWebUrl, SourceLink } from './SourceLink.tsx';

/** Everything that is known of a subscription. */
export function ListFacts({ list }: { list: ListView }) {
  const words = useWords();
  const { t, date, time, number, bytes } = words;
  const { lastError, faultyDelta } = list;
  return (
    <dl class="facts">
      <Fact name="publisher">{list.publisher}</Fact>
      <Fact name="licence">{licenceText(list.licence, t)}</Fact>
      <Fact name="entries">{list.date && number(list.entries)}</Fact>
      <Fact name="date">{list.date && date(list.date)}</Fact>
      <Fact name="size">{list.date && bytes(list.bytes)}</Fact>
      <Fact name="version">{list.version}</Fact>
      <Fact name="checked">{list.lastSuccess ? time(list.lastSuccess) : t('never')}</Fact>
      <Fact name="tried">{list.lastTry && time(list.lastTry)}</Fact>
      <Fact name="error">{lastError?.detail && sentenceOf('detail', lastError.detail, words)}</Fact>
      {/* The words of a log, some of them a library's: whoever looks for the fault, or tells the publisher, needs these. */}
      <Fact name="technical">
        {lastError?.message && (
          <span lang="en" dir="ltr">
            {lastError.message}
          </span>
        )}
      </Fact>
      <Fact name="changes">{faultyDelta && sentenceOf('detail', inFile(faultyDelta), words)}</Fact>
      <Fact name="next">{list.nextTry && time(list.nextTry)}</Fact>
      <Fact name="address">{list.url}</Fact>
      <Fact name="homepage">
        {readWebUrl(list.homepage) && <SourceLink href={list.homepage}>{list.homepage}</SourceLink>}
      </Fact>
      <Fact name="subscription">{list.id}</Fact>
    </dl>
  );
}
