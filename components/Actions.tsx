import type { Report } from '#lib/core/report.ts';
import { useWords } from './i18n.tsx';
import { APPEALS, REGISTERS } from './places-to-ask.ts';
import { SourceLink } from './SourceLink.tsx';

/** What a person can do now; nothing of it is done, or sent, by us. */
export function Actions({ report }: { report: Report }) {
  const { t } = useWords();
  const authorities = new Set(
    [...report.page, ...report.addresses]
      .flatMap(({ claims }) => claims)
      .filter(({ bearing }) => bearing === 'against')
      .map(({ authority }) => authority),
  );
  const appeals = APPEALS.filter(({ authority }) => authorities.has(authority));
  return (
    <section class="actions">
      <h2>{t('actions_title')}</h2>
      <ul class="plain">
        <li>
          {t('action_own_site')}
          <details>
            <summary>{t('action_registers')}</summary>
            <ul class="links">
              {REGISTERS.map(({ name, url }) => (
                <li key={url}>
                  <SourceLink href={url}>{name}</SourceLink>
                </li>
              ))}
            </ul>
          </details>
        </li>
        <li>{t('action_platform')}</li>
        <li>
          {t('action_appeal')}{' '}
          {appeals.map(({ authority, url }) => (
            <SourceLink key={url} href={url}>
              {t('action_appeal_link', [authority])}
            </SourceLink>
          ))}
        </li>
      </ul>
      <p class="soft">{t('action_nothing_sent')}</p>
    </section>
  );
}
