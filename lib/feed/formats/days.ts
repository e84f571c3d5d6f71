import { asIsoDate, isoDate } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';

/** The day of `2026-07-01` or `2026-07-01T10:00:00`; years and months alone are no days. */
export function dayOf(text: string | null): IsoDate | null {
  return asIsoDate(text?.slice(0, 10) ?? '');
}

/** The day of a time in milliseconds, `null` for what is no time. */
export function dayOfTime(milliseconds: number): IsoDate | null {
  // Years outside 0 ... 9999 are written with a sign and more digits.
  return Number.isNaN(new Date(milliseconds).getTime()) ? null : asIsoDate(isoDate(milliseconds));
}

/** The newest of the days on which a list changed. A date that has not come yet would never grow old. */
export function newestDay(days: Iterable<IsoDate | null>, today: IsoDate): IsoDate {
  let newest = '';
  for (const day of days) if (day !== null && day > newest && day <= today) newest = day;
  return newest || today;
}
