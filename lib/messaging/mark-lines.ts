import { type Finding, MARKED_LEVELS, type Mark, type Report } from '#lib/core/report.ts';

/** Looks a message up: key and parameters in, text out. */
export type Translate = (key: string, params?: string[]) => string;

/** What one frame has to show: one mark per candidate text whose level belongs on a page. */
export function marksOf(
  report: Report,
  frameId: number,
  t: Translate,
  formatDate: (iso: string) => string,
): Mark[] {
  const marks: Mark[] = [];
  for (const finding of report.addresses) {
    if (!MARKED_LEVELS.includes(finding.level)) continue;
    const texts = new Set(finding.places.filter(({ at }) => at.frameId === frameId).map(({ at }) => at.text));
    for (const text of texts) {
      const here = finding.places.filter(({ at }) => at.frameId === frameId && at.text === text);
      const context = here.some((place) => place.context === 'donation') ? 'donation' : 'mention';
      marks.push({ text, level: finding.level, context, line: lineOf(finding, t, formatDate) });
    }
  }
  return marks;
}

/** Reasons whose line names a subject and a day. */
const WITH_DAY: readonly string[] = ['sanctioned', 'forfeited', 'seized-site'];

function lineOf(finding: Finding, t: Translate, formatDate: (iso: string) => string): string {
  const reason = finding.reasons[0];
  if (!reason) return '';
  const { params } = reason;
  const date = params.listed ? formatDate(params.listed) : '';
  if (reason.code === 'same-key') {
    const chains = [t(chainKey(params.chain)), t(chainKey(params.valueChain))];
    return t('mark_same_key', [...chains, params.authority ?? '']);
  }
  // A list that gives neither a name nor a day gets no sentence with gaps for them.
  const isBare = WITH_DAY.includes(reason.code) && !(params.subject && date);
  return t(`mark_${reason.code.replaceAll('-', '_')}${isBare ? '_bare' : ''}`, [
    params.authority ?? '',
    params.subject || t('subject_unnamed'),
    date,
  ]);
}

function chainKey(chain: string | undefined): string {
  return `a_chain_${(chain ?? '').replaceAll('-', '_')}`;
}
