import { describe, expect, it } from 'vitest';
import { minute, PAGE } from '../../support/review-acts.ts';
import { begun, CASE, codeOf, memoryStore, pageRow, space } from '../../support/review-space.ts';

describe('deciding', () => {
  it('gives state, reason and evidence, and takes the place of what was decided', async () => {
    const { ada, bob, store, one } = await begun();
    const proof = { hash: 'h', attachments: [{ hash: 'h', bytes: new Uint8Array([1]) }] };
    expect(await ada.decide(CASE, 'confirmed', 'listed', { proof })).toEqual({ ok: true, value: [CASE] });
    expect(await store.attachment('h')).toEqual(new Uint8Array([1]));
    expect(await one()).toMatchObject({ state: 'confirmed', reason: 'listed', evidence: 'h' });
    await bob.decide(CASE, 'dismissed', 'quotes');
    expect(await one()).toMatchObject({ state: 'dismissed', reviewer: 'Bob', rivals: [] });
  });

  it('takes over what somebody else is at', async () => {
    const { ada, bob, one } = await begun();
    await bob.decide(CASE, 'in-review', null);
    await ada.decide(CASE, 'in-review', null);
    expect(await one()).toMatchObject({ state: 'in-review', reviewer: 'Ada', rivals: [] });
    await bob.decide(CASE, 'confirmed', 'listed');
    expect(await one()).toMatchObject({ state: 'confirmed', reviewer: 'Bob', rivals: [], begunAt: null });
  });

  it('is said once by who is at a case, and anew when it waits for everybody again', async () => {
    const store = memoryStore();
    let now = minute(0);
    const ada = space(store, 'Ada', { now: () => now });
    await ada.add([pageRow(PAGE)], 'paste');
    const begin = async (at: string) => {
      now = at;
      const acted = await ada.decide(CASE, 'in-review', null);
      return [acted.ok && acted.value.length, (await store.case(CASE))?.begunAt];
    };
    const [first, late] = [minute(1), minute(2 + 24 * 60)];
    expect(await begin(first)).toEqual([1, first]);
    expect(await begin(minute(1 + 24 * 60))).toEqual([0, first]);
    expect(await begin(late)).toEqual([1, late]);
  });

  it('stands against a decision that the person did not see', async () => {
    const { ada, bob, one } = await begun();
    await ada.decide(CASE, 'confirmed', 'listed');
    await bob.decide(CASE, 'dismissed', 'quotes', { inView: [] });
    expect((await one())?.rivals).toMatchObject([{ reviewer: 'Ada', state: 'confirmed' }]);
  });

  it.each<[string, string | null, string]>([
    ['confirmed', null, 'no-reason'],
    ['escalated', null, 'no-reason'],
    ['confirmed', 'quotes', 'unknown-reason'],
    ['confirmed', 'made-up', 'unknown-reason'],
    ['in-review', 'listed', 'unknown-reason'],
  ])('%s for %s is refused: %s', async (state, reason, problem) => {
    const { ada, store } = await begun();
    expect(codeOf(await ada.decide(CASE, state as 'confirmed', reason))).toBe(problem);
    expect(await store.log()).toHaveLength(1);
  });

  it('needs no reason where the list asks for none', async () => {
    const { ada, one } = await begun();
    await ada.decide(CASE, 'second-opinion', null);
    expect(await one()).toMatchObject({ state: 'second-opinion', reason: null });
  });

  it('is not for who asked for a second opinion, under whatever spelling of the name', async () => {
    const { ada, bob, store, one } = await begun();
    await ada.decide(CASE, 'second-opinion', 'language');
    const lines = (await store.log()).length;
    expect(codeOf(await ada.decide(CASE, 'confirmed', 'listed'))).toBe('own-second-opinion');
    expect(codeOf(await space(store, ' ADA ').decide(CASE, 'dismissed', 'quotes'))).toBe(
      'own-second-opinion',
    );
    expect(await store.log()).toHaveLength(lines);
    expect((await ada.decide(CASE, 'second-opinion', 'unclear')).ok).toBe(true);
    expect((await bob.decide(CASE, 'confirmed', 'listed')).ok).toBe(true);
    expect((await ada.decide(CASE, 'dismissed', 'quotes')).ok).toBe(true);
    expect(await one()).toMatchObject({ state: 'dismissed' });
  });

  it('is not for who asked once another has merely begun to look', async () => {
    const { ada, bob, one } = await begun();
    await ada.decide(CASE, 'second-opinion', 'language');
    await bob.decide(CASE, 'in-review', null);
    expect(await one()).toMatchObject({ state: 'in-review', askedBy: ['Ada'] });
    expect(codeOf(await ada.decide(CASE, 'confirmed', 'listed'))).toBe('own-second-opinion');
    expect((await bob.decide(CASE, 'confirmed', 'listed')).ok).toBe(true);
    expect(await one()).toMatchObject({ state: 'confirmed', askedBy: [] });
    expect((await ada.decide(CASE, 'dismissed', 'quotes')).ok).toBe(true);
  });

  it('is not for who asked where another decision stands beside the question', async () => {
    const { ada, bob } = await begun();
    await ada.decide(CASE, 'second-opinion', 'language');
    await bob.decide(CASE, 'confirmed', 'listed', { inView: [] });
    expect(codeOf(await ada.decide(CASE, 'dismissed', 'quotes'))).toBe('own-second-opinion');
  });
});
