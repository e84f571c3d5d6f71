import { describe, expect, it } from 'vitest';
import type { Act, LoggedAct, NamedList, SeenClaim } from '#lib/core/review.ts';
import { listChanges } from '#lib/review/list-changes.ts';
import { whatChanged } from '#lib/review/what-changed.ts';
import { ADD, decide, minute, seen, workspace } from '../../support/review-acts.ts';
import { item } from '../../support/review-cases.ts';

const A: NamedList = { id: 'a', title: 'List A', version: '2', date: '2026-04-01' };
const B: NamedList = { id: 'b', title: 'List B', version: '5', date: '2026-04-02' };

/** A look at a page with one thing on it, of which lists say this. */
const look = (said: Record<string, SeenClaim['says']>) =>
  seen({
    level: Object.values(said).includes('against') ? 'listed' : 'none',
    items: [
      item('x', {
        lists: Object.keys(said).filter((list) => said[list] === 'against'),
        claims: Object.entries(said).map(([list, says]) => ({ list, title: '', entry: 'x', says })),
      }),
    ],
  });

describe('an entry that turns from accusing a thing to vouching for it', () => {
  it.each(['against', 'past', 'near'] as const)('is told, where nobody accuses it any more: %s', (says) => {
    expect(listChanges(look({ a: says }), look({ a: 'idle' }), [A])).toMatchObject([
      { text: 'x', entry: 'x', list: A, says: 'for' },
    ]);
  });

  it('is told of that one, and not of those that vouched before', () => {
    expect(listChanges(look({ a: 'for' }), look({ a: 'idle' }), [A])).toEqual([]);
    expect(listChanges(look({}), look({ a: 'idle' }), [A])).toEqual([]);
    expect(
      listChanges(look({ a: 'against', b: 'for' }), look({ a: 'idle', b: 'idle' }), [A, B]),
    ).toMatchObject([{ list: A, says: 'for' }]);
  });
});

describe('what changed with a line of the log', () => {
  const again = (said: Record<string, SeenClaim['says']>, lists = [A, B]): Act => {
    const now = look(said);
    return { type: 'judged-again', before: 'none', after: now.level, seen: now, lists };
  };
  /** Decided, brought back by one list and by another, decided anew, and brought back once more. */
  function story(): { lines: LoggedAct[]; ids: string[] } {
    const ada = workspace('a', 'Ada');
    ada.act(minute(0), ADD);
    ada.act(minute(1), { type: 'seen', seen: look({}) });
    const first = ada.act(minute(2), decide('dismissed'));
    const ids = [
      ada.act(minute(3), again({ a: 'against' })),
      ada.act(minute(4), again({ a: 'against', b: 'against' })),
    ];
    ada.act(minute(5), decide('confirmed', [first]));
    ids.push(ada.act(minute(6), again({ b: 'past' })));
    return { lines: ada.lines, ids };
  }

  it('is what the case told then, whatever was decided since, in whichever order the lines come', () => {
    const { lines, ids } = story();
    const told = ids.map((id) => {
      const line = lines.find((one) => one.id === id) as LoggedAct;
      return whatChanged(line, lines.toReversed()).map(({ list, says }) => `${says} ${list.title}`);
    });
    expect(told).toEqual([
      ['against List A'],
      ['against List A', 'against List B'],
      ['past List B', 'gone List A'],
    ]);
  });

  it('is nothing with any other line', () => {
    const { lines } = story();
    const others = lines.filter(({ act }) => act.type !== 'judged-again');
    expect(others.flatMap((line) => whatChanged(line, lines))).toEqual([]);
  });
});
