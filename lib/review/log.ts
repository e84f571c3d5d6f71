import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { Act, IsoTime, LoggedAct, Sha256 } from '#lib/core/review.ts';

/**
 * The log: one chain of lines per workspace, each bound to the one before by its hash. Hashing is synchronous,
 * because the browser ends a database transaction that waits for anything else.
 */

/** What somebody does, before it has its place in the log. */
export interface Draft {
  /** Random UUID: writing it twice is writing it once. */
  id: string;
  at: IsoTime;
  reviewer: string;
  case: string;
  act: Act;
}

/** The end of a workspace's chain. */
export interface Head {
  device: string;
  seq: number;
  hash: Sha256 | '';
  at: IsoTime;
}

export function hashOf(value: unknown): Sha256 {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('Only JSON can be hashed');
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** The draft as the next line of a chain. Time never runs backward in a chain, whatever the clock says. */
export function seal({ id, at, reviewer, case: caseId, act }: Draft, head: Head): LoggedAct {
  const line: Omit<LoggedAct, 'hash'> = {
    id,
    device: head.device,
    seq: head.seq + 1,
    prev: head.hash,
    at: at < head.at ? head.at : at,
    reviewer,
    case: caseId,
    act,
  };
  return { ...line, hash: hashOf(line) };
}

export function headAfter({ device, seq, hash, at }: LoggedAct): Head {
  return { device, seq, hash, at };
}

export type ChainFault = 'hash' | 'gap' | 'link' | 'time' | 'device';

/**
 * What is wrong with a chain, lines in their order; `null` when it holds. `gap` is a line that is missing, `link` one
 * that does not continue the line before. That a chain holds shows that nobody changed a line without changing all
 * that follow; not who wrote it, nor when.
 */
export function checkChain(lines: readonly LoggedAct[]): { seq: number; fault: ChainFault } | null {
  let before: LoggedAct | null = null;
  for (const line of lines) {
    const { hash, ...rest } = line;
    const fault: ChainFault | null =
      before && line.device !== before.device
        ? 'device'
        : hashOf(rest) !== hash
          ? 'hash'
          : line.seq !== (before?.seq ?? 0) + 1
            ? 'gap'
            : line.prev !== (before?.hash ?? '')
              ? 'link'
              : before && line.at < before.at
                ? 'time'
                : null;
    if (fault) return { seq: line.seq, fault };
    before = line;
  }
  return null;
}
