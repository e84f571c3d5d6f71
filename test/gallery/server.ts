import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateChromeMessages, parseMessagesText } from '@wxt-dev/i18n/build';
import { createServer } from 'vite';

const ROOT = join(import.meta.dirname, '..', '..');

export interface Gallery {
  url: string;
  close(): Promise<void>;
}

/** Serves the gallery; `port` 0 is any that is free. */
export async function startGallery(port = 0): Promise<Gallery> {
  const server = await createServer({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    // Only what the gallery shows: other pages of the project mean nothing to this server.
    optimizeDeps: { entries: ['test/gallery/index.html'] },
    server: { host: '127.0.0.1', port, strictPort: true, hmr: false, watch: null },
    plugins: [
      {
        name: 'almsguard-messages',
        configureServer({ middlewares }) {
          middlewares.use((request, response, next) => {
            const language = /^\/_locales\/(\w+)\/messages\.json/.exec(request.url ?? '')?.[1];
            if (!language) return next();
            response.setHeader('content-type', 'application/json').end(JSON.stringify(messagesOf(language)));
          });
        },
      },
    ],
  });
  await server.listen();
  const address = server.httpServer?.address();
  const at = typeof address === 'object' && address ? address.port : port;
  return { url: `http://127.0.0.1:${at}/test/gallery/index.html`, close: () => server.close() };
}

/** As the browser gets them. */
function messagesOf(language: string): unknown {
  const file = join(ROOT, 'lib', 'locales', `${language}.yml`);
  return generateChromeMessages(parseMessagesText(readFileSync(file, 'utf8'), 'YAML'));
}
