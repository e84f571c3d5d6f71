import type { Claim, IsoDate, Status } from '#lib/core/entry.ts';
import type { Match } from '#lib/core/report.ts';
import type { Address } from '#lib/core/types.ts';
import { fitMemo, type MemoFit } from './memo.ts';
import { statusFor } from './status.ts';

/** One claim that existed on the date, with the match that led to it. */
export interface Standing {
  match: Match;
  claim: Claim;
  status: Status;
  memo: MemoFit;
}

/** What of the matches stood on the date; `isToday` as `judge` has it. */
export function standingOn(
  matches: readonly Match[],
  date: IsoDate,
  isToday: boolean,
  address: Address | null,
): Standing[] {
  const standing: Standing[] = [];
  const seen = new Set<string>();
  for (const match of matches) {
    for (const claim of match.entry.claims) {
      const status = statusFor(claim, match.list, date, isToday);
      const memo = fitMemo(claim, match.entry, address);
      // The bundled copy of a list and a refreshed one may both hold a claim: it is one claim. Of what bears on the
      // verdict nothing may differ, else a file could hush a claim of another by calling itself the same.
      const { id, authority, subject, stance, relation, tier } = claim;
      const told = [id, authority, subject, stance, relation, tier, status, memo];
      const key = JSON.stringify([match.list.id, match.entry.value, match.how, ...told]);
      if (!status || seen.has(key)) continue;
      seen.add(key);
      standing.push({ match, claim, status, memo });
    }
  }
  return standing;
}
