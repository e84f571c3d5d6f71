import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { stayingAwake } from '#lib/messaging/awake.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('asks the browser something every second while the work goes on, and not afterwards', async () => {
  const ask = vi.fn();
  let end = (_value: string) => {};
  const working = stayingAwake(ask, () => new Promise<string>((resolve) => (end = resolve)));
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect(ask).toHaveBeenCalledTimes(300);
  end('done');
  expect(await working).toBe('done');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ask).toHaveBeenCalledTimes(300);
});

it('stops when the work fails', async () => {
  const ask = vi.fn();
  await expect(stayingAwake(ask, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ask).not.toHaveBeenCalled();
});
