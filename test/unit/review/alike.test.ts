import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import type { ReviewCase, Seen, SeenItem } from '#lib/core/review.ts';
import { MAX_DECIDED_ALIKE, MAX_LINKED_CASES } from '#lib/core/review-limits.ts';
import { alikeTo } from '#lib/review/alike.ts';
import { minute, seen } from '../../support/review-acts.ts';
import { item, memoryStore, pageRow, reviewCase, space } from '../../support/review-space.ts';

const wallet = (name = 'x', more: Partial<SeenItem> = {}) => item(name, { asks: true, ...more });
const showing = (name: string, items: SeenItem[], more: Partial<ReviewCase & Pick<Seen, 'level'>> = {}) => {
  const { level = 'listed', ...rest } = more;
  return reviewCase(`https://${name}.example/`, { seen: seen({ items, level }), ...rest });
};
const decided = (items = [wallet()]) => showing('decided', items, { state: 'confirmed', reason: 'listed' });
const hosts = (one: ReviewCase, ...all: ReviewCase[]) =>
  alikeTo(one, [one, ...all])?.cases.map(({ host }) => host.split('.')[0]) ?? null;

describe('cases that may be decided in the way of another', () => {
  it('are new, and show the same wallet', () => {
    expect(
      hosts(
        decided(),
        showing('second', [wallet()], { addedAt: minute(5) }),
        showing('first', [wallet('y', { level: 'none' }), wallet()]),
        showing('other', [wallet('z')]),
        showing('begun', [wallet()], { state: 'in-review' }),
        showing('over', [wallet()], { state: 'dismissed' }),
        reviewCase('https://unread.example/'),
      ),
    ).toEqual(['first', 'second']);
  });

  it('show it by any of its keys, in whatever network', () => {
    const address = (text: string) => wallet(text, { keys: parseAddress(text)?.keys ?? [] });
    const one = decided([address('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa')]);
    const cash = address('bitcoincash:qp3wjpa3tjlj042z2wv7hahsldgwhwy0rq9sywjpyy');
    expect(hosts(one, showing('cash', [cash]))).toEqual(['cash']);
  });

  it.each<[string, ReviewCase]>([
    ['its page is less bad', showing('b', [wallet()], { level: 'caution' })],
    ['its page is worse', showing('b', [wallet(), wallet('y')], { level: 'none' })],
    ['it is less bad there', showing('b', [wallet('x', { level: 'reported' }), wallet('y')])],
    ['both are less bad', showing('b', [wallet('x', { level: 'reported' })], { level: 'reported' })],
    ['its page only writes about it', showing('b', [item('x')])],
  ])('are told apart where %s', (_why, other) => {
    const like = showing('like', [wallet()]);
    expect(hosts(decided(), other)).toBe(null);
    const found = alikeTo(decided(), [like, other]);
    expect(found).toMatchObject({ cases: [{ id: like.id }], others: 1 });
  });

  it('do not follow from a wallet that is not what the page is as bad as', () => {
    const own = wallet('own', { level: 'none' });
    expect(hosts(decided([wallet(), own]), showing('b', [own, wallet('z')]))).toBe(null);
  });

  it('do not follow from what is no wallet', () => {
    const host = item('x', { kind: 'host', asks: true });
    expect(hosts(decided([host]), showing('b', [host]))).toBe(null);
    expect(hosts(decided(), showing('b', [host]))).toBe(null);
  });

  it('are none while the other is not decided', () => {
    const one = showing('a', [wallet()], { state: 'second-opinion' });
    expect(hosts(one, showing('b', [wallet()]))).toBe(null);
  });

  it('are none where so many share it that it says nothing, decided ones counted', () => {
    const many = Array.from({ length: MAX_LINKED_CASES }, (_, i) =>
      showing(`n${i}`, [wallet()], i > 0 ? { state: 'confirmed' } : {}),
    );
    expect(hosts(decided(), ...many)).toEqual(['n0']);
    expect(hosts(decided(), ...many, showing('more', [item('x', { level: 'none' })]))).toBe(null);
  });

  it('are so many at once and no more', () => {
    const two = [wallet('x'), wallet('y')];
    const many = Array.from({ length: MAX_LINKED_CASES }, (_, i) => [
      showing(`x${i}`, [wallet('x')]),
      showing(`y${i}`, [wallet('y')]),
    ]).flat();
    expect(hosts(decided(two), ...many)).toHaveLength(MAX_DECIDED_ALIKE);
    expect(alikeTo(decided(two), many)?.others).toBe(many.length - MAX_DECIDED_ALIKE);
  });
});

