import { describe, expect, it } from 'vitest';
import { caseId } from '#lib/review/case-id.ts';
import { minute, PAGE, seen, workspace as writer } from '../../support/review-acts.ts';
import { begun, CASE, channels, codeOf, memoryStore, pageRow, space } from '../../support/review-space.ts';

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
  for (const acted of await Promise.all(acts)) expect(codeOf(acted)).toBe('no-case');
  expect(codeOf(await space(store, ' ').note(CASE, 'x'))).toBe('no-reviewer');
  expect(codeOf(await space(store, 'x'.repeat(1_000)).note(CASE, 'x'))).toBe('no-reviewer');
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
    expect(codeOf(await ada.note(CASE, 'x'.repeat(10_001)))).toBe('too-long');
    expect(codeOf(await ada.tag(CASE, ['x'.repeat(61)]))).toBe('too-long');
    expect(
      codeOf(
        await ada.tag(
          CASE,
          Array.from({ length: 51 }, (_, i) => `${i}`),
        ),
      ),
    ).toBe('too-many-tags');
    expect(await store.log()).toHaveLength(1);
  });
});

describe('a step whose answer is lost', () => {
  it.each(['before', 'after'] as const)(
    '%s it was kept is there once, when it is tried again',
    async (when) => {
      const { ada, store, one } = await begun();
      store.fail = when;
      const lost = await ada.tag(CASE, ['x']);
      expect(codeOf(lost)).toBe('storage');
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
