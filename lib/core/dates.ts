import type { IsoDate } from './entry.ts';

const DAY_MS = 86_400_000;

/** `YYYY-MM-DD` in UTC. */
export function isoDate(time: Date | number): IsoDate {
  return new Date(time).toISOString().slice(0, 10);
}

/** Whether the text is a real calendar date written `YYYY-MM-DD`. */
export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && isoDate(time) === text;
}

/** The text where it is such a date. */
export function asIsoDate(text: string): IsoDate | null {
  return isIsoDate(text) ? text : null;
}

/** The date so many days later. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return isoDate(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS);
}

/** Whole days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}
