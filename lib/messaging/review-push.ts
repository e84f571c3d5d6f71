import type { ReviewCase } from '#lib/core/review.ts';
import type { PushOutcome } from '#lib/core/review-page.ts';
import { type ReviewSharing, type TargetKind, targetUrl } from '#lib/core/review-sharing.ts';
import { mispEvent, mispEventId } from '#lib/review/export/misp.ts';
import { stixBundle } from '#lib/review/export/stix.ts';
import { statementId } from '#lib/review/export/stix-objects.ts';
import { pushToMisp } from '#lib/review/push/misp.ts';
import { lastReceipts, type Pushed } from '#lib/review/push/receipts.ts';
import type { PushDeps } from '#lib/review/push/request.ts';
import { collectionUrl, pushToTaxii } from '#lib/review/push/taxii.ts';
import type { ReviewStore } from '#lib/review/store.ts';

export interface SendDeps extends PushDeps {
  store: Pick<ReviewStore, 'log' | 'receipts' | 'addReceipt'>;
  sharing: ReviewSharing;
  /** What the person answered when asked for the target's host: browsers ask only within a click, so it was asked first. */
  allowed: Promise<boolean>;
}

/**
 * Passes cases on to a server of the team's own, and notes what it has taken in. What nobody has decided says nothing to
 * anybody else and stays, unless the server has it from before: a decision that was taken back must not live on there.
 */
export async function sendCases(
  kind: TargetKind,
  cases: readonly ReviewCase[],
  deps: SendDeps,
): Promise<PushOutcome> {
  const { store, sharing } = deps;
  const { misp, taxii } = sharing;
  if (targetUrl(kind, sharing) === null)
    return { sent: 0, kept: 0, problem: { code: 'bad-url', params: [] } };
  if (!(await deps.allowed)) return { sent: 0, kept: 0, problem: { code: 'no-permission', params: [] } };
  const receipts = await store.receipts();
  const keep = (receipt: Parameters<typeof store.addReceipt>[0]) => store.addReceipt(receipt);
  // An event of each case by itself: which others are sent along does not change its id.
  if (kind === 'misp' && misp) {
    const known = lastReceipts(receipts, misp.url);
    const events = cases
      .filter((one) => one.decidedAt !== null || known.has(mispEventId([one], sharing)))
      .map((one) => mispEvent([one], sharing));
    return outcomeOf(await pushToMisp(events, misp, receipts, deps, keep));
  }
  if (!taxii) return { sent: 0, kept: 0, problem: { code: 'bad-url', params: [] } };
  const known = lastReceipts(receipts, collectionUrl(taxii));
  const told = cases.filter(
    ({ id, decidedAt }) => decidedAt !== null || known.has(statementId('report', id, sharing)),
  );
  if (told.length === 0) return { sent: 0, kept: 0, problem: null };
  const { objects } = stixBundle(told, await store.log(), sharing);
  return outcomeOf(await pushToTaxii(objects, taxii, receipts, deps, keep));
}

function outcomeOf({ sent, kept, problem }: Pushed): PushOutcome {
  return {
    sent,
    kept,
    problem: problem && { code: problem.code, params: (problem.counts ?? []).map(String) },
  };
}
