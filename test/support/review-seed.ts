import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { Level } from '#lib/core/report.ts';
import type { Act, CaseState, Evidence, Seen, SeenItem } from '#lib/core/review.ts';
import { caseId } from '#lib/review/case-id.ts';
import { writeWorkspace } from '#lib/review/export/json.ts';
import { type Head, headAfter, seal } from '#lib/review/log.ts';
import { plainReport } from './plain-report.ts';

const LEVELS: Level[] = ['listed', 'lookalike', 'reported', 'caution', 'none'];
const STATES: (CaseState | null)[] = ['confirmed', 'dismissed', null, 'escalated', 'second-opinion'];
const REASONS: Partial<Record<CaseState, string>> = {
  confirmed: 'listed',
  dismissed: 'quotes',
  escalated: 'urgent',
  'second-opinion': 'unclear',
};
const LISTS = ['ofac-sdn', 'nbctf', 'community-reports'];
const DAY_MS = 86_400_000;
/** Every so many cases show one wallet. */
const SHARED = 60;

export interface Seed {
  cases: number;
  device?: string;
  reviewer?: string;
  /** What every decided case was decided as; each another otherwise. */
  state?: CaseState;
  /** The day of the first case. */
  from?: string;
}

export function seedUrl(i: number): string {
  return `https://page-${i}.relief-${i % 97}.example/donate`;
}

/** The export of a workspace with so many cases, always the same for the same wish. */
export function seedFile({
  cases,
  device = 'seed',
  reviewer = 'Ada Lovelace',
  state,
  from = '2026-03-02',
}: Seed): string {
  let head: Head = { device, seq: 0, hash: '', at: '' };
  const log = [];
  const evidence: Record<string, Evidence> = {};
  const start = Date.parse(`${from}T08:00:00.000Z`);
  for (let i = 0; i < cases; i++) {
    const url = seedUrl(i);
    const wanted = state ?? STATES[i % STATES.length] ?? null;
    const seen = seenOf(i, url);
    const acts: Act[] = [
      { type: 'add', url, title: `Relief fund ${i} appeals for winter help`, from: 'paste', note: '' },
      { type: 'seen', seen },
    ];
    if (i % 7 === 0) acts.push({ type: 'tag', add: [i % 2 ? 'winter' : 'telegram'], remove: [] });
    if (i % 11 === 0) acts.push({ type: 'note', text: `Same wallet as the one of week ${i % 9}` });
    if (wanted) {
      const at = new Date(start).toISOString();
      const kept = i === 0 ? evidenceOf(url, seen, at) : null;
      const hash = kept && bytesToHex(sha256(new TextEncoder().encode(canonicalize(kept))));
      if (hash && kept) evidence[hash] = kept;
      const reason = REASONS[wanted] ?? null;
      acts.push({ type: 'decide', state: wanted, reason, evidence: hash, after: [] });
    }
    for (const [n, act] of acts.entries()) {
      const at = new Date(start + (i * 75 * DAY_MS) / cases + n * 60_000).toISOString();
      const line = seal({ id: `${device}-${i}-${n}`, at, reviewer, case: caseId(url), act }, head);
      head = headAfter(line);
      log.push(line);
    }
  }
  const written = writeWorkspace({ exported: head.at, log, evidence, pictures: {} });
  if (!written.ok) throw new Error(written.error.message);
  return written.value;
}

function seenOf(i: number, url: string): Seen {
  const level = LEVELS[i % LEVELS.length] ?? 'none';
  const lists = level === 'none' || level === 'caution' ? [] : [LISTS[i % LISTS.length] ?? ''];
  const wallet = (i % SHARED).toString(16).padStart(40, '0');
  const items: SeenItem[] = [
    {
      kind: 'address',
      text: `0x${wallet}`,
      chain: 'ethereum',
      keys: [`evm:${wallet}`],
      level,
      subjects: lists.length > 0 ? [`Front ${i % 31}`] : [],
      lists,
    },
  ];
  const title = `Relief fund ${i} appeals for winter help`;
  const indicators = i % 5 === 3 ? ['hides-mixer'] : [];
  return { finalUrl: url, title, level, date: '2026-03-02', items, indicators };
}

function evidenceOf(url: string, { title, level, date }: Seen, at: string): Evidence {
  return {
    report: plainReport({ url, title, date, level }),
    placements: [{ frameId: 0, text: '0x00', index: 0, near: 'Send your gift to this address' }],
    finalUrl: url,
    at,
    lists: [{ id: 'ofac-sdn', version: '1', date, hash: null }],
    extension: '0.1.0',
    browser: 'Seeded',
    pictures: { plain: null, marked: null },
  };
}
