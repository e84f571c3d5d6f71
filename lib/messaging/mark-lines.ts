import { sinceOf } from '#lib/core/claim-act.ts';
import type { Formats } from '#lib/core/formats.ts';
import { readProgrammes } from '#lib/core/programmes.ts';
import { type Finding, MARKED_LEVELS, type Mark, type Report, type ReportClaim } from '#lib/core/report.ts';
import type { Context } from '#lib/core/types.ts';
import { warns } from '#lib/verdict/status.ts';

/** Looks a message up: key and parameters in, text out. */
export type Translate = (key: string, params?: string[] | Record<string, string>) => string;

interface Words extends Pick<Formats, 'sourceDay' | 'sourceYear' | 'every'> {
  t: Translate;
}

/** What one frame has to show: its document where that is listed, and a mark per candidate text. */
export function marksOf(report: Report, frameId: number, words: Words): Mark[] {
  const more = (finding: Finding) => moreOf(finding, words);
  const marks: Mark[] = [];
  for (const finding of report.page.filter(isMarked)) {
    if (!concernsPayers(finding, report)) continue;
    const { level, canonical } = finding;
    const isButton = finding.claims.some(({ match }) => match === 'widget');
    const mark = { text: null, about: canonical, level, context: report.context, more: more(finding) };
    if (frameOf(finding) === frameId) {
      const part = isButton && { part: true as const, account: finding.text };
      marks.push({ ...mark, ...part, line: documentLine(finding, words) });
    } else if (frameId === 0 && !finding.aside && !isButton) {
      marks.push({ ...mark, part: true, line: frameLine(finding, words) });
    }
  }
  for (const finding of report.addresses.filter((one) => isMarked(one) || one.level === 'verified')) {
    for (const [text, context] of textsIn(finding, frameId)) {
      marks.push({
        text,
        level: finding.level,
        context,
        line: addressLine(finding, words),
        more: more(finding),
      });
    }
  }
  return marks;
}

function isMarked({ level }: Finding): boolean {
  return MARKED_LEVELS.includes(level);
}

/**
 * A bank on a list that asks nobody for anything is told of by the toolbar only. A site that was seized is told of
 * always: it is not what it looks like, a shop as little as an appeal (docs/adr/015-seized-sites.md).
 */
function concernsPayers({ reasons: [reason], places }: Finding, { context, addresses }: Report): boolean {
  const isSeized = reason?.code === 'seized-site' && places.length === 0;
  return context === 'donation' || addresses.length > 0 || isSeized;
}

/** The frame whose document, or whose donation button, is meant. The page itself has no place in itself. */
function frameOf({ places }: Finding): number {
  return places[0]?.at.frameId ?? 0;
}

function textsIn({ places }: Finding, frameId: number): Map<string, Context> {
  const texts = new Map<string, Context>();
  for (const { at, context } of places) {
    if (at.frameId === frameId && texts.get(at.text) !== 'donation') texts.set(at.text, context);
  }
  return texts;
}

function addressLine({ level, reasons }: Finding, { t, sourceDay }: Words): string {
  const vouching =
    level === 'verified' && reasons.find(({ code }) => code === 'published' || code === 'verified');
  if (vouching) {
    const { code, params } = vouching;
    const subject = params.subject || t('subject_unnamed');
    return t(`reason_${code}`, { ...params, subject, ...(params.read && { read: sourceDay(params.read) }) });
  }
  const [reason] = reasons;
  if (!reason) return '';
  const { params, code } = reason;
  const { authority = '', subject } = params;
  if (code === 'same-key') {
    return t('mark_same_key', [t(chainKey(params.chain)), t(chainKey(params.valueChain)), authority]);
  }
  return t(`mark_${code.replaceAll('-', '_')}`, [authority, subject || t('subject_unnamed')]);
}

/** The sentence for a site, for one page or channel on it, or for the account behind a button. */
function documentLine({ reasons: [reason], claims }: Finding, { t, sourceYear }: Words): string {
  if (!reason) return '';
  const { code, params } = reason;
  const { authority = '', subject, listed } = params;
  const match = claims.find(isAgainst)?.match;
  if (code === 'seized-site' && match !== 'widget') {
    return listed ? t('banner_seized_in', [authority, sourceYear(listed)]) : t('banner_seized', [authority]);
  }
  const what = match === 'page' || match === 'handle' || match === 'widget' ? match : 'site';
  const named = code === 'lookalike-host' || code === 'corroborated' ? code : what;
  return t(`banner_${named.replaceAll('-', '_')}`, [authority, subject || t('subject_unnamed')]);
}

/** The sentence for a page that shows such a document inside, and is not listed itself. */
function frameLine({ reasons: [reason], canonical }: Finding, { t }: Words): string {
  const values = [reason?.params.authority ?? '', canonical];
  if (reason?.code === 'seized-site') return t('banner_frame_seized', values);
  return t(reason?.code === 'corroborated' ? 'banner_frame_reported' : 'banner_frame', values);
}

/** Since when and as whom, on what ground, and how sure it is: of the claim that counts. */
function moreOf({ claims, level }: Finding, words: Words): string[] {
  const claim = claims.find(isAgainst);
  if (!claim || level === 'lookalike') return [];
  const { t } = words;
  const since = sinceOf(claim, words);
  return [...(since ? [since] : []), ...grounds(claim, words), sureness(claim, t)];
}

function isAgainst({ bearing, status }: ReportClaim): boolean {
  return bearing === 'against' && warns(status);
}

/** Programmes that have plain words, those with the same words together. */
function grounds({ programme }: ReportClaim, { t, every }: Words): string[] {
  const codes = new Map<string, string[]>();
  for (const { code, key } of readProgrammes(programme ?? '')) {
    if (key) codes.set(key, [...(codes.get(key) ?? []), code]);
  }
  return [...codes].map(([key, list]) => t('mark_programme', [t(key), every(list)]));
}

function sureness({ tier, confidence }: ReportClaim, t: Translate): string {
  return t(`sure_${(tier === 'corroborated' ? tier : confidence).replaceAll('-', '_')}`);
}

function chainKey(chain: string | undefined): string {
  return `a_chain_${(chain ?? '').replaceAll('-', '_')}`;
}
