import { MAX_REFUSALS_KEPT } from '#lib/core/limits.ts';
import type { Seen } from '#lib/core/review.ts';
import type { Intake, IntakeKind, IntakeReason } from '#lib/core/review-intake.ts';
import { MAX_INTAKE_ROWS } from '#lib/core/review-limits.ts';
import { pageAddress } from './page-address.ts';
import { shorten, tidy, tidyLine } from './tidy.ts';

interface About {
  title: string;
  note: string;
  /** What was found there, by somebody else. */
  found?: Omit<Seen, 'finalUrl' | 'title'> | null;
}

/** Where a reader puts what it read, line by line. */
export interface Gatherer {
  /** A page, or what may be one: it is judged here, and refused with the reason where it is none. */
  page(line: number, address: string, about: About): void;
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
    page(line, address, about) {
      const page = pageAddress(address);
      if (!page.ok) return refuse(line, address, page.error.code);
      const url = page.value;
      if (urls.has(url)) return refuse(line, url, 'duplicate');
      if (known.has(url)) return refuse(line, url, 'known');
      if (rows.length >= MAX_INTAKE_ROWS) return refuse(line, url, 'too-many');
      urls.add(url);
      const title = tidyLine(about.title);
      const seen = about.found && { finalUrl: url, title, ...about.found };
      rows.push({ url, title, note: tidy(about.note), line, ...(seen && { seen }) });
    },
  };
}
