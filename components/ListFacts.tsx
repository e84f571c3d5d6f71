import type { ListView } from '#lib/core/lists.ts';
import { Fact } from './Fact.tsx';
import { useWords } from './i18n.tsx';
import { readWebUrl, SourceLink } from './SourceLink.tsx';

/** Everything that is known of a subscription. */
export function ListFacts({ list }: { list: ListView }) {
  const { t, date, time, number, bytes } = useWords();
  return (
    <dl class="facts">
      <Fact name="publisher">{list.publisher}</Fact>
      <Fact name="licence">{list.licence}</Fact>
      <Fact name="entries">{list.date && number(list.entries)}</Fact>
      <Fact name="date">{list.date && date(list.date)}</Fact>
      <Fact name="size">{list.date && bytes(list.bytes)}</Fact>
      <Fact name="version">{list.version}</Fact>
      <Fact name="checked">{list.lastSuccess ? time(list.lastSuccess) : t('never')}</Fact>
      <Fact name="tried">{list.lastTry && time(list.lastTry)}</Fact>
      {/* For those who look for the fault, and in one language: what went wrong is told above, in the reader's own. */}
      <Fact name="error">{list.lastError?.message && <span lang="en">{list.lastError.message}</span>}</Fact>
      <Fact name="next">{list.nextTry && time(list.nextTry)}</Fact>
      <Fact name="address">{list.url}</Fact>
      <Fact name="homepage">
        {readWebUrl(list.homepage) && <SourceLink href={list.homepage}>{list.homepage}</SourceLink>}
      </Fact>
      <Fact name="subscription">{list.id}</Fact>
    </dl>
  );
}
