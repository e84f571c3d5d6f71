import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import SlowFirst from './test/support/slow-first.ts';

/** An installed browser; none is downloaded. */
const executablePath = process.env.ALMSGUARD_CHROMIUM ?? '/usr/bin/chromium';
/** Chromium has no sandbox for root, as in containers. */
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Known before the first test asks for them: what is found late loads the page anew, in the middle of a test. */
const WORD_LISTS = [
  ...['czech', 'english', 'french', 'italian', 'japanese', 'korean', 'portuguese', 'spanish'],
  ...['simplified-chinese', 'traditional-chinese'],
].map((language) => `@scure/bip39/wordlists/${language}.js`);
const UNIT_TESTS = 'test/unit/**/*.test.{ts,tsx}';
const ALONE = 'test/unit/**/*.alone.test.ts';
/** One group: DOM tests wait for their browser while the others work, and half of the time for clocks: two pages at a time. */
const BESIDE = { sequence: { groupOrder: 1 }, maxWorkers: 2 };
/** Slow machines are no failure; a test that hangs is. */
const UNIT_TIMEOUT_MS = 30_000;

export default defineConfig({
  test: {
    sequence: { sequencer: SlowFirst },
    // Of what failed once and passed then, the message is all that is left.
    chaiConfig: { truncateThreshold: 2_000 },
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          testTimeout: UNIT_TIMEOUT_MS,
          include: [UNIT_TESTS],
          ...BESIDE,
          exclude: [ALONE],
          // Modules are loaded once a worker instead of once a file, which is half of the time.
          isolate: false,
          setupFiles: ['test/support/leaves-nothing.ts'],
        },
      },
      {
        // Those that put something else in a module's place, or in the browser's: nobody else may meet it.
        test: {
          name: 'alone',
          environment: 'node',
          testTimeout: UNIT_TIMEOUT_MS,
          include: [ALONE],
          ...BESIDE,
          setupFiles: ['test/support/leaves-nothing.ts'],
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          // Real browsers on a small machine: four at a time, for more than half of it is waiting.
          maxWorkers: 4,
          // So that a worker keeps its browser from file to file, and its modules.
          isolate: false,
          testTimeout: 90_000,
          hookTimeout: 300_000,
          // A browser on a busy machine now and then loses a click. What fails twice fails.
          retry: 1,
        },
      },
      {
        // Tests on real pages read them from beside the project, where they are there.
        server: { fs: { allow: ['.', '../shared/data'] } },
        optimizeDeps: {
          include: ['@noble/hashes/sha3.js', 'bitcoinjs-lib', 'qr', 'qr/decode.js', ...WORD_LISTS],
        },
        test: {
          name: 'dom',
          include: ['test/dom/**/*.test.{ts,tsx}'],
          ...BESIDE,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath, args } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
