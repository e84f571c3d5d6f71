import type { Result } from '#lib/core/result.ts';
import type { LoggedAct, ReviewCase, Sha256 } from '#lib/core/review.ts';
import type { Draft } from './log.ts';
import type { Receipt } from './push/receipts.ts';

/** `disk-full`: the browser has no room. `storage`: it refuses for another reason. Nothing of the act was kept. */
export type StoreProblem = 'disk-full' | 'storage';

/** Bytes that belong to an act, kept under their own hash: the evidence's JSON, pictures. */
export interface Attachment {
  hash: Sha256;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Where the workspace keeps its work. Every call is whole or did not happen, whenever the browser ends it. */
export interface ReviewStore {
  /** Adds acts to this workspace's chain. Those that are there already (by id) are not added again. */
  append(drafts: readonly Draft[], attachments?: readonly Attachment[]): Promise<Result<null, StoreProblem>>;
  /** Adds lines of other workspaces as they are; answers how many were new. */
  merge(
    lines: readonly LoggedAct[],
    attachments?: readonly Attachment[],
  ): Promise<Result<number, StoreProblem>>;
  /** Every case, in no particular order. */
  cases(): Promise<ReviewCase[]>;
  case(id: string): Promise<ReviewCase | null>;
  /** How this reviewer's list began when it was kept last, each case as it is now; without what was found. */
  first(reviewer: string): Promise<ReviewCase[] | null>;
  keepFirst(reviewer: string, cases: readonly ReviewCase[]): Promise<void>;
  /** The lines of one case, in no particular order. */
  linesOf(caseId: string): Promise<LoggedAct[]>;
  /** The whole log: each workspace's chain in order, one after the other. */
  log(): Promise<LoggedAct[]>;
  attachment(hash: Sha256): Promise<Uint8Array<ArrayBuffer> | null>;
  /** What servers have taken in: the last of each thing at each of them. Of this device; no file holds them. */
  receipts(): Promise<Receipt[]>;
  addReceipt(receipt: Receipt): Promise<void>;
  close(): void;
}
