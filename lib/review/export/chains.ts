import { groupBy } from '#lib/core/group-by.ts';
import type { LoggedAct } from '#lib/core/review.ts';
import { MAX_CHAIN_BRANCHES } from '#lib/core/review-limits.ts';
import { type ChainFault, checkChain } from '../log.ts';

/** A line that does not fit into its chain. */
export interface BrokenLine {
  device: string;
  /** The name that stands in that line. */
  reviewer: string;
  seq: number;
  fault: ChainFault | 'branches';
}

/**
 * What is wrong with a log of several chains; `null` when all hold. Two lines may continue the same one: a browser's
 * profile was copied, and both went on writing (lib/review/db.ts, merge). Each branch then has to hold from the first
 * line on.
 */
export function checkChains(lines: readonly LoggedAct[]): BrokenLine | null {
  for (const chain of groupBy(lines, ({ device }) => device).values()) {
    const branches = branchesOf(chain);
    const [first] = chain;
    if (first && branches.length > MAX_CHAIN_BRANCHES) {
      return { device: first.device, reviewer: first.reviewer, seq: first.seq, fault: 'branches' };
    }
    for (const branch of branches) {
      const broken = checkChain(branch);
      const line = broken && branch.find(({ seq }) => seq === broken.seq);
      if (broken && line) return { device: line.device, reviewer: line.reviewer, ...broken };
    }
  }
  return null;
}

/** The first line of a chain that holds in itself and has more branches than a file may; `null` where none has. */
export function branchesTooOften(lines: readonly LoggedAct[]): LoggedAct | null {
  for (const chain of groupBy(lines, ({ device }) => device).values()) {
    if (branchesOf(chain).length > MAX_CHAIN_BRANCHES) return chain[0] ?? null;
  }
  return null;
}

/** Every way from the first line to a last one. A line that continues none of them ends up in one that will not hold. */
function branchesOf(chain: readonly LoggedAct[]): LoggedAct[][] {
  const branches: LoggedAct[][] = [];
  for (const line of chain.toSorted((a, b) => a.seq - b.seq)) {
    const open = branches.find((branch) => branch.at(-1)?.hash === line.prev);
    if (open) open.push(line);
    else branches.push([...beginningOf(line, branches), line]);
    if (branches.length > MAX_CHAIN_BRANCHES) break;
  }
  return branches;
}

/** What a branch shares with another one; where it shares nothing, the other one itself, so that the fault shows. */
function beginningOf(line: LoggedAct, branches: readonly LoggedAct[][]): LoggedAct[] {
  if (line.prev === '' && line.seq === 1) return [];
  for (const branch of branches) {
    const at = branch.findIndex(({ hash }) => hash === line.prev);
    if (at >= 0) return branch.slice(0, at + 1);
  }
  return branches[0] ?? [];
}
