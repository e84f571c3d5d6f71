import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoggedAct } from '#lib/core/review.ts';
import { foldCase } from '#lib/review/fold.ts';
import { ADD, decide, minute, PAGE, seen, workspace } from '../../support/review-acts.ts';
import { item } from '../../support/review-space.ts';

describe('a case', () => {
  it('is nothing before somebody adds it', () => {
    const ada = workspace('a', 'Ada');
    ada.act(minute(0), { type: 'note', text: 'Nothing yet' });
    expect(foldCase(ada.lines)).toBeNull();
    expect(foldCase([])).toBeNull();
  });

  it('is what its acts come to', () => {
    const ada = workspace('a', 'Ada');
    ada.act(minute(0), ADD);
    ada.act(minute(1), { type: 'seen', seen: seen({ title: 'Masks for all' }) });
    ada.act(minute(2), { type: 'tag', add: ['shop', 'masks'], remove: [] });
    ada.act(minute(3), { type: 'tag', add: ['2020'], remove: ['shop'] });
    ada.act(minute(4), { type: 'note', text: 'First' });
    ada.act(minute(5), { type: 'note', text: 'Second' });
    ada.act(minute(6), decide('confirmed', [], { reason: 'listed-address', evidence: 'e' }));
    expect(foldCase(ada.lines)).toMatchObject({
      url: PAGE,
      host: 'masks.example',
      title: 'Masks for all',
      state: 'confirmed',
      reason: 'listed-address',
      reviewer: 'Ada',
      decidedBy: ['Ada'],
      note: 'Second',
      tags: ['2020', 'masks'],
      evidence: 'e',
      addedAt: minute(0),
      changedAt: minute(6),
      decidedAt: minute(6),
      begunAt: null,
      changed: null,
      rivals: [],
    });
  });

  it('is what somebody saw on the page, whenever the file of a scan said otherwise', () => {
    const [ada, bob] = [workspace('a', 'Ada'), workspace('b', 'Bob')];
    const scan = seen({ level: 'listed', title: 'Forged', from: 'scan' });
    ada.act(minute(0), ADD);
    ada.act(minute(1), { type: 'seen', seen: seen({ level: 'none', title: 'Masks' }) });
    bob.act(minute(2), { ...ADD, from: 'scan' } as typeof ADD);
    bob.act(minute(2), { type: 'seen', seen: scan });
    expect(foldCase([...ada.lines, ...bob.lines])).toMatchObject({ title: 'Masks', seen: { level: 'none' } });
    expect(foldCase(bob.lines)).toMatchObject({ title: 'Forged', seen: scan });
  });

  it('has the note that it was added with, until somebody writes another or takes it away', () => {
    const ada = workspace('a', 'Ada');
    ada.act(minute(0), { ...ADD, note: 'From the list' } as typeof ADD);
    expect(foldCase(ada.lines)?.note).toBe('From the list');
    ada.act(minute(1), { type: 'note', text: '' });
    expect(foldCase(ada.lines)?.note).toBe('');
  });

  it('does not change for acts of a kind that a later version writes', () => {
    const ada = workspace('a', 'Ada');
    ada.act(minute(0), ADD);
    const before = foldCase(ada.lines);
    ada.act(minute(1), { type: 'assign', to: 'Bob' } as never);
    expect({ ...foldCase(ada.lines), changedAt: '' }).toEqual({ ...before, changedAt: '' });
  });

  it('comes back when the lists changed its verdict, until somebody decides again', () => {
    const ada = workspace('a', 'Ada');
    ada.act(minute(0), ADD);
    ada.act(minute(0), { type: 'seen', seen: seen({ level: 'none' }) });
    const first = ada.act(minute(1), decide('dismissed'));
    ada.act(minute(2), { type: 'judged-again', before: 'none', after: 'listed', seen: seen() });
    expect(foldCase(ada.lines)).toMatchObject({
      state: 'dismissed',
      changed: { before: 'none', after: 'listed', at: minute(2) },
      seen: { level: 'listed' },
    });
    ada.act(minute(3), decide('confirmed', [first]));
    expect(foldCase(ada.lines)).toMatchObject({ state: 'confirmed', changed: null });
  });

  it('stays away when the lists say again what they said when it was decided', () => {
    const ada = workspace('a', 'Ada');
    const quiet = seen({ level: 'none', items: [item('x', { level: 'none', lists: [] })] });
    const listed = seen({ items: [item('x')] });
    ada.act(minute(0), ADD);
    ada.act(minute(1), { type: 'seen', seen: quiet });
    ada.act(minute(2), decide('dismissed'));
    ada.act(minute(3), { type: 'judged-again', before: 'none', after: 'listed', seen: listed });
    expect(foldCase(ada.lines)?.changed).toMatchObject({ after: 'listed' });
    ada.act(minute(4), { type: 'judged-again', before: 'none', after: 'none', seen: quiet });
    expect(foldCase(ada.lines)?.changed).toBeNull();
    // Another list, and just as bad.
    const other = seen({ level: 'none', items: [item('x', { level: 'none', lists: ['b'] })] });
    ada.act(minute(5), { type: 'judged-again', before: 'none', after: 'none', seen: other });
    expect(foldCase(ada.lines)?.changed).toMatchObject({ before: 'none', after: 'none' });
  });
});