/** One decided case and three new ones of its wallet. */
async function lot() {
  const store = memoryStore();
  const ada = space(store, 'Ada');
  const ids: string[] = [];
  for (const name of ['a', 'b', 'c', 'd']) {
    const added = await ada.add([pageRow(`https://${name}.example/`)], 'paste');
    const [id = ''] = added.ok ? added.value : [];
    ids.push(id);
    await ada.see(id, seen({ items: [wallet()] }));
  }
  const [first = '', ...rest] = ids;
  const proof = { hash: 'h', attachments: [{ hash: 'h', bytes: new Uint8Array([1]) }] };
  await ada.decide(first, 'confirmed', 'listed', { proof });
  const one = await store.case(first);
  const states = async () => (await Promise.all(rest.map((id) => store.case(id)))).map((two) => two?.state);
  return { store, ada, first, rest, one, inView: one?.decisions ?? [], states };
}

describe('deciding them', () => {
  it('is an act of its own for each, in one step, and says on what it rests', async () => {
    const { store, ada, first, rest, inView } = await lot();
    const { append } = store;
    const steps: number[] = [];
    store.append = (drafts, attachments) => {
      steps.push(drafts.length);
      return append.call(store, drafts, attachments);
    };
    expect(await ada.decideAlike(first, rest, inView)).toEqual({ ok: true, value: rest });
    expect(steps).toEqual([3]);
    for (const id of rest) {
      expect(await store.case(id)).toMatchObject({
        state: 'confirmed',
        reason: 'listed',
        reviewer: 'Ada',
        // Nobody looked at its page.
        evidence: null,
        like: first,
      });
    }
    expect((await store.case(first))?.like).toBe(null);
  });

  it('leaves what is not new any more, or shows something else by now', async () => {
    const { store, ada, first, rest, inView } = await lot();
    const [b = '', c = '', d = ''] = rest;
    await space(store, 'Bea').decide(b, 'in-review', null);
    await ada.see(c, seen({ items: [item('x')] }));
    expect(await ada.decideAlike(first, [...rest, '?'], inView)).toEqual({ ok: true, value: [d] });
  });

  it('does nothing where the other was decided anew, and is refused where it is gone', async () => {
    const { store, ada, first, rest, inView, states } = await lot();
    await space(store, 'Bea').decide(first, 'dismissed', 'quotes');
    expect(await ada.decideAlike(first, rest, inView)).toEqual({ ok: true, value: [] });
    expect(await states()).toEqual(['new', 'new', 'new']);
    expect(await ada.decideAlike('?', rest, inView)).toMatchObject({ error: { code: 'no-case' } });
  });

  it('is bounded', async () => {
    const { ada, first, rest, inView } = await lot();
    const many = [...Array.from({ length: MAX_DECIDED_ALIKE }, () => '?'), ...rest];
    expect(await ada.decideAlike(first, many, inView)).toEqual({ ok: true, value: [] });
  });

  it('is taken back and done again for all at once', async () => {
    const { ada, first, rest, inView, states, store } = await lot();
    await ada.decideAlike(first, rest, inView);
    expect(await ada.undo(...rest)).toEqual({ ok: true, value: rest });
    expect(await states()).toEqual(['new', 'new', 'new']);
    expect(await store.case(first)).toMatchObject({ state: 'confirmed' });
    expect(await ada.redo(...rest)).toEqual({ ok: true, value: rest });
    expect(await states()).toEqual(['confirmed', 'confirmed', 'confirmed']);
  });

  it('is taken back for one alone as any decision is', async () => {
    const { ada, first, rest, inView, states } = await lot();
    await ada.decideAlike(first, rest, inView);
    await ada.undo(rest[0] ?? '');
    expect(await states()).toEqual(['new', 'confirmed', 'confirmed']);
  });

  it('leaves one with which something else was done since as it is', async () => {
    const { store, ada, first, rest, inView, states } = await lot();
    await ada.decideAlike(first, rest, inView);
    await ada.note(rest[0] ?? '', 'Looked at it');
    expect(await ada.undo(...rest)).toEqual({ ok: true, value: rest.slice(1) });
    expect(await states()).toEqual(['confirmed', 'new', 'new']);
    expect(await store.case(rest[0] ?? '')).toMatchObject({ note: 'Looked at it' });
  });
});
