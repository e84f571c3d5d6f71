import type { Act, LoggedAct, Seen } from '#lib/core/review.ts';
import { caseId } from '#lib/review/case-id.ts';
import { type Draft, type Head, headAfter, seal } from '#lib/review/log.ts';

export const PAGE = 'https://masks.example/';
export const CASE = caseId(PAGE);

/** Minute `n` of a working day. */
export function minute(n: number): string {
  return new Date(Date.UTC(2026, 2, 2, 9, n)).toISOString();
}

export const ADD: Act = { type: 'add', url: PAGE, title: 'Masks', from: 'paste', note: '' };

export function decide(
  state: Extract<Act, { type: 'decide' }>['state'],
  after: string[] = [],
  more: { reason?: string; evidence?: string } = {},
): Act {
  return { type: 'decide', state, reason: more.reason ?? null, evidence: more.evidence ?? null, after };
}

export function seen(more: Partial<Seen> = {}): Seen {
  return {
    finalUrl: PAGE,
    title: 'Masks',
    level: 'listed',
    date: '2026-03-02',
    items: [],
    indicators: [],
    ...more,
  };
}

/** A workspace that writes its own chain, away from any database. */
export function workspace(device: string, reviewer: string) {
  let head: Head = { device, seq: 0, hash: '', at: '' };
  const lines: LoggedAct[] = [];
  return {
    lines,
    /** Answers the id of the act. */
    act(at: string, act: Act, more: Partial<Draft> = {}): string {
      const line = seal(
        { id: `${device}-${lines.length + 1}`, at, reviewer, case: CASE, act, ...more },
        head,
      );
      head = headAfter(line);
      lines.push(line);
      return line.id;
    },
  };
}
