/**
 * `npm run gallery`: every state of every view, in both themes and both directions of writing, on one page and as
 * pictures; with `--moments` the pictures of docs/MOMENTS.md instead, taken in both browsers; with `--check` axe looks at
 * every state in every language and both themes, in both browsers, and what it finds fails.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BROWSERS } from '../test/e2e/harness.ts';
import { MOMENTS } from '../test/e2e/moments/moments.ts';
import { renderMoments } from '../test/e2e/moments/table.ts';
import { takePictures } from '../test/e2e/moments/take.ts';
import { checkAll } from '../test/gallery/check-all.ts';
import { LOOKS } from '../test/gallery/looks.ts';
import { startGallery } from '../test/gallery/server.ts';
import { openBrowser } from '../test/gallery/tab.ts';
import { everyScene } from '../test/gallery/walk.ts';

const PORT = 4180;
const ROOT = join(import.meta.dirname, '..');
const STATES = join(ROOT, '.output', 'gallery');
const DOCS = join(ROOT, 'docs');

const { values } = parseArgs({
  options: { moments: { type: 'boolean', default: false }, check: { type: 'boolean', default: false } },
});
await (values.moments ? takeMoments() : values.check ? checkStates() : showStates());

async function showStates(): Promise<void> {
  const { url } = await startGallery(PORT);
  process.stdout.write(`The gallery is at ${url}\n`);
  rmSync(STATES, { recursive: true, force: true });
  mkdirSync(STATES, { recursive: true });
  const browser = await openBrowser('chromium', url);
  const tab = await browser.open();
  let count = 0;
  for (const look of LOOKS) {
    for (const [view, scene] of await everyScene(tab)) {
      await tab.show(view, scene, look);
      await tab.photograph(STATES);
      count++;
    }
  }
  await browser.close();
  process.stdout.write(`${count} pictures of it are in ${STATES}\nCtrl-C ends it.\n`);
}

async function checkStates(): Promise<void> {
  const { url, close } = await startGallery();
  const checked = await checkAll(url, (line) => process.stdout.write(line));
  await close();
  const states = checked.reduce((sum, one) => sum + one.states, 0);
  const found = checked.reduce((sum, one) => sum + Object.keys(one.found).length, 0);
  process.stdout.write(`${states} states looked at, ${found} with findings\n`);
  if (found > 0) process.exitCode = 1;
}

async function takeMoments(): Promise<void> {
  const pictures = join(DOCS, 'pictures');
  rmSync(pictures, { recursive: true, force: true });
  mkdirSync(pictures, { recursive: true });
  for (const name of BROWSERS) {
    await takePictures(name, pictures, (path, bytes) => process.stdout.write(`${path} ${bytes} bytes\n`));
  }
  writeFileSync(join(DOCS, 'MOMENTS.md'), renderMoments(MOMENTS));
}
