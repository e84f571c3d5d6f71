import type { ReportClaim } from '#lib/core/report.ts';
import { appealOf, fillIn } from './ask/appeals.ts';
import { useWords } from './i18n.tsx';
import { readWebUrl, SourceLink } from './SourceLink.tsx';

/** "This is wrong": who can change it, how to reach them, and what to tell them. */
export function Wrong({ claim }: { claim: ReportClaim }) {
  const { t } = useWords();
  const { authority, value, listTitle, id, subject, url } = claim;
  const appeal = appealOf(claim);
  const title = t('wrong_letter_title', [value]);
  const details = t('wrong_letter', [value, listTitle, id, subject ?? t('subject_unnamed')]);
  const filled = appeal && fillIn(appeal, title, details);
  return (
    <details class="wrong">
      <summary>{t('wrong_title')}</summary>
      <p>{t('wrong_publisher', [authority])}</p>
      <ul class="links">
        {appeal && (
          <li>
            <SourceLink href={appeal.takesText ? filled : appeal.url}>
              {t('wrong_ask', [authority])}
            </SourceLink>
          </li>
        )}
        {appeal?.mail && filled && (
          <li>
            <a href={filled}>{t('wrong_mail', [appeal.mail])}</a>
          </li>
        )}
        {!appeal && (
          <li>
            <SourceLink href={url}>{t('source_host', [readWebUrl(url)?.host ?? ''])}</SourceLink>
          </li>
        )}
      </ul>
      <p>{t('wrong_ours')}</p>
      <p class="letter">
        <bdi>{details}</bdi>
      </p>
      <p class="soft">{t('wrong_nothing_sent')}</p>
    </details>
  );
}
