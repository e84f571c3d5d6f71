import type { Finding, ReportClaim } from '#lib/core/report.ts';
import { AddressText } from './AddressText.tsx';
import { useWords } from './i18n.tsx';
import { readWebUrl } from './SourceLink.tsx';

interface Props {
  finding: Finding;
  claim: ReportClaim;
  /** Address of the page that was read. */
  pageUrl: string;
}

/** The way from the page to the list, step by step: page → address → subject → list. */
export function Trail({ finding, claim, pageUrl }: Props) {
  const { t } = useWords();
  const isPage = ['domain', 'page', 'handle'].includes(claim.match);
  const isOther = claim.match === 'same-key' || claim.match === 'derived' || claim.match === 'member';
  return (
    <section>
      <h3>{t('trail_title')}</h3>
      <ol class="trail">
        <li>
          {t('trail_page')} <bdi class="soft">{readWebUrl(pageUrl)?.host}</bdi>
        </li>
        <li>
          <span class="soft">{t(isPage ? 'trail_is' : 'trail_shows')}</span>{' '}
          {isPage ? <bdi>{claim.value}</bdi> : <AddressText text={finding.canonical} />}
        </li>
        {isOther && (
          <li>
            <span class="soft">{t(`trail_${claim.match.replaceAll('-', '_')}`)}</span>{' '}
            <AddressText text={claim.value} />
          </li>
        )}
        <li>
          <span class="soft">{t(claim.subject ? 'trail_named' : 'trail_unnamed')}</span>{' '}
          <strong>
            <bdi>{claim.subject}</bdi>
          </strong>
        </li>
        <li>
          <span class="soft">{t('trail_list')}</span> <bdi>{claim.listTitle}</bdi>
        </li>
      </ol>
    </section>
  );
}
