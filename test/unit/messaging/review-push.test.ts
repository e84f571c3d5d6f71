import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LoggedAct, ReviewCase } from '#lib/core/review.ts';
import type { ReviewSharing, TargetKind } from '#lib/core/review-sharing.ts';
import { sendCases } from '#lib/messaging/review-push.ts';
import { foldCase } from '#lib/review/fold.ts';
import type { Receipt } from '#lib/review/push/receipts.ts';
import { quickTime } from '../../support/http-server.ts';
import { startMisp } from '../../support/misp-server.ts';
import { minute } from '../../support/review-acts.ts';
import { story } from '../../support/review-cases.ts';
import { startTaxii } from '../../support/taxii-server.ts';

let taxii: Awaited<ReturnType<typeof startTaxii>>;
let misp: Awaited<ReturnType<typeof startMisp>>;
let receipts: Receipt[];

beforeEach(async () => {
  [taxii, misp] = await Promise.all([startTaxii(), startMisp()]);
  receipts = [];
});
afterEach(async () => {
  await Promise.all([taxii.close(), misp.close()]);
});

function send(kind: TargetKind, cases: readonly ReviewCase[], lines: LoggedAct[]) {
  const sharing: ReviewSharing = {
    team: 'Example Desk',
    tlp: 'amber',
    distribution: '0',
    misp: { url: misp.url, key: misp.key },
    taxii: { root: `${taxii.url}/team/`, collection: taxii.collection, authorization: 'team:word' },
  };
  return sendCases(kind, cases, {
    store: {
      log: async () => lines,
      receipts: async () => receipts,
      async addReceipt(receipt) {
        receipts = [...receipts.filter(({ id }) => id !== receipt.id), receipt];
      },
    },
    sharing,
    allowed: Promise.resolve(true),
    fetch,
    ...quickTime(),
  });
}

/** A case that was confirmed, and then the decision was taken back. */
function takenBack() {
  const { one, lines } = story();
  const decision = lines.at(-1) as LoggedAct;
  const undo: LoggedAct = {
    ...decision,
    id: 'undo',
    seq: decision.seq + 1,
    at: minute(9),
    act: { type: 'undo', act: decision.id },
  };
  const all = [...lines, undo];
  const open = foldCase(all);
  if (!open) throw new Error('no case');
  return { before: one, open, lines, all };
}

describe('what nobody has decided', () => {
  it.each(['misp', 'taxii'] as const)('is not passed on to %s', async (kind) => {
    const { open, all } = takenBack();
    expect(open.decidedAt).toBeNull();
    expect(await send(kind, [open], all)).toEqual({ sent: 0, kept: 0, problem: null });
    expect([...misp.asked, ...taxii.asked]).toEqual([]);
  });

  it('any more is taken back at a TAXII server that has it', async () => {
    const { before, open, lines, all } = takenBack();
    await send('taxii', [before], lines);
    const indicators = () => [...taxii.objects.values()].flat().filter(({ type }) => type === 'indicator');
    expect(indicators().map(({ revoked }) => revoked)).toEqual([undefined]);
    expect(await send('taxii', [open], all)).toMatchObject({ problem: null });
    expect(indicators().map(({ revoked }) => revoked)).toEqual([undefined, true]);
  });

  it('any more is taken back at a MISP instance that has it, and goes to no other server', async () => {
    const { before, open, lines, all } = takenBack();
    await send('misp', [before], lines);
    const actionable = () =>
      [...misp.events.values()].flatMap(({ Attribute }) => Attribute).filter((one) => one.to_ids);
    expect(actionable()).not.toEqual([]);
    expect(await send('misp', [open], all)).toMatchObject({ sent: 1, problem: null });
    expect(actionable()).toEqual([]);
    expect(await send('taxii', [open], all)).toEqual({ sent: 0, kept: 0, problem: null });
    expect(taxii.asked).toEqual([]);
  });
});
