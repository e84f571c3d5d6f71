import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoggedAct, ReviewCase } from '#lib/core/review.ts';
import { foldCase } from '#lib/review/fold.ts';
import { decide, minute } from '../../../support/review-acts.ts';
import { BOAT, DASH, EVM, story, XMR } from '../../../support/review-cases.ts';
import { anyChain } from '../../../support/review-files.ts';
import { objectsOf } from '../../../support/stix-bundles.ts';

describe('an indicator', () => {
  it('points at the page and at what lists speak against on it, and at nothing that merely stood there', () => {
    const [indicator] = objectsOf(story({ finalUrl: `https://masks.example/it's?b=\\1` }), 'indicator');
    const pattern = String(indicator?.pattern);
    // In a string of a pattern the quotation mark and the backslash stand behind one (9.2).
    const escaped = "https://masks.example/it\\'s?b=\\\\1";
    for (const value of ['https://masks.example/', escaped, BOAT, EVM, XMR]) {
      expect(pattern).toContain(`'${value}'`);
    }
    expect(pattern).not.toContain(DASH);
    expect(pattern).not.toContain('domain-name');
    expect(indicator).toMatchObject({ valid_from: minute(4), confidence: 50 });
  });

  it.each(['new', 'in-review', 'second-opinion', 'escalated', 'dismissed'] as const)(
    'is not for a case that is %s',
    (state) => {
      expect(objectsOf(story({ states: [state] }), 'indicator')).toEqual([]);
    },
  );

  it('is revoked where the case is confirmed no longer', () => {
    const [indicator] = objectsOf(story({ states: ['confirmed', 'dismissed'] }), 'indicator');
    expect(indicator).toMatchObject({ revoked: true, valid_from: minute(4) });
    expect(indicator).not.toHaveProperty('confidence');
    expect(indicator?.id).toBe(objectsOf(story(), 'indicator')[0]?.id);
    expect(String(indicator?.modified) > String(objectsOf(story(), 'indicator')[0]?.modified)).toBe(true);
  });

  it('that is revoked stays so, and says nothing new: a case that is confirmed anew has another (3.6)', () => {
    const revoked = objectsOf(story({ states: ['confirmed', 'dismissed'] }), 'indicator');
    const noted = objectsOf(story({ states: ['confirmed', 'dismissed', 'in-review'] }), 'indicator');
    expect(noted).toEqual(revoked);
    const anew = objectsOf(story({ states: ['confirmed', 'dismissed', 'confirmed'] }), 'indicator');
    expect(anew).toEqual([revoked[0], expect.objectContaining({ valid_from: minute(6), confidence: 50 })]);
    expect(anew[1]?.id).not.toBe(anew[0]?.id);
    expect(anew[1]).not.toHaveProperty('revoked');
    const thrice = objectsOf(
      story({ states: ['confirmed', 'dismissed', 'confirmed', 'escalated', 'confirmed'] }),
      'indicator',
    );
    expect(thrice.map(({ revoked }) => revoked ?? false)).toEqual([true, true, false]);
    expect(thrice[1]?.id).toBe(anew[1]?.id);
  });

  it('is revoked where the decision is taken back, and anew where that is', () => {
    const { lines } = story();
    const undo = (act: string, n: number) =>
      ({
        ...lines[4],
        id: `undo-${n}`,
        seq: 6 + n,
        at: minute(10 + n),
        act: { type: 'undo', act },
      }) as LoggedAct;
    const undone = [...lines, undo(lines[4]?.id ?? '', 0)];
    const told = (all: LoggedAct[]) =>
      objectsOf({ one: foldCase(all) as ReviewCase, lines: all }, 'indicator').map(
        ({ revoked }) => revoked ?? false,
      );
    expect(told(undone)).toEqual([true]);
    expect(told([...undone, undo('undo-0', 1)])).toEqual([true, false]);
  });

  it('that was revoked is so for everybody who holds more of the log', () => {
    fc.assert(
      fc.property(anyChain('a'), anyChain('b'), (a, b) => {
        const told = (lines: LoggedAct[]) => {
          const one = foldCase(lines);
          return one ? objectsOf({ one, lines }, 'indicator') : [];
        };
        const all = told([...a.lines, ...b.lines]);
        for (const { id, revoked } of told(a.lines)) {
          const later = all.find((one) => one.id === id);
          expect(later).toBeDefined();
          if (revoked) expect(later?.revoked).toBe(true);
        }
        const isConfirmed = foldCase([...a.lines, ...b.lines])?.state === 'confirmed';
        expect(all.filter(({ revoked }) => !revoked)).toHaveLength(isConfirmed ? 1 : 0);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is one through two reviewers who agree', () => {
    const agreed = story({ states: ['confirmed', 'confirmed'], reviewers: ['Ada', 'Bob'] });
    expect(objectsOf(agreed, 'indicator')).toHaveLength(1);
  });

  it('is surer where two agree, and unsure where they differ', () => {
    const agreed = story({ states: ['confirmed', 'confirmed'], reviewers: ['Ada', 'Bob'] });
    expect(objectsOf(agreed, 'indicator')[0]).toMatchObject({ confidence: 85 });
    const { one, lines } = story();
    const bob = {
      ...lines[4],
      id: 'bob',
      device: 'b',
      reviewer: 'Bob',
      act: decide('dismissed'),
      at: minute(1),
    };
    const contested = [...lines, bob as LoggedAct];
    const folded = foldCase(contested) as ReviewCase;
    expect(folded.rivals).toHaveLength(1);
    // What the first passed on before hearing of the other is taken back, and another indicator says how it stands.
    expect(objectsOf({ one: folded, lines: contested }, 'indicator')).toEqual([
      expect.objectContaining({ revoked: true, id: objectsOf({ one, lines }, 'indicator')[0]?.id }),
      expect.objectContaining({ confidence: 15 }),
    ]);
    expect(one.rivals).toEqual([]);
  });
});
