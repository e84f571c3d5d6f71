import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '../../scripts/scan/journal.ts';
import { readDocuments, requestedOf } from '../../scripts/scan/output.ts';
import { BROWSERS, until } from './harness.ts';
import { type ScanProcess, serveStuckPage, startScan } from './scan-process.ts';

/** A fact of OFAC's list (SDN 47635). */
const LISTED = '3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP';
const APPEAL = `<!doctype html><p>Donate bitcoin: <code>${LISTED}</code></p>`;
/** Examples of BIP-173 and EIP-55. */
const IN_FRAME = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
const OF_SCRIPT = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const START_MS = 60_000;
const TIMEOUT_S = 8;
/** Of a page that was not waited for until its time ran out. */
const IN_TIME = { settledMs: expect.toSatisfy((ms: number) => ms < (TIMEOUT_S - 2) * 1_000) };

function askToSignIn(response: ServerResponse, body: string): void {
  response.writeHead(401, { 'www-authenticate': 'Basic realm="members"' }).end(body);
}

/** Pages of a host each, and what comes of them. */
const PAGES: Record<string, { serve: RequestListener; result: object }> = {
  dialogs: {
    serve: (_, response) =>
      response.end(`${APPEAL}<script>
        addEventListener('beforeunload', (event) => event.preventDefault());
        onload = () => { alert(1); confirm(2); prompt(3); print(); };
      </script>`),
    result: { level: 'listed' },
  },
  popups: {
    serve: (request, response) =>
      response.end(
        request.url === '/'
          ? `${APPEAL}<a target="_blank" rel="noopener" href="/more">more</a><script>
              onload = () => { for (let i = 0; i < 5; i++) open('/popup'); document.querySelector('a').click(); };
            </script>`
          : `${APPEAL}<script>setInterval(() => fetch('/alive'), 200)</script>`,
      ),
    result: { level: 'listed' },
  },
  downloads: {
    serve(request, response) {
      if (request.url !== '/')
        response.setHeader('content-disposition', 'attachment; filename="almsguard.bin"');
      response.end(request.url === '/' ? `${APPEAL}<iframe src="/file"></iframe>` : 'x'.repeat(1_000));
    },
    result: { level: 'listed' },
  },
  download: {
    serve(_, response) {
      response.setHeader('content-disposition', 'attachment; filename="almsguard.bin"');
      response.end('x'.repeat(1_000));
    },
    // Firefox says nothing of it, so that its time runs out.
    result: { error: { code: expect.stringMatching(/^(navigation|timeout)$/) } },
  },
  redirects: {
    serve: (request, response) => response.writeHead(302, { location: `${request.url}x` }).end(),
    result: { error: { code: 'navigation' } },
  },
  endless: {
    serve: (request, response) =>
      request.url === '/never' ? undefined : response.end(`${APPEAL}<img src="/never">`),
    result: { level: 'listed' },
  },
  unending: {
    // Enough of it that the browser shows it, and no end.
    serve: (_, response) => void response.write(APPEAL + '<!-- -->'.repeat(500)),
    result: { level: 'listed' },
  },
  signIn: {
    serve: (_, response) => askToSignIn(response, APPEAL),
    result: { level: 'listed', unread: [{ what: 'frame', count: 1, why: 'sign-in' }], timings: IN_TIME },
  },
  signInParts: {
    serve: (request, response) =>
      request.url === '/'
        ? response.end(`${APPEAL}<iframe src="/frame"></iframe><img src="/image"><script src="/script"></script>
            <script>fetch('/fetch').finally(() => document.body.append('${OF_SCRIPT}'))</script>`)
        : askToSignIn(response, `<p>Donate bitcoin: ${IN_FRAME}`),
    // The script runs after the picture and the file before it were refused, and the frame shows what it has.
    result: {
      level: 'listed',
      addresses: expect.arrayContaining([
        expect.objectContaining({ text: OF_SCRIPT }),
        expect.objectContaining({ text: IN_FRAME, places: [expect.objectContaining({ frame: 1 })] }),
      ]),
      unread: [],
      timings: IN_TIME,
    },
  },
  busy: {
    serve: (_, response) =>
      response.end(`${APPEAL}<script>onload = () => setTimeout(() => { for (;;); }, 1_000)</script>`),
    result: { level: 'listed' },
  },
};

let folder = '';
const running: ScanProcess[] = [];
const closing: (() => unknown)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'almsguard-hostile-'));
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.kill();
  for (const close of closing.splice(0)) close();
  rmSync(folder, { recursive: true, force: true });
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html');
    listener(request, response);
  }).listen(0, '127.0.0.1');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function start(...args: string[]): ScanProcess {
  const scan = startScan(...args);
  running.push(scan);
  return scan;
}

