import { describe, expect, it } from 'vitest';
import { caseId } from '#lib/review/case-id.ts';
import type { Acted } from '#lib/review/workspace.ts';
import { minute, PAGE, seen, workspace as writer } from '../../support/review-acts.ts';
import { channels, memoryStore, pageRow, space } from '../../support/review-space.ts';

const CASE = caseId(PAGE);
const code = (acted: Acted) => (acted.ok ? null : acted.error.code);

async function begun() {
  const store = memoryStore();
  const ada = space(store, 'Ada');
  await ada.add([pageRow(PAGE)], 'paste');
  return { store, ada, bob: space(store, 'Bob'), one: () => store.case(CASE) };
}

describe('adding', () => {
  it('makes a case of each page, and of none twice', async () => {
    const store = memoryStore();
    const ada = space(store, 'Ada');
    const rows = [pageRow(PAGE, { title: 'Masks', note: 'x' }), pageRow('https://b.example/'), pageRow(PAGE)];
    expect(await ada.add(rows, 'file')).toEqual({ ok: true, value: [CASE, caseId('https://b.example/')] });
    expect(await ada.add(rows, 'paste')).toEqual({ ok: true, value: [] });
    expect(await store.log()).toHaveLength(2);
    expect(await store.case(CASE)).toMatchObject({ url: PAGE, title: 'Masks', note: 'x', from: 'file' });
  });

  it('writes down with a page what a scan found there, and opening the page takes its place', async () => {
    const { ada, store, one } = await begun();
    const told = (url: string) => ({ ...pageRow(url), seen: seen({ finalUrl: url, from: 'scan' }) });
    const other = 'https://b.example/';
    // What is a case already stays as it is.
    expect(await ada.add([told(PAGE), told(other)], 'scan')).toEqual({ ok: true, value: [caseId(other)] });
    expect(await one()).toMatchObject({ seen: null, from: 'paste' });
    const added = () => store.case(caseId(other));
    expect(await added()).toMatchObject({
      from: 'scan',
      evidence: null,
      seen: { level: 'listed', from: 'scan' },
    });
    expect((await store.linesOf(caseId(other))).map(({ act }) => act.type)).toEqual(['add', 'seen']);
    await ada.undo(caseId(other));
    expect(await added()).toBe(null);
    await ada.redo(caseId(other));
    expect(await added()).toMatchObject({ seen: { from: 'scan' } });
    await ada.see(caseId(other), seen({ finalUrl: other }));
    expect((await added())?.seen).toEqual(seen({ finalUrl: other }));
  });

  it('reads the cases once for many pages, where each would cost the reading of hundreds', async () => {
    const { ada, store } = await begun();
    const read = { each: 0, all: 0 };
    const { case: one, cases } = store;
    store.case = (id) => {
      read.each++;
      return one(id);
    };
    store.cases = () => {
      read.all++;
      return cases();
    };
    const urls = Array.from({ length: 100 }, (_, i) => `https://${i}.example/`);
    const added = await ada.add(
      [PAGE, ...urls].map((url) => pageRow(url)),
      'file',
    );
    expect(added).toEqual({ ok: true, value: urls.map(caseId) });
    expect(read).toEqual({ each: 0, all: 1 });
  });
});

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
    expect(code(await ada.decide(CASE, state as 'confirmed', reason))).toBe(problem);
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
    expect(code(await ada.decide(CASE, 'confirmed', 'listed'))).toBe('own-second-opinion');
    expect(code(await space(store, ' ADA ').decide(CASE, 'dismissed', 'quotes'))).toBe('own-second-opinion');
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
    expect(code(await ada.decide(CASE, 'confirmed', 'listed'))).toBe('own-second-opinion');
    expect((await bob.decide(CASE, 'confirmed', 'listed')).ok).toBe(true);
    expect(await one()).toMatchObject({ state: 'confirmed', askedBy: [] });
    expect((await ada.decide(CASE, 'dismissed', 'quotes')).ok).toBe(true);
  });

  it('is not for who asked where another decision stands beside the question', async () => {
    const { ada, bob } = await begun();
    await ada.decide(CASE, 'second-opinion', 'language');
    await bob.decide(CASE, 'confirmed', 'listed', { inView: [] });
    expect(code(await ada.decide(CASE, 'dismissed', 'quotes'))).toBe('own-second-opinion');
  });
});

