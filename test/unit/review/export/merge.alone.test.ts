import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Evidence, LoggedAct } from '#lib/core/review.ts';
import { openReview } from '#lib/review/db.ts';
import { attachmentsOf, readWorkspace, writeWorkspace } from '#lib/review/export/json.ts';
import { gatherWorkspace, mergeWorkspace } from '#lib/review/export/merge.ts';
import { hashOf } from '#lib/review/log.ts';
import type { ReviewStore } from '#lib/review/store.ts';
import { ADD, CASE, decide, minute, workspace } from '../../../support/review-acts.ts';
import { anyChain, evidence, sha256, workspaceFile } from '../../../support/review-files.ts';

let opened = 0;

/** A workspace of its own, holding what somebody did in it. */
async function storeOf(lines: readonly LoggedAct[], kept: Evidence[] = [], shown: Uint8Array[] = []) {
  const device = lines[0]?.device ?? 'empty';
  const store = await openReview(`merge-${++opened}`, () => device);
  const drafts = lines.map(({ id, at, reviewer, case: of, act }) => ({ id, at, reviewer, case: of, act }));
  const done = await store.append(drafts, attachmentsOf(workspaceFile([...lines], kept, shown)));
  if (!done.ok) throw new Error(done.error.message);
  return store;
}

/** Through a file, as one reviewer gives it to another. */
async function give(from: ReviewStore, to: ReviewStore): Promise<number> {
  const gathered = await gatherWorkspace(from, minute(40), true);
  const text = gathered.ok ? writeWorkspace(gathered.value) : gathered;
  if (!text.ok) throw new Error(text.error.message);
  const read = readWorkspace(text.value);
  if (!read.ok) throw new Error(read.error.message);
  const merged = await mergeWorkspace(to, read.value);
  if (!merged.ok) throw new Error(merged.error.message);
  return merged.value.length;
}

async function contents(store: ReviewStore) {
  const cases = (await store.cases()).sort((a, b) => (a.id < b.id ? -1 : 1));
  return { cases, log: await store.log() };
}

it('comes to the same whoever gives first, and once is as good as twice', async () => {
  await fc.assert(
    fc.asyncProperty(anyChain('a'), anyChain('b'), async (a, b) => {
      const [ada, bob] = [await storeOf(a.lines, a.kept), await storeOf(b.lines, b.kept)];
      const third = await storeOf([]);
      expect(await give(ada, bob)).toBe(a.lines.length);
      expect(await give(bob, ada)).toBe(b.lines.length);
      await give(ada, third);
      const same = await contents(ada);
      expect(await contents(bob)).toEqual(same);
      expect(await contents(third)).toEqual(same);
      expect([await give(bob, ada), await give(ada, bob), await give(third, ada)]).toEqual([0, 0, 0]);
      expect(await contents(ada)).toEqual(same);
      for (const one of [...a.kept, ...b.kept]) expect(await third.attachment(hashOf(one))).not.toBeNull();
      for (const store of [ada, bob, third]) store.close();
    }),
    { numRuns: 40 },
  );
});

it('keeps both decisions where two differ, beside each other', async () => {
  const [a, b] = [workspace('a', 'Ada'), workspace('b', 'Bob')];
  a.act(minute(0), ADD);
  a.act(minute(1), decide('confirmed'));
  b.act(minute(0), ADD);
  b.act(minute(2), decide('dismissed'));
  const [ada, bob] = [await storeOf(a.lines), await storeOf(b.lines)];
  await give(bob, ada);
  expect(await ada.case(CASE)).toMatchObject({
    state: 'dismissed',
    rivals: [{ reviewer: 'Ada', state: 'confirmed' }],
  });
});

it('takes nothing of a file that tells an act otherwise than it stands here', async () => {
  const [a, forged] = [workspace('a', 'Ada'), workspace('a', 'Ada')];
  a.act(minute(0), ADD);
  a.act(minute(1), decide('dismissed'));
  forged.act(minute(0), ADD);
  forged.act(minute(1), decide('confirmed'));
  forged.act(minute(2), { type: 'note', text: 'More' });
  const ada = await storeOf(a.lines);
  expect(await mergeWorkspace(ada, workspaceFile(forged.lines))).toMatchObject({
    error: { code: 'rewritten', who: 'Ada', counts: [2] },
  });
  expect(await ada.log()).toEqual(a.lines);
});

it('can be given on after two copies of a profile went on writing', async () => {
  const begun = workspace('a', 'Ada');
  begun.act(minute(0), ADD);
  const [one, two, other] = [await storeOf(begun.lines), await storeOf(begun.lines), await storeOf([])];
  const note = (id: string) => ({
    id,
    at: minute(1),
    reviewer: 'Ada',
    case: CASE,
    act: { type: 'note' as const, text: id },
  });
  await one.append([note('first')]);
  await two.append([note('second')]);
  await give(two, one);
  await one.append([note('third')]);
  expect(await give(one, other)).toBe(4);
});

