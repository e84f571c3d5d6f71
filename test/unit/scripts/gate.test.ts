import { expect, it } from 'vitest';
import { createGate } from '../../../scripts/scan/gate.ts';

/** An act that lasts until it is let go. */
function makeAct(log: string[], name: string) {
  let finish = () => {};
  const over = new Promise<void>((done) => {
    finish = done;
  });
  const act = async () => {
    log.push(`+${name}`);
    await over;
    log.push(`-${name}`);
    return name;
  };
  return { act, finish: () => finish() };
}

const settle = () => new Promise<void>((done) => setTimeout(done, 0));

it('lets many in together, one alone, and nobody past another', async () => {
  const gate = createGate();
  const log: string[] = [];
  const [a, b, alone, c, last] = ['a', 'b', 'alone', 'c', 'last'].map((name) => makeAct(log, name));
  if (!a || !b || !alone || !c || !last) throw new Error('No acts');
  const all = [
    gate.together(a.act),
    gate.together(b.act),
    gate.alone(alone.act),
    gate.together(c.act),
    gate.alone(last.act),
  ];
  await settle();
  expect(log).toEqual(['+a', '+b']);
  b.finish();
  await settle();
  expect(log).toEqual(['+a', '+b', '-b']);
  a.finish();
  await settle();
  expect(log.slice(3)).toEqual(['-a', '+alone']);
  alone.finish();
  await settle();
  expect(log.slice(5)).toEqual(['-alone', '+c']);
  c.finish();
  last.finish();
  expect(await Promise.all(all)).toEqual(['a', 'b', 'alone', 'c', 'last']);
  expect(log.slice(7)).toEqual(['-c', '+last', '-last']);
});

it('goes on after an act that failed', async () => {
  const gate = createGate();
  await expect(gate.alone(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await gate.together(async () => 'yes')).toBe('yes');
});