it('refuses acts on a case that is not there, and those of nobody', async () => {
  const { ada, store } = await begun();
  const acts = [
    ada.decide('?', 'confirmed', 'listed'),
    ada.see('?', seen()),
    ada.note('?', 'x'),
    ada.tag('?', ['x']),
    ada.undo('?'),
    ada.redo('?'),
  ];
  for (const acted of await Promise.all(acts)) expect(code(acted)).toBe('no-case');
  expect(code(await space(store, ' ').note(CASE, 'x'))).toBe('no-reviewer');
  expect(code(await space(store, 'x'.repeat(1_000)).note(CASE, 'x'))).toBe('no-reviewer');
  expect(await store.log()).toHaveLength(1);
});

describe('notes, tags and what was seen', () => {
  it('are written where they change something, and hold no secret', async () => {
    const { ada, store, one } = await begun();
    await ada.note(CASE, ' L1aW4aubDFB7yfras2S1mN3bqg9nwySY8nkoLmJebSLD5BWv3ENZ stood there ');
    await ada.tag(CASE, [' two  words ', 'x', 'x', '']);
    await ada.see(CASE, seen());
    expect(await one()).toMatchObject({ note: '[…] stood there', tags: ['two words', 'x'], seen: seen() });
    const lines = (await store.log()).length;
    await ada.note(CASE, '[…] stood there');
    await ada.tag(CASE, ['x'], ['y']);
    await ada.see(CASE, seen());
    expect(await store.log()).toHaveLength(lines);
    await ada.see(CASE, seen({ level: 'none' }));
    await ada.tag(CASE, [], ['x']);
    expect(await one()).toMatchObject({ tags: ['two words'], seen: { level: 'none' } });
  });

  it('are the last word, also where the clock of who wrote before runs ahead', async () => {
    const { ada, store, one } = await begun();
    const bob = writer('bob', 'Bob');
    bob.act(minute(40), { type: 'note', text: 'His' });
    await store.merge(bob.lines);
    await ada.note(CASE, 'Hers');
    expect(await one()).toMatchObject({ note: 'Hers' });
    expect((await store.log()).at(-1)?.at).toBe('2026-03-02T09:40:00.001Z');
  });

  it('do not follow a clock that is wrong by more than a day', async () => {
    const { ada, store } = await begun();
    const bob = writer('bob', 'Bob');
    bob.act('2099-01-01T00:00:00.000Z', { type: 'tag', add: ['x'], remove: [] });
    await store.merge(bob.lines);
    await ada.note(CASE, 'Hers');
    expect((await store.log()).at(-1)?.at).toMatch(/^2026-03-02/);
  });

  it('have an end', async () => {
    const { ada, store } = await begun();
    expect(code(await ada.note(CASE, 'x'.repeat(10_001)))).toBe('too-long');
    expect(code(await ada.tag(CASE, ['x'.repeat(61)]))).toBe('too-long');
    expect(
      code(
        await ada.tag(
          CASE,
          Array.from({ length: 51 }, (_, i) => `${i}`),
        ),
      ),
    ).toBe('too-many-tags');
    expect(await store.log()).toHaveLength(1);
  });
});

