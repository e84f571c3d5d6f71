import { keyOf } from '#lib/core/reason-text.ts';
import type { Finding, ReportClaim } from '#lib/core/report.ts';
import { appealOf, fillIn } from './ask/appeals.ts';
import { useWords } from './i18n.tsx';
import { readWebUrl, SourceLink } from './SourceLink.tsx';

/** Authority of what the project's own lists vouch for (lib/feed/publish). */
const MAKERS = 'Almsguard';

/** Levels that a rule gives, and no list. */
const OF_RULES: readonly string[] = ['lookalike', 'caution'];

/** What a card is headed with can be wrong whoever says it: a list that accuses or vouches, or a rule of ours. */
export function WrongFinding({ finding, claim }: { finding: Finding; claim: ReportClaim | undefined }) {
  if (claim && (claim.bearing !== 'for' || claim.authority !== MAKERS)) return <Wrong claim={claim} />;
  if (claim) return <WrongOurs finding={finding} reason={`${claim.listTitle} ${claim.id}`} />;
  if (!OF_RULES.includes(finding.level)) return null;
  // What is compared with is half of what was found.
  const named = finding.reasons.map(({ code, params }) => (params.other ? `${code} ${params.other}` : code));
  return <WrongOurs finding={finding} reason={named.join('; ')} />;
}

/** No address to write to: the makers are reached where somebody has Almsguard from. */
function WrongOurs({ finding: { level, canonical }, reason }: { finding: Finding; reason: string }) {
  const { t } = useWords();
  return (
    <details class="wrong">
      <summary>{t('wrong_title')}</summary>
      <p>{t('wrong_makers')}</p>
      <p class="letter">
        <bdi>{t('wrong_shown', [t(keyOf('level', level)), canonical, reason])}</bdi>
      </p>
      <p class="soft">{t('action_nothing_sent')}</p>
    </details>
  );
}

/** "This is wrong": who can change it, how to reach them, and what to tell them. */
export function Wrong({ claim }: { claim: ReportClaim }) {
  const { t } = useWords();
  const { authority, value, listTitle, id, subject, url, bearing } = claim;
  const appeal = appealOf(claim);
  const title = t('wrong_letter_title', [value]);
  const details =
    bearing === 'for'
      ? t('wrong_shown', [t('level_verified'), value, `${listTitle} ${id}`])
      : t('wrong_letter', [value, listTitle, id, subject ?? t('subject_unnamed')]);
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
