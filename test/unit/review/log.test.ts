import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { LoggedAct } from '#lib/core/review.ts';
import { checkChain, hashOf } from '#lib/review/log.ts';
import { ADD, decide, minute, workspace } from '../../support/review-acts.ts';

function chain(): LoggedAct[] {
  const one = workspace('a', 'Ada');
  const added = one.act(minute(0), ADD);
  one.act(minute(1), { type: 'note', text: 'A note' });
  one.act(minute(2), decide('confirmed', [added]));
  return one.lines;
}

it('hashes canonical JSON (RFC 8785 section 3.2.4)', () => {
  const text = '{"a":[1,{"c":"é","d":null}],"b":"x"}';
  expect(hashOf({ b: 'x', a: [1, { d: null, c: 'é' }] })).toBe(
    createHash('sha256').update(text).digest('hex'),
  );
});

it('binds each line to the one before', () => {
  const lines = chain();
  expect(lines.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(lines[1]?.prev).toBe(lines[0]?.hash);
  expect(checkChain(lines)).toBeNull();
  expect(checkChain([])).toBeNull();
});

it('never lets time run backward in a chain', () => {
  const one = workspace('a', 'Ada');
  one.act(minute(5), ADD);
  one.act(minute(3), { type: 'note', text: 'The clock was set back' });
  expect(one.lines[1]?.at).toBe(minute(5));
  expect(checkChain(one.lines)).toBeNull();
});

it.each<[string, (lines: LoggedAct[]) => LoggedAct[], number, string]>([
  [
    'a changed act',
    ([a, b, c]) => [a, { ...b, act: { type: 'note', text: 'Another' } }, c] as LoggedAct[],
    2,
    'hash',
  ],
  ['a changed name', ([a, ...rest]) => [{ ...a, reviewer: 'Bob' }, ...rest] as LoggedAct[], 1, 'hash'],
  ['a line taken out', ([a, , c]) => [a, c] as LoggedAct[], 3, 'gap'],
  ['the first line taken out', ([, b, c]) => [b, c] as LoggedAct[], 2, 'gap'],
  ['a line twice', ([a, b, c]) => [a, b, b, c] as LoggedAct[], 2, 'gap'],
  [
    'a line of another chain',
    ([a, ...rest]) => [a, { ...workspaceB()[0] }, ...rest] as LoggedAct[],
    1,
    'device',
  ],
  [
    'a line rewritten with its hash',
    ([a, b, c]) => [a, rewritten(b as LoggedAct), c] as LoggedAct[],
    3,
    'link',
  ],
  [
    'a time before the line before',
    ([a, b]) => [a, rewritten({ ...(b as LoggedAct), at: '2020-01-01T00:00:00.000Z' })] as LoggedAct[],
    2,
    'time',
  ],
])('tells %s', (_name, change, seq, fault) => {
  expect(checkChain(change(chain()))).toEqual({ seq, fault });
});

function workspaceB(): LoggedAct[] {
  const other = workspace('b', 'Bob');
  other.act(minute(0), ADD);
  return other.lines;
}

function rewritten({ hash: _hash, ...line }: LoggedAct): LoggedAct {
  const changed = { ...line, reviewer: 'Mallory' };
  return { ...changed, hash: hashOf(changed) };
}
