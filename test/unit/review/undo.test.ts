import { describe, expect, it } from 'vitest';
import { seen } from '../../support/review-acts.ts';
import { begun, CASE, codeOf } from '../../support/review-space.ts';

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
    expect(codeOf(await ada.redo(CASE))).toBe('nothing-to-redo');
    await ada.undo(CASE);
    expect(await one()).toMatchObject({ state: 'new' });
    await ada.note(CASE, 'Something else');
    expect(codeOf(await ada.redo(CASE))).toBe('nothing-to-redo');
  });

  it('take the case itself back, and bring it again with all that it had', async () => {
    const { ada, one } = await begun();
    await ada.note(CASE, 'x');
    await ada.undo(CASE);
    await ada.undo(CASE);
    expect(await one()).toBeNull();
    expect(codeOf(await ada.undo(CASE))).toBe('nothing-to-undo');
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
    expect(codeOf(await bob.undo(CASE))).toBe('nothing-to-undo');
    expect(await one()).not.toBeNull();
  });
});