describe('undo', () => {
  it('takes one act back, and itself be taken back', () => {
    const ada = workspace('a', 'Ada');
    ada.act(minute(0), ADD);
    const first = ada.act(minute(1), decide('dismissed'));
    const second = ada.act(minute(2), decide('confirmed', [first]));
    const undo = ada.act(minute(3), { type: 'undo', act: second });
    expect(foldCase(ada.lines)).toMatchObject({ state: 'dismissed', decisions: [first] });
    ada.act(minute(4), { type: 'undo', act: undo });
    expect(foldCase(ada.lines)).toMatchObject({ state: 'confirmed', rivals: [] });
    ada.act(minute(5), { type: 'undo', act: ada.lines[0]?.id ?? '' });
    expect(foldCase(ada.lines)).toBeNull();
  });

  it('of a decision in the middle makes no rivals of those around it', () => {
    const ada = workspace('a', 'Ada');
    ada.act(minute(0), ADD);
    const first = ada.act(minute(1), decide('dismissed'));
    const second = ada.act(minute(2), decide('confirmed', [first]));
    ada.act(minute(3), decide('escalated', [second]));
    ada.act(minute(4), { type: 'undo', act: second });
    expect(foldCase(ada.lines)).toMatchObject({ state: 'escalated', rivals: [] });
  });
});

describe('a second opinion', () => {
  it('is somebody else’s', () => {
    const ada = workspace('a', 'Ada Lovelace');
    const bob = workspace('b', 'Bob');
    ada.act(minute(0), ADD);
    const asked = ada.act(minute(1), decide('second-opinion'));
    const own = ada.act(minute(2), decide('confirmed', [asked]), { reviewer: ' ada  LOVELACE' });
    expect(foldCase(ada.lines)).toMatchObject({ state: 'second-opinion', decisions: [asked], decidedBy: [] });
    bob.act(minute(3), decide('dismissed', [asked]));
    expect(foldCase([...ada.lines, ...bob.lines])).toMatchObject({
      state: 'dismissed',
      reviewer: 'Bob',
      decidedBy: ['Bob'],
      rivals: [],
    });
    expect(own).toBe('a-3');
  });

  it('is still to be given when somebody else has only begun to look', () => {
    const [ada, bob] = [workspace('a', 'Ada'), workspace('b', 'Bob')];
    ada.act(minute(0), ADD);
    const asked = ada.act(minute(1), decide('second-opinion'));
    const begun = bob.act(minute(2), decide('in-review', [asked]));
    ada.act(minute(3), decide('confirmed', [begun]));
    expect(foldCase([...ada.lines, ...bob.lines])).toMatchObject({
      state: 'in-review',
      reviewer: 'Bob',
      askedBy: ['Ada'],
      decidedBy: [],
    });
  });

  it('may be asked for again by who asked first', () => {
    const ada = workspace('a', 'Ada');
    ada.act(minute(0), ADD);
    const asked = ada.act(minute(1), decide('second-opinion'));
    const again = ada.act(minute(2), decide('second-opinion', [asked], { reason: 'language' }));
    expect(foldCase(ada.lines)).toMatchObject({ reason: 'language', decisions: [again] });
  });
});

