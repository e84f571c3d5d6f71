import { readFile, stat } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';

/** What a mapped host answers. */
export interface Answer {
  status: number;
  contentType: string;
  body: Buffer;
}

/** Host name → directory that is served as http://HOST/ and https://HOST/. */
export type SiteMap = ReadonlyMap<string, string>;

/** Reserved name (RFC 6761), never asked of a name server: blank pages that the tooling itself opens. */
export const BLANK_SUFFIX = '.almsguard.invalid';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.htm': 'text/html; charset=utf-8',
  '.xhtml': 'application/xhtml+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.csv': 'text/csv',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.pdf': 'application/pdf',
};

/** The answer to a request, `null` for a host that is not mapped. */
export async function answerRequest(sites: SiteMap, url: URL): Promise<Answer | null> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (url.hostname.endsWith(BLANK_SUFFIX)) return html(200, '<!doctype html><title></title>');
  const directory = sites.get(url.host) ?? sites.get(url.hostname);
  if (directory === undefined) return null;
  const file = await findFile(directory, url.pathname);
  return file ? readAnswer(file) : html(404, '<!doctype html><title>Not found</title><p>Not found');
}

export async function readAnswer(file: string): Promise<Answer> {
  const contentType = TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream';
  return { status: 200, contentType, body: await readFile(file) };
}

/** `/a` is `a`, `a/index.html` or `a.html`; nothing outside the directory is ever found. */
async function findFile(directory: string, pathname: string): Promise<string | null> {
  const root = resolve(directory);
  const path = resolveInside(root, pathname);
  if (path === null) return null;
  for (const candidate of [path, `${path}${sep}index.html`, `${path}.html`]) {
    if ((await stat(candidate).catch(() => null))?.isFile()) return candidate;
  }
  return null;
}

/** The path below `root` that a URL path names; `null` when it is malformed or leads out. */
export function resolveInside(root: string, pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded.includes('\0')) return null;
  const path = resolve(root, `.${sep}${decoded}`);
  return path === root || path.startsWith(root + sep) ? path : null;
}

function html(status: number, text: string): Answer {
  return { status, contentType: 'text/html; charset=utf-8', body: Buffer.from(text) };
}
