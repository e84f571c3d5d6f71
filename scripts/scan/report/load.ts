import { join } from 'node:path';
import { createServer } from 'vite';

/**
 * The view of the report. It is made of the same components as the popup, and those are TSX, which Node does not
 * run by itself.
 */
export async function loadView(): Promise<typeof import('./view.tsx')> {
  const server = await createServer({
    configFile: false,
    root: join(import.meta.dirname, '..', '..', '..'),
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  });
  try {
    return (await server.ssrLoadModule(join(import.meta.dirname, 'view.tsx'))) as typeof import('./view.tsx');
  } finally {
    await server.close();
  }
}