describe('undo and redo', () => {
  it('go back and forth through one’s own acts, whatever others and machines did between', async () => {
    const { ada, bob, one } = await begun();
    await ada.tag(CASE, ['x']);
    await ada.decide(CASE, 'dismissed', 'quotes');
    await ada.see(CASE, seen());
    await bob.tag(CASE, ['y']);
    await ada.undo(CASE);
    expect(await one()).toMatchObject({ state: 'new', tags: ['x', 'y'], seen: seen() });
    await ada.undo(CASE);
    expect(await one()).toMatchObject({ state: 'new', tags: ['y'] });
    await ada.redo(CASE);
    expect(await one()).toMatchObject({ state: 'new', tags: ['x', 'y'] });
    await ada.redo(CASE);
    expect(await one()).toMatchObject({ state: 'dismissed', tags: ['x', 'y'] });
    expect(code(await ada.redo(CASE))).toBe('nothing-to-redo');
    await ada.undo(CASE);
    expect(await one()).toMatchObject({ state: 'new' });
    await ada.note(CASE, 'Something else');
    expect(code(await ada.redo(CASE))).toBe('nothing-to-redo');
  });

  it('take the case itself back, and bring it again with all that it had', async () => {
    const { ada, one } = await begun();
    await ada.note(CASE, 'x');
    await ada.undo(CASE);
    await ada.undo(CASE);
    expect(await one()).toBeNull();
    expect(code(await ada.undo(CASE))).toBe('nothing-to-undo');
    await ada.redo(CASE);
    await ada.redo(CASE);
    expect(await one()).toMatchObject({ note: 'x' });
  });

  it('leave a case there that others have worked on', async () => {
    const { ada, bob, one } = await begun();
    await bob.decide(CASE, 'dismissed', 'quotes');
    await ada.undo(CASE);
    expect(await one()).toMatchObject({ state: 'dismissed', reviewer: 'Bob' });
    await bob.undo(CASE);
    expect(await one()).toBeNull();
  });

  it('leave the acts of others alone', async () => {
    const { bob, one } = await begun();
    expect(code(await bob.undo(CASE))).toBe('nothing-to-undo');
    expect(await one()).not.toBeNull();
  });
});

describe('a step whose answer is lost', () => {
  it.each(['before', 'after'] as const)(
    '%s it was kept is there once, when it is tried again',
    async (when) => {
      const { ada, store, one } = await begun();
      store.fail = when;
      const lost = await ada.tag(CASE, ['x']);
      expect(code(lost)).toBe('storage');
      if (lost.ok || !lost.step) throw new Error('There is a step to try again');
      store.fail = 'no';
      const step = structuredClone(lost.step);
      expect(await space(store, 'Ada').again(step)).toEqual({ ok: true, value: [CASE] });
      await ada.again(step);
      expect(await store.log()).toHaveLength(2);
      expect(await one()).toMatchObject({ tags: ['x'] });
    },
  );

  it('is said to be so where the disk is full; a refusal leaves no step', async () => {
    const { ada, store } = await begun();
    store.fail = 'disk-full';
    expect(await ada.note(CASE, 'x')).toMatchObject({ error: { code: 'disk-full' }, step: { drafts: [{}] } });
    expect(await ada.undo('?')).toMatchObject({ step: null });
    store.fail = 'no';
    store.case = async () => Promise.reject(new DOMException('closed', 'InvalidStateError'));
    expect(await ada.note(CASE, 'x')).toMatchObject({ error: { code: 'storage' }, step: null });
  });
});

it('judges each act by what the one before has made of the case', async () => {
  const { ada, store, one } = await begun();
  await Promise.all([ada.tag(CASE, ['x']), ada.tag(CASE, ['x']), ada.undo(CASE), ada.note(CASE, 'y')]);
  expect(await store.log()).toHaveLength(4);
  expect(await one()).toMatchObject({ tags: [], note: 'y' });
});

it('tells every view which cases changed, here and on other pages, and only what was kept', async () => {
  const store = memoryStore();
  const channel = channels();
  const here = space(store, 'Ada', { channel: channel() });
  const there = space(store, 'Ada', { channel: channel() });
  const loose = channel();
  const heard: string[] = [];
  const end = here.changed((ids) => heard.push(...ids.map((id) => `here ${id}`)));
  there.changed((ids) => heard.push(...ids.map((id) => `there ${id}`)));
  await here.add([pageRow(PAGE)], 'paste');
  expect(heard.sort()).toEqual([`here ${CASE}`, `there ${CASE}`]);
  await here.note(CASE, '');
  store.fail = 'before';
  await here.note(CASE, 'x');
  loose.postMessage('nonsense');
  loose.postMessage([1]);
  expect(heard).toHaveLength(2);
  end();
  store.fail = 'no';
  await there.note(CASE, 'y');
  expect(heard).toHaveLength(3);
});
