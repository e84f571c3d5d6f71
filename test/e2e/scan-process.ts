import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

/** The scan command as a process of its own, to be killed. */
export interface ScanProcess {
  readonly pid: number;
  /** What it has said so far on standard error. */
  told(): string;
  /** Its exit status, or the signal that ended it. */
  ended: Promise<number | string>;
  /** As the kernel does it when memory runs out: without a word to anybody. */
  kill(): Promise<void>;
}

export function startScan(...args: string[]): ScanProcess {
  const child: ChildProcess = spawn(process.execPath, [join(ROOT, 'scripts', 'scan.ts'), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr?.on('data', (chunk) => {
    told += chunk;
  });
  const ended = once(child, 'exit').then(([status, signal]) => (status ?? signal) as number | string);
  return {
    pid: child.pid ?? 0,
    told: () => told,
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

export interface StuckPage {
  url: string;
  /** How often it was asked for. */
  asked(): number;
  close(): void;
}

/** A page that answers nobody the first time, and everybody afterwards. */
export async function serveStuckPage(): Promise<StuckPage> {
  let asked = 0;
  const server = createServer((request, response) => {
    if (request.url !== '/stuck') {
      response.writeHead(404).end();
      return;
    }
    asked += 1;
    if (asked > 1) response.setHeader('content-type', 'text/html').end('<!doctype html><title>Stuck</title>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/stuck`,
    asked: () => asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
