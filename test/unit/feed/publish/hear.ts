import { afterEach, beforeEach, vi } from 'vitest';

/** What the commands say on standard output, and tell on standard error, in each test that is defined after this. */
export function hearCommands(): { said: string; told: string } {
  const heard = { said: '', told: '' };
  beforeEach(() => {
    Object.assign(heard, { said: '', told: '' });
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      heard.said += text;
      return true;
    });
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      heard.told += text;
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
  return heard;
}
