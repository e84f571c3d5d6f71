import { actOf } from '#lib/core/claim-act.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import { titleText } from '#lib/core/list-words.ts';
import { keyOf, networkOf } from '#lib/core/reason-text.ts';
import type { Finding, Report, ReportClaim } from '#lib/core/report.ts';
import { inARow } from '#lib/core/sentences.ts';
import type { Words } from './i18n.tsx';
import { readWebUrl } from './SourceLink.tsx';
import type { StepIconName } from './StepIcon.tsx';

/** One thing on the way from the page to the list. */
export interface Step {
  icon: StepIconName;
  /** What ties it to the one before; `null` for the first. */
  link: string | null;
  label: string;
  value: string;
  /** Whether the value is to be read character by character. */
  isAddress: boolean;
  /** What is dated about it. */
  dated: string | null;
}

const PLACES: readonly string[] = ['domain', 'page', 'handle', 'widget'];
const OTHERS: readonly string[] = ['same-key', 'derived', 'parent', 'member'];

/**
 * page → address → the address that it begins and ends like → who published that → who says so. `null` where it is like
 * no published address: a site that is like another's is compared letter by letter instead.
 */
export function likenessOf(finding: Finding, { url }: Pick<Report, 'url'>, words: Words): Step[] | null {
  const { t } = words;
  const params = finding.reasons.find(({ code }) => code === 'lookalike')?.params;
  if (!params?.other) return null;
  const plain = { isAddress: false, dated: null };
  return [
    ...onPage(finding, url, words),
    {
      ...plain,
      icon: 'key',
      link: t('trail_like'),
      label: t('trail_address'),
      value: params.other,
      isAddress: true,
    },
    {
      ...plain,
      icon: 'subject',
      link: t(params.subject ? 'trail_published' : 'trail_unnamed'),
      label: t('trail_subject'),
      value: params.subject || t('subject_unnamed'),
    },
    {
      ...plain,
      icon: 'list',
      link: t('trail_list'),
      label: t('fact_authority'),
      value: params.authority ?? '',
    },
  ];
}

/** page → address */
function onPage(finding: Finding, url: string, words: Words): Step[] {
  const { t } = words;
  const isAmbiguous = (finding.chains?.length ?? 0) > 1;
  return [
    pageStep(url, t),
    {
      icon: 'address',
      link: t('trail_shows'),
      label: (!isAmbiguous && networkOf(finding, words)) || t('trail_address'),
      value: finding.canonical,
      isAddress: true,
      dated: null,
    },
  ];
}

function pageStep(url: string, t: Words['t']): Step {
  const value = readWebUrl(url)?.host ?? '';
  return { icon: 'page', link: null, label: t('trail_page'), value, isAddress: false, dated: null };
}

/** page → address → (the key or other address that is listed) → who it is → which list, with what is dated of each. */
export function stepsOf(
  finding: Finding,
  claim: ReportClaim,
  { url, watchlist }: Pick<Report, 'url' | 'watchlist'>,
  words: Words,
): Step[] {
  const { t } = words;
  const plain = { isAddress: false, dated: null };
  const steps: Step[] = [];
  if (PLACES.includes(claim.match)) {
    const link = t(claim.match === 'widget' ? 'trail_shows' : 'trail_is');
    const label = t(`trail_the_${claim.match}`);
    steps.push(pageStep(url, t), { ...plain, icon: 'site', link, label, value: claim.value });
  } else {
    steps.push(...onPage(finding, url, words));
  }
  if (OTHERS.includes(claim.match)) {
    steps.push({
      ...plain,
      icon: 'key',
      link: t(`trail_${claim.match.replaceAll('-', '_')}`),
      label: t(claim.valueChain ? keyOf('chain', claim.valueChain) : 'trail_key'),
      value: claim.value,
      isAddress: true,
    });
  }
  // Whom it is published by is no more than that: the list accuses nobody of it.
  const isOwn = claim.bearing === 'for';
  steps.push({
    ...plain,
    icon: 'subject',
    link: t(!claim.subject ? 'trail_unnamed' : isOwn ? 'trail_published' : 'trail_named'),
    label: t('trail_subject'),
    value: claim.subject ?? t('subject_unnamed'),
    dated: isOwn ? readOf(finding, claim, words) : datedOf(claim, words),
  });
  const data = watchlist.find(({ id }) => id === claim.list)?.date;
  steps.push({
    ...plain,
    icon: 'list',
    link: t('trail_list'),
    label: claim.authority,
    value: titleText(claim.listTitle, t),
    dated: dataOf(claim, data, words),
  });
  return steps;
}

function datedOf(claim: ReportClaim, { t, sourceDay }: Words): string | null {
  const { listed, authority, validUntil, delisted } = claim;
  const day = (value: IsoDate | null) => (value ? sourceDay(value) : '');
  const said = [
    listed ? t(`${actOf(claim)}_on`, [day(listed), '', authority, day(validUntil)]) : '',
    delisted ? t('delisted_on', [day(delisted)]) : '',
  ];
  return inARow(said, t) || null;
}

function dataOf({ changed }: ReportClaim, data: IsoDate | undefined, { t, sourceDay }: Words): string | null {
  const said = [
    changed ? t('trail_changed', [sourceDay(changed)]) : '',
    data ? t('trail_data', [sourceDay(data)]) : '',
  ];
  return inARow(said, t) || null;
}

/** When the organisation's own page was read; what is published by itself is dated by nothing else. */
function readOf(
  { reasons }: Finding,
  { authority, subject }: ReportClaim,
  { t, sourceDay }: Words,
): string | null {
  const published = reasons.find(
    ({ code, params }) =>
      code === 'published' && params.authority === authority && params.subject === (subject ?? ''),
  );
  return published?.params.read ? t('trail_read', [sourceDay(published.params.read)]) : null;
}
