import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** file, import, allowed */
const CASES: [string, string, boolean][] = [
  ['lib/core/x.ts', './y.ts', true],
  ['lib/core/x.ts', '#lib/address/registry.ts', false],
  ['lib/address/x.ts', '#lib/core/types.ts', true],
  ['lib/address/x.ts', '#lib/detect/place.ts', false],
  ['lib/address/x.ts', 'bitcoinjs-lib', false],
  ['lib/address/bitcoinjs.ts', 'bitcoinjs-lib', true],
  ['lib/detect/x.ts', '#lib/watchlist/db.ts', false],
  ['lib/page/x.ts', '#lib/messaging/protocol.ts', true],
  ['lib/page/x.ts', '#lib/messaging/gates.ts', false],
  ['lib/page/x.ts', '#lib/address/registry.ts', false],
  ['lib/page/x.ts', 'wxt/browser', false],
  ['lib/watchlist/x.ts', 'idb', false],
  ['lib/watchlist/db.ts', 'idb', true],
  ['lib/watchlist/x.ts', '#lib/verdict/judge.ts', false],
  ['lib/verdict/x.ts', '#lib/watchlist/match.ts', false],
  ['lib/verdict/x.ts', '../feed/fetch.ts', false],
  ['lib/feed/formats/x.ts', '../fetch.ts', true],
  ['lib/feed/formats/x.ts', '../../verdict/judge.ts', false],
  ['lib/feed/x.ts', './publish/inputs.ts', false],
  ['lib/feed/formats/x.ts', '../publish/inputs.ts', false],
  ['lib/feed/publish/x.ts', './inputs.ts', true],
  ['lib/feed/publish/x.ts', '#lib/verdict/judge.ts', true],
  ['lib/feed/publish/x.ts', '#lib/messaging/gates.ts', false],
  ['lib/feed/x.ts', '#lib/messaging/gates.ts', false],
  ['lib/review/x.ts', 'idb', false],
  ['lib/review/db.ts', 'idb', true],
  ['lib/review/x.ts', '#lib/address/registry.ts', true],
  ['lib/review/x.ts', '#lib/verdict/judge.ts', false],
  ['lib/review/db.ts', '#lib/watchlist/db.ts', false],
  ['lib/review/export/x.ts', '../log.ts', true],
  ['lib/messaging/x.ts', '#lib/verdict/judge.ts', true],
  ['lib/messaging/x.ts', '#lib/feed/publish/inputs.ts', false],
  ['lib/messaging/x.ts', '#components/Popup.tsx', false],
  ['components/X.tsx', '#lib/core/types.ts', true],
  ['components/X.tsx', '#lib/verdict/judge.ts', false],
  ['components/X.tsx', 'wxt/browser', false],
  ['entrypoints/x.ts', 'idb', false],
];

/** The lint rules on a tree of one-line files, away from the project. */
describe('layer rules', () => {
  const root = mkdtempSync(join(tmpdir(), 'almsguard-layers-'));
  const restricted = new Set<number>();

  beforeAll(() => {
    cpSync('biome.json', join(root, 'biome.json'));
    CASES.forEach(([file, source], i) => {
      const path = join(root, `${i}`, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `import { x } from '${source}';\n\nexport const y = x;\n`);
      cpSync('biome.json', join(root, `${i}`, 'biome.json'));
    });
    CASES.forEach((_, i) => {
      const { stdout, stderr } = spawnSync(
        join(process.cwd(), 'node_modules/.bin/biome'),
        ['lint', '--vcs-enabled=false', '.'],
        { cwd: join(root, `${i}`), encoding: 'utf8' },
      );
      if (!/Checked \d+ file/.test(stdout + stderr)) throw new Error(`biome did not run: ${stderr}`);
      if (/noRestrictedImports/.test(stdout + stderr)) restricted.add(i);
    });
  }, 60_000);

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each(CASES.map((row, i) => [...row, i] as const))('%s ← %s: %s', (_file, _source, allowed, i) => {
    expect(restricted.has(i)).toBe(!allowed);
  });
});
