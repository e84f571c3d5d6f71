import type { IsoDate } from './entry.ts';
import type { ReportClaim } from './report.ts';
import { inARow } from './sentences.ts';

interface Words {
  t(key: string, params: string[] | Record<string, string>): string;
  sourceDay(day: IsoDate): string;
}

/** What the date of a claim is the date of. Each has its messages: `fact_`, and `_on`, `_as` and `_on_as`. */
export const ACTS = ['listed', 'limited', 'reported', 'filed', 'ordered', 'seized'] as const;
export type Act = (typeof ACTS)[number];

type Dated = Pick<ReportClaim, 'status' | 'confidence' | 'jurisdiction' | 'tier' | 'validUntil'>;

export function actOf({ status, confidence, jurisdiction, tier, validUntil }: Dated): Act {
  if (status === 'forfeited') {
    if (confidence === 'court-record') return 'filed';
    // Where a state's own list says so, an authority has ordered it; of other lists it is not known.
    return jurisdiction === null ? 'seized' : 'ordered';
  }
  if (tier !== 'official') return 'reported';
  return validUntil === null ? 'listed' : 'limited';
}

/** "Listed 27 March 2024, as Gaza Now. Taken off …": what a claim says of when, and under what name. */
export function sinceOf(claim: ReportClaim, { t, sourceDay }: Words): string {
  const { listed, subject, authority, validUntil, delisted } = claim;
  const told = `${listed ? '_on' : ''}${subject ? '_as' : ''}`;
  const values = [listed && sourceDay(listed), subject, authority, validUntil && sourceDay(validUntil)];
  const sentences: string[] = [];
  if (told)
    sentences.push(
      t(
        actOf(claim) + told,
        values.map((value) => value ?? ''),
      ),
    );
  if (delisted) sentences.push(t('delisted_on', [sourceDay(delisted)]));
  return inARow(sentences, t);
}
