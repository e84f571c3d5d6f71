import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';

/** Only names that a feed has: no dot at the beginning, no step upwards, nothing escaped. */
const PATH = /^(\/[A-Za-z0-9][A-Za-z0-9._-]*)+$/;

/**
 * The files as any static host would give them, for trying a feed on this machine: what carries its version or hash in
 * its name may be kept for ever, timestamp.json not at all.
 */
export function createFeedServer(served: string): Server {
  return createServer(async (request, response) => {
    const path = request.url ?? '';
    const file = PATH.test(path) ? join(served, path) : null;
    const size = file && (await sizeOf(file));
    if (!file || size === null) return response.writeHead(404).end();
    if (request.method !== 'GET' && request.method !== 'HEAD') return response.writeHead(405).end();
    response.writeHead(200, {
      'content-type': path.endsWith('.json') ? 'application/json' : 'application/octet-stream',
      'content-length': size,
      'cache-control': path === '/timestamp.json' ? 'no-cache' : 'public, max-age=31536000, immutable',
      'access-control-allow-origin': '*',
    });
    if (request.method === 'HEAD') return response.end();
    return createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
  });
}

async function sizeOf(file: string): Promise<number | null> {
  try {
    const found = await stat(file);
    return found.isFile() ? found.size : null;
  } catch {
    return null;
  }
}