const resultsIn = (out: string) =>
  new Map(
    existsSync(out) ? [...readDocuments(out)].map(({ document }) => [requestedOf(document), document]) : [],
  );

/** Processes that a process has started itself. */
function childrenOf(pid: number): number[] {
  return spawnSync('pgrep', ['-P', `${pid}`], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter(Boolean)
    .map(Number);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe.each(BROWSERS)('pages that do what they like, in %s', (browser) => {
  it('cost at most themselves', { timeout: 180_000 }, async () => {
    let alive = 0;
    const urls = new Map<string, string>();
    for (const [name, page] of Object.entries(PAGES)) {
      const url = await serve((request, response) => {
        if (request.url === '/alive') alive += 1;
        page.serve(request, response);
      });
      urls.set(url, name);
    }
    const out = join(folder, `${browser}.jsonl`);
    const args = [
      '--out',
      out,
      '--browser',
      browser,
      '--timeout',
      `${TIMEOUT_S}`,
      '--screenshot',
      join(folder, browser),
    ];
    const scan = start(...args, ...urls.keys());
    expect(await scan.ended, scan.told()).toBe(1);
    const results = resultsIn(out);
    for (const [url, name] of urls) expect(results.get(url), name).toMatchObject(PAGES[name]?.result ?? {});
    // Windows that stay go on asking.
    expect(alive).toBeLessThan(20);
    expect(existsSync(join(homedir(), 'Downloads', 'almsguard.bin'))).toBe(false);
  });
});

describe('npm run scan', () => {
  /** A run that waits for a page, and the browser that it waits in. */
  async function startStuck(name: string, ...more: string[]) {
    const stuck = await serveStuckPage();
    closing.push(() => stuck.close());
    const plain = await serve((_, response) => response.end(APPEAL));
    const out = join(folder, `${name}.jsonl`);
    const args = ['--out', out, ...more, stuck.url, plain];
    const scan = start(...args);
    await until(
      () => Promise.resolve(stuck.asked()),
      (asked) => asked > 0,
      START_MS,
    );
    expect(stuck.asked(), scan.told()).toBe(1);
    const [browser = 0] = childrenOf(scan.pid);
    return { stuck, plain, out, args, scan, browser };
  }

  it('goes on in a new browser where its browser dies', async () => {
    const { stuck, plain, out, scan, browser } = await startStuck('dies');
    process.kill(browser, 'SIGKILL');
    expect(await scan.ended, scan.told()).toBe(0);
    const results = resultsIn(out);
    expect(results.get(stuck.url)).toMatchObject({ level: 'none' });
    expect(results.get(plain)).toMatchObject({ level: 'listed' });
    expect(stuck.asked()).toBe(2);
  });

  it('ends by Ctrl-C with its browser, however often it is told, and blames no page', async () => {
    const { stuck, out, args, scan, browser } = await startStuck('ends');
    expect(isRunning(browser)).toBe(true);
    process.kill(scan.pid, 'SIGINT');
    await until(
      () => Promise.resolve(scan.told()),
      (told) => told.includes('Stopped'),
    );
    // It is tidying up by now.
    if (isRunning(scan.pid)) process.kill(scan.pid, 'SIGINT');
    expect(await scan.ended, scan.told()).toBe(130);
    expect(scan.told()).toContain(`What came back is in ${out}; the same command goes on from there`);
    await until(
      () => Promise.resolve(isRunning(browser)),
      (is) => !is,
    );
    expect(isRunning(browser)).toBe(false);
    expect(openJournal(`${out}.queue`).taken.get(stuck.url)).toBe(0);
    const next = start(...args);
    expect(await next.ended, next.told()).toBe(0);
    expect(resultsIn(out).size).toBe(2);
  });

  it.each(BROWSERS)('leaves no %s behind where it is killed', async (name) => {
    const { scan, browser } = await startStuck(`killed-${name}`, '--browser', name);
    expect(isRunning(browser)).toBe(true);
    await scan.kill();
    await until(
      () => Promise.resolve(isRunning(browser)),
      (is) => !is,
    );
    expect(isRunning(browser)).toBe(false);
  });

  it('writes into no file that another run is writing', async () => {
    const { args } = await startStuck('shared');
    const other = start(...args);
    expect(await other.ended).toBe(2);
    expect(other.told()).toContain('another run is writing there');
  });
});
