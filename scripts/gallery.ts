/**
 * `npm run gallery`: every state of every view, in both themes and both directions of writing, on one page and as
 * pictures; with `--moments` the pictures of docs/MOMENTS.md instead, taken in both browsers.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BROWSERS } from '../test/e2e/harness.ts';
import { MOMENTS } from '../test/e2e/moments/moments.ts';
import { renderMoments } from '../test/e2e/moments/table.ts';
import { takePictures } from '../test/e2e/moments/take.ts';
import { LOOKS, VIEW_NAMES } from '../test/gallery/looks.ts';
import { startGallery } from '../test/gallery/server.ts';
import { openBrowser } from '../test/gallery/tab.ts';

const PORT = 4180;
const ROOT = join(import.meta.dirname, '..');
const STATES = join(ROOT, '.output', 'gallery');
const DOCS = join(ROOT, 'docs');

const { values } = parseArgs({ options: { moments: { type: 'boolean', default: false } } });
await (values.moments ? takeMoments() : showStates());

async function showStates(): Promise<void> {
  const { url } = await startGallery(PORT);
  process.stdout.write(`The gallery is at ${url}\n`);
  rmSync(STATES, { recursive: true, force: true });
  mkdirSync(STATES, { recursive: true });
  const browser = await openBrowser('chromium', url);
  const tab = await browser.open();
  let count = 0;
  for (const look of LOOKS) {
    for (const view of VIEW_NAMES) {
      for (const scene of await tab.scenes(view)) {
        await tab.show(view, scene, look);
        await tab.photograph(STATES);
        count++;
      }
    }
  }
  await browser.close();
  process.stdout.write(`${count} pictures of it are in ${STATES}\nCtrl-C ends it.\n`);
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
