/**
 * Writes the view of the report, as JavaScript, to standard output. Runs as a process of its own: what bundles it is
 * native code with threads of its own, and has no place in a scan.
 */
import { join } from 'node:path';
import { build } from 'vite';

const [built] = [
  await build({
    configFile: false,
    root: join(import.meta.dirname, '..', '..', '..'),
    logLevel: 'error',
    // The project's own builds on a file that is not there before the extension was built.
    tsconfig: join(import.meta.dirname, 'view.tsconfig.json'),
    build: { ssr: join(import.meta.dirname, 'view.tsx'), write: false, minify: false },
  }),
].flat();
if (!built || !('output' in built)) throw new Error('Nothing was built');
process.stdout.write(built.output[0].code);
