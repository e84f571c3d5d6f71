import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import * as v from 'valibot';
import { fromBase64, toBase64 } from '#lib/core/bytes.ts';
import { type Failure, fail, ok, type Result } from '#lib/core/result.ts';
import type { Evidence, IsoTime, LoggedAct, Sha256 } from '#lib/core/review.ts';
import type { ReviewFileProblem } from '#lib/core/review-file-problems.ts';
import { MAX_WORKSPACE_CHARS, MAX_WORKSPACE_LINES } from '#lib/core/review-limits.ts';
import { hashOf } from '../log.ts';
import type { Attachment } from '../store.ts';
import { checkChains } from './chains.ts';
import { Hash, isLine, isShallow, StoredEvidence, Time } from './workspace-schema.ts';

/**
 * The whole workspace as one file. Nothing in it is taken on trust when it is read: every chain and every hash is
 * checked, and one fault refuses the file.
 */
export interface Workspace {
  exported: IsoTime;
  log: LoggedAct[];
  evidence: Record<Sha256, Evidence>;
  pictures: Record<Sha256, Uint8Array<ArrayBuffer>>;
}

/** Why a file was refused. The sentence names `who`, where there is one, and then `counts`. */
export interface FileFailure extends Failure<ReviewFileProblem> {
  /** Name that stands in the line which does not hold. */
  who?: string;
}
type FileResult<T> = { ok: true; value: T } | { ok: false; error: FileFailure };

const FORMAT = 'almsguard-review';
const VERSION = 1;

const Top = v.looseObject({ format: v.literal(FORMAT), version: v.pipe(v.number(), v.integer()) });
const Rest = v.looseObject({
  exported: Time,
  log: v.pipe(v.array(v.unknown()), v.maxLength(MAX_WORKSPACE_LINES)),
  evidence: v.record(v.string(), v.unknown()),
  pictures: v.optional(v.record(v.string(), v.unknown()), {}),
});

/** The file; `too-large` where it could not be read again: leave pictures out, or export those of fewer cases. */
export function writeWorkspace({
  exported,
  log,
  evidence,
  pictures,
}: Workspace): Result<string, Extract<ReviewFileProblem, 'too-large'>> {
  const coded = Object.values(pictures).reduce((sum, bytes) => sum + (bytes.length * 4) / 3, 0);
  if (coded > MAX_WORKSPACE_CHARS || log.length > MAX_WORKSPACE_LINES) return tooLarge();
  const encoded = Object.fromEntries(
    Object.entries(pictures).map(([hash, bytes]) => [hash, toBase64(bytes)]),
  );
  const text = JSON.stringify({
    format: FORMAT,
    version: VERSION,
    exported,
    log,
    evidence,
    pictures: encoded,
  });
  return text.length > MAX_WORKSPACE_CHARS ? tooLarge() : ok(text);
}

/** Reads such a file whole, or refuses it whole. Never throws. */
export function readWorkspace(text: string): FileResult<Workspace> {
  if (text.length > MAX_WORKSPACE_CHARS) return tooLarge();
  const raw = parse(text);
  const top = v.safeParse(Top, raw);
  if (!top.success) return fail('not-a-workspace', 'This file holds no review workspace of Almsguard');
  if (top.output.version > VERSION) return fail('newer', `Version ${top.output.version} of the format`);
  const rest = v.safeParse(Rest, raw);
  if (!rest.success) return fail('not-a-workspace', `Not as it should be: ${v.getDotPath(rest.issues[0])}`);
  const { exported, log, evidence, pictures } = rest.output;
  const lines = readLines(log);
  if (!lines.ok) return lines;
  const kept = readEvidence(evidence);
  if (!kept.ok) return kept;
  const shown = readPictures(pictures);
  if (!shown.ok) return shown;
  return ok({ exported, log: lines.value, evidence: kept.value, pictures: shown.value });
}

/** What a store keeps beside the lines of this workspace: what a decision of it names, and what belongs to that. */
export function attachmentsOf({ log, evidence, pictures }: Workspace): Attachment[] {
  const encoder = new TextEncoder();
  const named = evidenceOf(log).flatMap((hash) => {
    const value = evidence[hash];
    return value ? [{ hash, value }] : [];
  });
  const shown = new Set(named.flatMap(({ value }) => Object.values(value.pictures)));
  return [
    ...named.map(({ hash, value }) => ({ hash, bytes: encoder.encode(canonicalize(value)) })),
    ...Object.entries(pictures).flatMap(([hash, bytes]) => (shown.has(hash) ? [{ hash, bytes }] : [])),
  ];
}

/** Hashes of the evidence that decisions name. */
export function evidenceOf(log: readonly LoggedAct[]): Sha256[] {
  return [
    ...new Set(log.flatMap(({ act }) => (act.type === 'decide' && act.evidence ? [act.evidence] : []))),
  ];
}

function readLines(log: readonly unknown[]): FileResult<LoggedAct[]> {
  const ids = new Set<string>();
  const lines: LoggedAct[] = [];
  for (const [index, line] of log.entries()) {
    if (!isLine(line) || ids.has(line.id)) {
      return fail('bad-line', `Line ${index + 1} of the log is none`, { counts: [index + 1] });
    }
    ids.add(line.id);
    lines.push(line);
  }
  const broken = checkChains(lines);
  if (!broken) return ok(lines);
  const { device, reviewer, seq, fault } = broken;
  const message = `The chain of workspace ${device} does not hold at line ${seq}: ${fault}`;
  return { ok: false, error: { code: 'broken-chain', message, who: reviewer, counts: [seq] } };
}

function readEvidence(evidence: Record<string, unknown>): FileResult<Workspace['evidence']> {
  for (const [hash, value] of Object.entries(evidence)) {
    if (!isShallow(value) || !v.is(StoredEvidence, value)) return badAttachment(hash, 'is no evidence');
    if (hashOf(value) !== hash) return badAttachment(hash, 'is not what its hash says');
  }
  return ok(evidence as Workspace['evidence']);
}

function readPictures(pictures: Record<string, unknown>): FileResult<Workspace['pictures']> {
  const read: Workspace['pictures'] = {};
  for (const [hash, text] of Object.entries(pictures)) {
    const bytes = typeof text === 'string' && v.is(Hash, hash) ? decode(text) : null;
    if (!bytes) return badAttachment(hash, 'is no picture');
    if (bytesToHex(sha256(bytes)) !== hash) return badAttachment(hash, 'is not what its hash says');
    read[hash] = bytes;
  }
  return ok(read);
}

function badAttachment(hash: string, what: string): FileResult<never> {
  return fail('bad-attachment', `The attachment ${hash.slice(0, 64)} ${what}`);
}

export function tooLarge() {
  return fail('too-large', `More than ${MAX_WORKSPACE_CHARS} characters or ${MAX_WORKSPACE_LINES} lines`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function decode(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return fromBase64(text);
  } catch {
    return null;
  }
}
