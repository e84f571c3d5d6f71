import { MAX_REFUSALS_KEPT } from '#lib/core/limits.ts';
import type { Intake, IntakeKind, IntakeReason } from '#lib/core/review-intake.ts';
import { MAX_INTAKE_ROWS } from '#lib/core/review-limits.ts';
import { pageAddress } from './page-address.ts';
import { shorten, tidy, tidyLine } from './tidy.ts';

/** Where a reader puts what it read, line by line. */
export interface Gatherer {
  /** A page, or what may be one: it is judged here, and refused with the reason where it is none. */
  page(line: number, address: string, about: { title: string; note: string }): void;
  refuse(line: number, value: string, reason: IntakeReason): void;
}

/** Each page once, and none that is a case already. `known`: the URLs of those. */
export function createGatherer(kind: IntakeKind, known: ReadonlySet<string>): Gatherer & { intake: Intake } {
  const intake: Intake = { kind, rows: [], refusals: [], refused: {} };
  const { rows, refusals, refused } = intake;
  const urls = new Set<string>();

  function refuse(line: number, value: string, reason: IntakeReason): void {
    refused[reason] = (refused[reason] ?? 0) + 1;
    if (refusals.length < MAX_REFUSALS_KEPT) refusals.push({ line, value: shorten(value), reason });
  }

  return {
    intake,
    refuse,
    page(line, address, { title, note }) {
      const page = pageAddress(address);
      if (!page.ok) return refuse(line, address, page.error.code);
      const url = page.value;
      if (urls.has(url)) return refuse(line, url, 'duplicate');
      if (known.has(url)) return refuse(line, url, 'known');
      if (rows.length >= MAX_INTAKE_ROWS) return refuse(line, url, 'too-many');
      urls.add(url);
      rows.push({ url, title: tidyLine(title), note: tidy(note), line });
    },
  };
}