describe('two workspaces', () => {
  it('keep both decisions where neither knew of the other, until somebody decides with both in view', () => {
    const ada = workspace('a', 'Ada');
    const bob = workspace('b', 'Bob');
    ada.act(minute(0), ADD);
    const hers = ada.act(minute(1), decide('confirmed'));
    bob.act(minute(0), ADD);
    const his = bob.act(minute(2), decide('dismissed'));
    const both = [...ada.lines, ...bob.lines];
    expect(foldCase(both)).toMatchObject({
      state: 'dismissed',
      reviewer: 'Bob',
      decidedBy: ['Ada', 'Bob'],
      decisions: [his, hers],
      rivals: [{ reviewer: 'Ada', state: 'confirmed', at: minute(1), reason: null }],
    });
    ada.act(minute(3), decide('confirmed', [his, hers]));
    expect(foldCase([...ada.lines, ...bob.lines])).toMatchObject({ state: 'confirmed', rivals: [] });
  });

  it('have clocks that may differ: what somebody had in view comes before what they did about it', () => {
    const [ada, bob] = [workspace('a', 'Ada'), workspace('b', 'Bob')];
    ada.act(minute(0), ADD);
    const hers = ada.act(minute(50), decide('confirmed'));
    // An hour later by the sun, and earlier by his clock.
    const his = bob.act(minute(10), decide('dismissed', [hers]));
    const both = [...ada.lines, ...bob.lines];
    expect(foldCase(both)).toMatchObject({ state: 'dismissed', rivals: [], decisions: [his] });
    const again = workspace('c', 'Ada');
    again.act(minute(5), { type: 'undo', act: hers });
    expect(foldCase([...ada.lines, ...again.lines])).toMatchObject({ state: 'new' });
  });

  it('are put into some order where acts claim to have seen each other', () => {
    const [ada, bob] = [workspace('a', 'Ada'), workspace('b', 'Bob')];
    ada.act(minute(0), ADD);
    ada.act(minute(1), decide('confirmed', ['b-1']));
    bob.act(minute(2), decide('dismissed', ['a-2']));
    ada.act(minute(3), { type: 'note', text: 'x' });
    expect(foldCase([...bob.lines, ...ada.lines])).toEqual(foldCase([...ada.lines, ...bob.lines]));
    expect(foldCase([...ada.lines, ...bob.lines])).toMatchObject({ note: 'x' });
  });

  it('take nothing back of each other’s', () => {
    const [ada, bob] = [workspace('a', 'Ada'), workspace('b', 'Bob')];
    ada.act(minute(0), ADD);
    const hers = ada.act(minute(1), decide('confirmed'));
    bob.act(minute(2), { type: 'undo', act: hers });
    expect(foldCase([...ada.lines, ...bob.lines])).toMatchObject({ state: 'confirmed', reviewer: 'Ada' });
    ada.act(minute(3), { type: 'undo', act: hers });
    expect(foldCase([...ada.lines, ...bob.lines])).toMatchObject({ state: 'new' });
  });

  it('keep a case that one of them took back and the other worked on', () => {
    const [ada, bob] = [workspace('a', 'Ada'), workspace('b', 'Bob')];
    const added = ada.act(minute(0), ADD);
    bob.act(minute(1), decide('dismissed'));
    ada.act(minute(2), { type: 'undo', act: added });
    expect(foldCase([...ada.lines, ...bob.lines])).toMatchObject({ state: 'dismissed', url: PAGE });
    expect(foldCase(ada.lines)).toBeNull();
  });

  it('are no rivals where they agree', () => {
    const ada = workspace('a', 'Ada');
    const bob = workspace('b', 'Bob');
    ada.act(minute(0), ADD);
    ada.act(minute(1), decide('confirmed'));
    bob.act(minute(2), decide('confirmed'));
    expect(foldCase([...ada.lines, ...bob.lines])).toMatchObject({ state: 'confirmed', rivals: [] });
    bob.act(minute(3), decide('confirmed', [], { reason: 'other' }));
    expect(foldCase([...ada.lines, ...bob.lines])?.rivals).toHaveLength(2);
  });

  it('take the place of every decision in view, those that agree too', () => {
    const ada = workspace('a', 'Ada');
    const bob = workspace('b', 'Bob');
    ada.act(minute(0), ADD);
    const hers = ada.act(minute(1), decide('confirmed'));
    const his = bob.act(minute(2), decide('confirmed'));
    const { decisions } = foldCase([...ada.lines, ...bob.lines]) ?? { decisions: [] };
    expect(decisions).toEqual([his, hers]);
    ada.act(minute(3), decide('dismissed', decisions));
    expect(foldCase([...ada.lines, ...bob.lines])).toMatchObject({ state: 'dismissed', rivals: [] });
  });

  it('come to the same case in whatever order their acts arrive', () => {
    const acts = fc.array(
      fc.record({
        who: fc.constantFrom('a', 'b', 'c'),
        at: fc.integer({ min: 0, max: 9 }),
        kind: fc.constantFrom('add', 'confirmed', 'dismissed', 'second-opinion', 'undo', 'tag', 'note'),
        knows: fc.boolean(),
      }),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(acts, fc.infiniteStream(fc.nat()), (steps, dice) => {
        const lines = written(steps);
        const shuffled = lines
          .map((line) => ({ line, key: dice.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ line }) => line);
        expect(foldCase(shuffled)).toEqual(foldCase(lines));
      }),
    );
  });
});

function written(steps: { who: string; at: number; kind: string; knows: boolean }[]): LoggedAct[] {
  const spaces = new Map(['a', 'b', 'c'].map((name) => [name, workspace(name, name)]));
  const lines: LoggedAct[] = [];
  for (const { who, at, kind, knows } of steps) {
    const space = spaces.get(who);
    if (!space) continue;
    const last = lines.at(-1)?.id ?? '';
    if (kind === 'add') space.act(minute(at), ADD);
    else if (kind === 'undo') space.act(minute(at), { type: 'undo', act: last });
    else if (kind === 'tag') space.act(minute(at), { type: 'tag', add: [who], remove: [] });
    else if (kind === 'note') space.act(minute(at), { type: 'note', text: who });
    else space.act(minute(at), decide(kind as 'confirmed', knows ? (foldCase(lines)?.decisions ?? []) : []));
    lines.push(...space.lines.slice(-1));
  }
  return lines;
}
