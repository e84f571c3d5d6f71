import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import * as v from 'valibot';
import type { Report, ReportList } from '#lib/core/report.ts';
import type { Evidence, IsoTime, Placement, Sha256 } from '#lib/core/review.ts';
import { MAX_PLACEMENTS } from '#lib/core/review-limits.ts';
import type { FrameScan } from '#lib/core/types.ts';
import { isShallow, StoredEvidence } from './export/workspace-schema.ts';
import type { Proof } from './proof.ts';
import type { Attachment } from './store.ts';

type Bytes = Attachment['bytes'];

export interface Pictures {
  /** JPEG; `null` where the browser gave none. */
  plain: Bytes | null;
  marked: Bytes | null;
  /** Whether they are of the page as the reviewer had it blurred. */
  isBlurred: boolean;
}

/** What is on the screen at the moment of a decision. */
export interface Shown {
  /** Address of the case, which may have led to another. */
  url: string;
  report: Report;
  /** What the frames of the page reported: it alone knows the text around a place. */
  frames: readonly { frameId: number; scan: Pick<FrameScan, 'candidates'> }[];
  /** The lists as they stand on the device, with their hashes. */
  lists: readonly { title: string; version: string; date: string | null; sha256: string; content: string }[];
  at: IsoTime;
  extension: string;
  browser: string;
  pictures: Pictures;
}

/** Evidence as it is kept: its JSON and its pictures, each under its own hash. Pure. */
export function proofOf({ url, report, frames, lists, at, extension, browser, pictures }: Shown): Proof {
  const kept = [pictures.plain, pictures.marked].map((bytes) => (bytes ? attach(bytes) : null));
  const [plain, marked] = kept;
  const evidence: Evidence = {
    report,
    placements: placementsOf(report, frames),
    url,
    finalUrl: report.url,
    at,
    lists: report.watchlist.map((list) => ({
      id: list.id,
      version: list.version,
      date: list.date,
      hash: hashOfList(list, lists),
    })),
    extension,
    browser,
    pictures: { plain: plain?.hash ?? null, marked: marked?.hash ?? null },
    ...(pictures.isBlurred && { blurred: true }),
  };
  const whole = attach(new Uint8Array(utf8ToBytes(canonicalize(evidence) ?? '')));
  return { hash: whole.hash, attachments: [whole, ...kept.filter((one) => one !== null)] };
}

/**
 * Evidence out of what is kept under its hash; `null` where that is none, or is not written as evidence is: a decision
 * that came in a file may name whatever stands here, a picture of somebody's making among it.
 */
export function parseEvidence(bytes: Bytes): Evidence | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    const isEvidence = isShallow(value) && v.is(StoredEvidence, value) && canonicalize(value) === text;
    return isEvidence ? (value as unknown as Evidence) : null;
  } catch {
    return null;
  }
}

function attach(bytes: Bytes): Attachment {
  return { hash: bytesToHex(sha256(bytes)), bytes };
}

/**
 * Of the version that was judged with, for the device may hold a newer one by now: of its publisher's file, or of what
 * is stored where it came with Almsguard.
 */
function hashOfList({ title, version, date }: ReportList, lists: Shown['lists']): Sha256 | null {
  const list = lists.find((one) => one.title === title && one.version === version && one.date === date);
  return list?.sha256 || list?.content || null;
}

export function placementsOf(report: Report, frames: Shown['frames']): Placement[] {
  const near = new Map(
    frames.flatMap(({ frameId, scan }) =>
      scan.candidates.map(({ text, places }) => [`${frameId} ${text}`, places] as const),
    ),
  );
  return [...report.page, ...report.addresses]
    .flatMap(({ places }) => places)
    .slice(0, MAX_PLACEMENTS)
    .map(({ at: { frameId, text, index } }) => ({
      frameId,
      text,
      index,
      near: near.get(`${frameId} ${text}`)?.[index]?.near ?? '',
    }));
}