it('brings pictures only where they are asked for', async () => {
  const picture = new Uint8Array([1, 2, 3]);
  const kept = evidence({ pictures: { plain: sha256(picture), marked: sha256(new Uint8Array([9])) } });
  const a = workspace('a', 'Ada');
  a.act(minute(0), ADD);
  a.act(minute(1), decide('confirmed', [], { evidence: hashOf(kept) }));
  const ada = await storeOf(a.lines, [kept], [picture]);
  const whole = workspaceFile(a.lines, [kept], [picture]);
  expect(await gatherWorkspace(ada, whole.exported, true)).toEqual({ ok: true, value: whole });
  expect(await gatherWorkspace(ada, whole.exported, false)).toEqual({
    ok: true,
    value: { ...whole, pictures: {} },
  });
});

it('reads no more pictures than one file can hold', async () => {
  const shown = Array.from({ length: 300 }, (_, n) => sha256(new Uint8Array([n, n >> 8])));
  const kept = shown.map((plain, n) => evidence({ at: minute(n), pictures: { plain, marked: null } }));
  const a = workspace('a', 'Ada');
  a.act(minute(0), ADD);
  for (const one of kept) a.act(minute(1), decide('confirmed', [], { evidence: hashOf(one) }));
  const ada = await storeOf(a.lines, kept);
  let read = 0;
  // A megabyte each, which nobody has to hold.
  const heavy = { length: 1024 * 1024 } as Uint8Array<ArrayBuffer>;
  const attachment = ada.attachment.bind(ada);
  ada.attachment = async (hash) => {
    if (!shown.includes(hash)) return attachment(hash);
    read++;
    return heavy;
  };
  expect(await gatherWorkspace(ada, minute(1), true)).toMatchObject({ error: { code: 'too-large' } });
  expect(read).toBeLessThan(260);
  expect(await gatherWorkspace(ada, minute(1), false)).toMatchObject({ ok: true });
});

it('keeps nothing that no decision names', async () => {
  const [kept, stray] = [evidence({ at: minute(1) }), evidence({ at: minute(2) })];
  const picture = new Uint8Array([1, 2, 3]);
  const a = workspace('a', 'Ada');
  a.act(minute(0), ADD);
  a.act(minute(1), decide('confirmed', [], { evidence: hashOf(kept) }));
  const ada = await storeOf([]);
  expect((await mergeWorkspace(ada, workspaceFile(a.lines, [kept, stray], [picture]))).ok).toBe(true);
  expect(await ada.attachment(hashOf(kept))).not.toBeNull();
  expect(await ada.attachment(hashOf(stray))).toBeNull();
  expect(await ada.attachment(sha256(picture))).toBeNull();
});

it.each([
  ['a picture', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0])],
  ['JSON that is no evidence', new TextEncoder().encode('null')],
  ['evidence that is written in another way', new TextEncoder().encode(JSON.stringify(evidence(), null, 1))],
])(
  'can still be given to somebody else where a decision names as its evidence %s',
  async (_name, picture) => {
    const kept = evidence({ pictures: { plain: sha256(picture), marked: null } });
    const a = workspace('a', 'Ada');
    a.act(minute(0), ADD);
    a.act(minute(1), decide('confirmed', [], { evidence: hashOf(kept) }));
    a.act(minute(2), decide('confirmed', ['a-2'], { evidence: sha256(picture) }));
    const ada = await storeOf([]);
    expect((await mergeWorkspace(ada, workspaceFile(a.lines, [kept], [picture]))).ok).toBe(true);
    expect(await ada.attachment(sha256(picture))).not.toBeNull();
    expect(await give(ada, await storeOf([]))).toBe(3);
  },
);

it('takes nothing with which a chain would branch more often than a file may', async () => {
  const begun = (name: string) => {
    const copy = workspace('a', 'Ada');
    copy.act(minute(0), ADD, { id: name });
    return copy.lines;
  };
  const ada = await storeOf([]);
  for (let n = 0; n < 8; n++) expect((await mergeWorkspace(ada, workspaceFile(begun(`${n}`)))).ok).toBe(true);
  expect(await mergeWorkspace(ada, workspaceFile(begun('9')))).toMatchObject({
    error: { code: 'broken-chain', who: 'Ada' },
  });
  // What is here can still be given to somebody else.
  expect(await give(ada, await storeOf([]))).toBe(8);
});
