import { expect, it } from 'vitest';
import { judgeAtStart } from '#lib/messaging/judge-at-start.ts';

/** What happens, in order; time passes when `pass` is called. */
function play() {
  const told: string[] = [];
  let pass = () => {};
  let settle = () => {};
  let fail = () => {};
  const settled = new Promise<void>((done, refuse) => {
    settle = () => {
      told.push('settled');
      done();
    };
    fail = () => refuse(new Error('full'));
  });
  const done = judgeAtStart(
    settled,
    async () => told.push('judged'),
    (ms) =>
      new Promise((resolve) => {
        pass = () => {
          told.push(`${ms} ms`);
          resolve(ms);
        };
      }),
  );
  return { told, done, pass: () => pass(), settle: () => settle(), fail: () => fail() };
}

it('judges once, when the lists are settled', async () => {
  const { told, done, settle, pass } = play();
  await Promise.resolve();
  settle();
  await done;
  pass();
  expect(told).toEqual(['settled', 'judged', '2000 ms']);
});

it('judges by what is there where that takes long, and again afterwards', async () => {
  const { told, done, settle, pass } = play();
  pass();
  await new Promise((resolve) => setTimeout(resolve));
  expect(told).toEqual(['2000 ms', 'judged']);
  settle();
  await done;
  expect(told).toEqual(['2000 ms', 'judged', 'settled', 'judged']);
});

it('judges where a policy could not be applied, too', async () => {
  const { told, done, fail } = play();
  fail();
  await done;
  expect(told).toEqual(['judged']);
});

it('judges by a late policy although the first judging failed', async () => {
  let judged = 0;
  const judge = async () => {
    judged++;
    if (judged === 1) throw new Error('no tab');
  };
  const settled = new Promise<void>((done) => setTimeout(done, 20));
  await judgeAtStart(settled, judge, async () => undefined);
  expect(judged).toBe(2);
});
