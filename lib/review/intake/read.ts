import { fail, ok, type Result } from '#lib/core/result.ts';
import type { Intake, IntakeKind, IntakeProblem } from '#lib/core/review-intake.ts';
import { MAX_INTAKE_CHARS, MAX_SCAN_CHARS } from '#lib/core/review-limits.ts';
import { createGatherer, type Gatherer } from './gatherer.ts';
import { isScan, readScan } from './scan.ts';
import { findTable, readTable } from './table.ts';
import { readText } from './text.ts';

/**
 * Pages to review out of what somebody pastes or drops. What kind of text it is, it says itself. `known`: URLs of the
 * cases that are there. Pure.
 */
export function readIntake(text: string, known: ReadonlySet<string>): Result<Intake, IntakeProblem> {
  const most = isScan(text) ? MAX_SCAN_CHARS : MAX_INTAKE_CHARS;
  if (text.length > most) return fail('too-large', `There may be no more than ${most} characters at once`);
  if (text.includes('\0')) return fail('not-text', 'This is no text');
  const { kind, read } = readerOf(text.replace(/^\ufeff/, ''));
  const gatherer = createGatherer(kind, known);
  read(gatherer);
  return ok(gatherer.intake);
}

function readerOf(text: string): { kind: IntakeKind; read: (gatherer: Gatherer) => void } {
  if (isScan(text)) return { kind: 'scan', read: (gatherer) => readScan(text, gatherer) };
  const table = findTable(text);
  if (!table) return { kind: 'text', read: (gatherer) => readText(text, gatherer) };
  const kind = table.columns.isReports ? 'reports' : 'csv';
  return { kind, read: (gatherer) => readTable(text, table, gatherer) };
}
