import { describe, expect, it } from 'vitest';
import { caseId } from '#lib/review/case-id.ts';
import { minute, workspace as writer } from '../../support/review-acts.ts';
import { playPanel } from '../../support/review-panel.ts';
import { memoryStore, pageRow, space } from '../../support/review-space.ts';

const PAGES = ['https://a.example/', 'https://b.example/masks'];
const file = (text: string) => new File([text], 'reasons.json');

async function play() {
  const store = memoryStore();
  const somebody = space(store, 'Somebody');
  for (const url of PAGES) await somebody.add([pageRow(url)], 'paste');
  return playPanel({ store });
}

describe('the panel', () => {
  it('decides against what the person had in view, and not against what came in between', async () => {
    const { actions, store } = await play();
    const [seen] = actions.find('', false);
    if (!seen) throw new Error('no case');
    await space(store, 'Bea').decide(seen.id, 'dismissed', 'quotes');
    await actions.decide(seen, 'confirmed', 'listed', null);
    const now = (await store.cases()).find(({ id }) => id === seen.id);
    expect(now?.rivals).toMatchObject([{ reviewer: 'Bea', state: 'dismissed' }]);
  });

  it('lists what waits, and everything where that is asked for', async () => {
    const { actions } = await play();
    const [first] = actions.find('', false);
    if (!first) throw new Error('no case');
    await actions.decide(first, 'dismissed', 'quotes', null);
    await new Promise((done) => setTimeout(done));
    expect(actions.find('', false).map(({ host }) => host)).toEqual(['b.example']);
    expect(actions.find('', true)).toHaveLength(2);
    expect(actions.find('mask', false)).toHaveLength(1);
    expect(actions.find('nothing', true)).toEqual([]);
  });

  it('keeps no evidence of what ends no case', async () => {
    const { actions, store } = await play();
    const [one] = actions.find('', false);
    if (!one) throw new Error('no case');
    expect(await actions.decide(one, 'in-review', null, one.url)).toEqual({ ok: true, value: 'nothing' });
    expect((await store.cases()).find(({ id }) => id === one.id)?.evidence).toBe(null);
    expect(await actions.decide(one, 'escalated', 'urgent', one.url)).toEqual({
      ok: true,
      value: 'pictures',
    });
    const hash = (await store.cases()).find(({ id }) => id === one.id)?.evidence ?? '';
    expect(await actions.proof(hash)).toMatchObject({
      evidence: { url: one.url, finalUrl: one.url },
      plain: expect.stringMatching(/^data:/),
    });
  });

  it('keeps what the first person saw where a second opinion is asked for, also while the second looks', async () => {
    const { actions, store } = await play();
    const [one] = actions.find('', false);
    if (!one) throw new Error('no case');
    expect(await actions.decide(one, 'second-opinion', null, one.url)).toEqual({
      ok: true,
      value: 'pictures',
    });
    const evidence = (await store.case(one.id))?.evidence;
    expect(evidence).toMatch(/^[0-9a-f]{64}$/);
    await space(store, 'Bea').decide(one.id, 'in-review', null);
    expect(await store.case(one.id)).toMatchObject({ state: 'in-review', evidence });
    await space(store, 'Bea').decide(one.id, 'dismissed', 'quotes');
    expect(await store.case(one.id)).toMatchObject({ state: 'dismissed', evidence: null });
  });

  it.each(['one-picture', 'no-pictures'] as const)(
    'tells what a decision was kept with: %s',
    async (shows) => {
      const store = memoryStore();
      await space(store, 'Somebody').add([pageRow(PAGES[0] ?? '')], 'paste');
      const { actions } = await playPanel({ store, shows });
      const [one] = actions.find('', false);
      if (!one) throw new Error('no case');
      expect(await actions.decide(one, 'confirmed', 'listed', one.url)).toEqual({ ok: true, value: shows });
    },
  );

  it('drops no report that is at hand because only the pictures are late', async () => {
    const store = memoryStore();
    await space(store, 'Somebody').add([pageRow(PAGES[0] ?? '')], 'paste');
    const { actions } = await playPanel({ store, shows: 'stuck-pictures' });
    const [one] = actions.find('', false);
    if (!one) throw new Error('no case');
    expect(await actions.decide(one, 'confirmed', 'listed', one.url)).toEqual({
      ok: true,
      value: 'no-pictures',
    });
    const hash = (await store.case(one.id))?.evidence ?? '';
    expect(await actions.proof(hash)).toMatchObject({ evidence: { finalUrl: one.url }, plain: null });
  });

  it('takes a team’s own reasons, tells what is wrong with others, and goes back to ours', async () => {
    const { actions } = await play();
    const ids = () => actions.choices().reasons.reasons.map(({ id }) => id);
    const ours = ids();
    expect(await actions.setReasons(file('{'))).toMatchObject({ ok: false });
    expect(
      await actions.setReasons(file('{"required":[],"reasons":[{"id":"x","states":["confirmed"]}]}')),
    ).toEqual({ ok: false, what: '"x" needs a label' });
    expect(ids()).toEqual(ours);
    const team = { required: [], reasons: [{ id: 'x', label: 'Ours', states: ['confirmed'] }] };
    expect(await actions.setReasons(file(JSON.stringify(team)))).toEqual({ ok: true });
    expect(ids()).toEqual(['x']);
    expect(await actions.setReasons(null)).toEqual({ ok: true });
    expect(ids()).toEqual(ours);
  });

  it('adds nothing where the browser does not tell what tabs show', async () => {
    const { actions } = await play();
    expect(await actions.bringPage()).toEqual({ ok: false, problem: 'no-tab', id: null });
    expect(await actions.bringTabs()).toEqual({ ok: false, problem: 'no-tab' });
  });

  it('opens nothing in the person’s own network, whatever a file brought', async () => {
    const { actions, store, told } = await play();
    const url = 'http://192.168.0.1/reset';
    const others = writer('bob', 'Bob');
    others.act(minute(0), { type: 'add', url, title: '', from: 'paste', note: '' }, { case: caseId(url) });
    await store.merge(others.lines);
    const one = (await store.cases()).find(({ host }) => host === '192.168.0.1');
    if (!one) throw new Error('no case');
    expect(await actions.open(one)).toEqual({ ok: false, why: 'unreadable' });
    expect(told).toEqual([]);
  });

  it('has what was just added, however long the disk takes to give it back', async () => {
    const { actions, store } = await play();
    const read = store.case;
    store.case = async (id) => {
      await new Promise((done) => setTimeout(done, 30));
      return read(id);
    };
    const added = await actions.add([{ line: 1, url: 'https://new.example/', title: '', note: '' }], 'page');
    const id = added.ok ? added.value[0] : '';
    expect(actions.get(id ?? '')?.host).toBe('new.example');
    await actions.undo(id ?? '');
    expect(actions.get(id ?? '')).toBe(null);
  });
});
