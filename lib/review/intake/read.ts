import { fail, ok, type Result } from '#lib/core/result.ts';
import type { Intake, IntakeKind, IntakeProblem } from '#lib/core/review-intake.ts';
import { MAX_INTAKE_CHARS, MAX_SCAN_CHARS } from '#lib/core/review-limits.ts';
import { createGatherer, type Gatherer } from './gatherer.ts';
import { isScan, readScan } from './scan.ts';
import { findTable, readTable } from './table.ts';
import { readText } from './text.ts';

/**
 * Pages to review out of what somebody pastes or drops. What kind of text it is, it says itself. `known`: URLs of the
 * cases that are there. `now` in milliseconds. Pure.
 */
export function readIntake(
  text: string,
  known: ReadonlySet<string>,
  now: number,
): Result<Intake, IntakeProblem> {
  const isScanned = isScan(text);
  const most = isScanned ? MAX_SCAN_CHARS : MAX_INTAKE_CHARS;
  if (text.length > most) return fail('too-large', `There may be no more than ${most} characters at once`);
  if (text.includes('\0')) return fail('not-text', 'This is no text');
  const plain = text.replace(/^\ufeff/, '');
  const { kind, read } = isScanned ? scanReader(plain, now) : readerOf(plain);
  const gatherer = createGatherer(kind, known);
  read(gatherer);
  return ok(gatherer.intake);
}

interface Reader {
  kind: IntakeKind;
  read(gatherer: Gatherer): void;
}

function scanReader(text: string, now: number): Reader {
  return { kind: 'scan', read: (gatherer) => readScan(text, gatherer, now) };
}

function readerOf(text: string): Reader {
  const table = findTable(text);
  if (!table) return { kind: 'text', read: (gatherer) => readText(text, gatherer) };
  const kind = table.columns.isReports ? 'reports' : 'csv';
  return { kind, read: (gatherer) => readTable(text, table, gatherer) };
}
