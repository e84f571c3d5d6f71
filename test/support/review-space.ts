import type { ListChange, ReviewCase, SeenItem } from '#lib/core/review.ts';
import type { ReasonList } from '#lib/core/review-acts.ts';
import { caseId } from '#lib/review/case-id.ts';
import { type Channel, createChanges } from '#lib/review/changes.ts';
import { readFirst, writeFirst } from '#lib/review/first-rows.ts';
import { foldCase } from '#lib/review/fold.ts';
import { type Draft, type Head, headAfter, seal } from '#lib/review/log.ts';
import type { Receipt } from '#lib/review/push/receipts.ts';
import { BUILT_IN } from '#lib/review/reasons.ts';
import type { Attachment, ReviewStore } from '#lib/review/store.ts';
import { type Acted, createWorkspace } from '#lib/review/workspace.ts';
import { minute, PAGE, workspace as writer } from './review-acts.ts';

/** A store that forgets when the test is over, and that fails when it is told to. */
export function memoryStore(): ReviewStore & { fail: 'no' | 'before' | 'after' | 'disk-full' } {
  const lines = new Map<string, ReturnType<typeof seal>>();
  const kept = new Map<string, Attachment['bytes']>();
  const receipts: Receipt[] = [];
  let first: string | undefined;
  let head: Head = { device: 'this', seq: 0, hash: '', at: '' };
  const linesOf = (id: string) => [...lines.values()].filter((line) => line.case === id);
  const cases = () =>
    [...new Set([...lines.values()].map((line) => line.case))].flatMap((id) => foldCase(linesOf(id)) ?? []);
  return {
    fail: 'no',
    async append(drafts: readonly Draft[], attachments = []) {
      if (this.fail === 'before') throw new DOMException('The connection is closed', 'InvalidStateError');
      if (this.fail === 'disk-full') return { ok: false, error: { code: 'disk-full', message: 'No room' } };
      for (const draft of drafts) {
        if (lines.has(draft.id)) continue;
        const line = seal(draft, head);
        head = headAfter(line);
        lines.set(line.id, line);
      }
      for (const { hash, bytes } of attachments) kept.set(hash, bytes);
      if (this.fail === 'after') throw new DOMException('The answer was lost', 'AbortError');
      return { ok: true, value: null };
    },
    async merge(others) {
      for (const line of others) lines.set(line.id, line);
      return { ok: true, value: others.length };
    },
    cases: async () => cases(),
    case: async (id) => foldCase(linesOf(id)),
    first: async (reviewer) => readFirst(first, reviewer),
    async keepFirst(reviewer, some) {
      first = writeFirst(reviewer, some);
    },
    linesOf: async (id) => linesOf(id),
    log: async () => [...lines.values()],
    attachment: async (hash) => kept.get(hash) ?? null,
    receipts: async () => receipts,
    async addReceipt(receipt) {
      receipts.push(receipt);
    },
    close() {},
  };
}

/** Channels of one name: what one says, the others hear. */
export function channels(): () => Channel {
  const listeners = new Set<{ owner: Channel; hear: (event: { data: unknown }) => void }>();
  return () => {
    let isOpen = true;
    const channel: Channel = {
      postMessage(data) {
        if (!isOpen) throw new DOMException('Channel is closed', 'InvalidStateError');
        for (const { owner, hear } of listeners) if (owner !== channel) hear({ data: structuredClone(data) });
      },
      addEventListener: (_type, hear) => void listeners.add({ owner: channel, hear }),
      close() {
        isOpen = false;
        for (const listener of listeners) if (listener.owner === channel) listeners.delete(listener);
      },
    };
    return channel;
  };
}

let ids = 0;

/** A workspace whose clock moves a minute with each act. */
export function space(
  store: ReviewStore,
  reviewer: string,
  {
    channel = channels()(),
    reasons = BUILT_IN,
    now,
  }: { channel?: Channel; reasons?: ReasonList; now?: () => string } = {},
) {
  let minutes = 0;
  return createWorkspace({
    store,
    now: now ?? (() => minute(minutes++)),
    newId: () => `id-${++ids}`,
    reviewer,
    reasons,
    changes: createChanges(() => channel),
  });
}

export function pageRow(url: string, more: { title?: string; note?: string } = {}) {
  return { url, title: more.title ?? '', note: more.note ?? '' };
}

export const CASE = caseId(PAGE);

/** A case that Ada has brought, and Bob beside her. */
export async function begun() {
  const store = memoryStore();
  const ada = space(store, 'Ada');
  await ada.add([pageRow(PAGE)], 'paste');
  return { store, ada, bob: space(store, 'Bob'), one: () => store.case(CASE) };
}

/** Why something was not done. */
export function codeOf(acted: Acted): string | null {
  return acted.ok ? null : acted.error.code;
}

export function item(text: string, more: Partial<SeenItem> = {}): SeenItem {
  return {
    kind: 'address',
    text,
    chain: 'bitcoin',
    keys: [`hash160:${text}`],
    level: 'listed',
    subjects: [],
    lists: ['a'],
    ...more,
  };
}

const OFAC = { id: 'ofac-sdn', title: 'OFAC SDN list', version: '7', date: '2026-03-01' };
const TEAM = { id: 'team', title: 'List of the team', version: '2', date: '2026-03-02' };
const WALLET = 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq';

/** Each of the differences that lists make. */
export const LIST_CHANGES: ListChange[] = [
  { text: WALLET, entry: WALLET, list: OFAC, says: 'past' },
  { text: WALLET, entry: WALLET, list: TEAM, says: 'against' },
  { text: WALLET, entry: '1BoatSLRHtKNngkdXEeobR76b53LETtpyT', list: TEAM, says: 'near' },
  { text: 'relief.example', entry: 'relief.example', list: TEAM, says: 'for' },
  { text: 'news.example', entry: 'news.example', list: OFAC, says: 'gone' },
  {
    text: 'other.example',
    entry: 'other.example',
    list: { id: 'old', title: 'An old list', version: '', date: '' },
    says: 'removed',
  },
];

/** A case as it would be after somebody added it; tests name what differs. */
export function reviewCase(url: string, more: Partial<ReviewCase> = {}): ReviewCase {
  const one = writer('case', 'Ada');
  one.act(minute(0), { type: 'add', url, title: '', from: 'paste', note: '' }, { case: caseId(url) });
  const folded = foldCase(one.lines);
  if (!folded) throw new Error('An added page is a case');
  return { ...folded, ...more };
}
