import { afterAll, vi } from 'vitest';
import { removeTempFolders } from './temp-folder.ts';

afterAll(removeTempFolders);

/** Of `unit` tests many files share one worker: the next file would wait for a clock that stands still. */
afterAll(() => {
  if (!vi.isFakeTimers()) return;
  vi.useRealTimers();
  throw new Error('A test left its clock behind: call vi.useRealTimers() after each.');
});
