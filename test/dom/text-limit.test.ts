import { afterEach, expect, it, vi } from 'vitest';
import { BTC, closePage, EVM } from './page.ts';
import { noCloser, scanWith } from './scan-steps.ts';

const LIMIT = 2_000_000;
vi.mock('#lib/core/limits.ts', async (load) => ({
  ...(await load<typeof import('#lib/core/limits.ts')>()),
  MAX_TEXT_CHARS: 2_000_000,
}));

afterEach(closePage);

const TOO_MUCH = [{ what: 'limit', count: 1, why: 'too-much-text' }];
const words = (chars: number) => 'conjunctions, '.repeat(chars / 14 + 1);

it('a page of too much text is read up to the limit, and said to be', async () => {
  document.body.append(EVM, ' ', words(LIMIT), BTC);
  const { scanner, scans, found } = scanWith(async () => undefined);
  await vi.waitFor(() => expect(found()).toEqual([EVM]));
  scanner.stop();
  expect(scans.at(-1)?.unread).toEqual(TOO_MUCH);
});

it('a look around meanwhile begins no new count', async () => {
  // Long style sheets part the text that is read in one piece.
  const style = document.createElement('style');
  style.textContent = `/* ${'style '.repeat(1_000)} */`;
  document.body.append(EVM, ' ', words(LIMIT / 2), style, words(LIMIT / 2), BTC);
  let rests = 0;
  const { scanner, scans, found } = scanWith(async () => {
    if (++rests === 20) scanner.lookCloser(noCloser);
  });
  await vi.waitFor(() => expect(found()).toEqual([EVM]));
  scanner.stop();
  expect(rests).toBeGreaterThan(20);
  expect(scans.at(-1)?.unread).toEqual(TOO_MUCH);
});
