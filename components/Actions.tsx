import type { Report } from '#lib/core/report.ts';
import { AUTHORITIES, ELSEWHERE } from './ask/authorities.ts';
import { platformOf, WHO_RUNS_IT } from './ask/platforms.ts';
import { REGISTERS } from './ask/registers.ts';
import { useWords } from './i18n.tsx';
import { Offices } from './Offices.tsx';
import { readWebUrl, SourceLink } from './SourceLink.tsx';

interface Props {
  report: Pick<Report, 'url'>;
  /** Countries of the reader, best first. */
  countries: readonly string[];
  /** Whether there is something to report: care that is advised accuses nobody. */
  tells: boolean;
}

/** What a person can do now; nothing of it is done, or sent, by us. */
export function Actions({ report: { url }, countries, tells }: Props) {
  const { t } = useWords();
  return (
    <section class="actions">
      <h2>{t('actions_title')}</h2>
      <h3>{t('action_give')}</h3>
      <p>{t('action_own_site')}</p>
      <Offices offices={REGISTERS} countries={countries} />
      {tells && <Tell url={url} countries={countries} />}
    </section>
  );
}

/** Who can act on it: the platform, or whoever runs the site, and the authorities. */
function Tell({ url, countries }: { url: string; countries: readonly string[] }) {
  const { t } = useWords();
  const platform = platformOf(readWebUrl(url)?.hostname ?? '');
  return (
    <>
      <h3>{t('action_report')}</h3>
      {platform ? (
        <p>
          {t('action_platform', [platform.name])}{' '}
          <SourceLink href={platform.url}>{t('action_platform_link', [platform.name])}</SourceLink>
        </p>
      ) : (
        <p>
          {t('action_host')} <SourceLink href={WHO_RUNS_IT.url}>{WHO_RUNS_IT.name}</SourceLink>
        </p>
      )}
      <p>{t('action_authority')}</p>
      <Offices offices={AUTHORITIES} countries={countries} elsewhere={ELSEWHERE} />
      <p class="soft">{t('action_nothing_sent')}</p>
    </>
  );
}
