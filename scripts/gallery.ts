/** `npm run gallery`: every state of every view, in both themes and both directions of writing. */
import { startGallery } from '../test/gallery/server.ts';

const PORT = 4180;

const { url } = await startGallery(PORT);
process.stdout.write(`The gallery is at ${url}\nCtrl-C ends it.\n`);
