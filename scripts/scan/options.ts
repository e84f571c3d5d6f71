import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { isIsoDate } from '#lib/core/dates.ts';
import type { BrowserName } from '../browser/find.ts';

export const USAGE = `npm run scan -- [options] <url | file.html | file.txt> ...

  --json             one JSON document a page on standard output (JSON Lines)
  --list FILE        read URLs, one a line
  --out FILE         write the JSON Lines there; a run that was cut off continues where it stopped
  --site HOST=DIR    serve DIR as http(s)://HOST/ inside the scanned browser; repeatable
  --sites DIR        the same for every folder in DIR: its name is the host
  --feed FILE|URL    use this feed in place of the installed ones; repeatable
  --now DATE         judge as of this date (YYYY-MM-DD)
  --browser NAME     chromium (default) | firefox
  --browsers N       browsers at once (default 1)
  --concurrency N    pages at once in each browser (default 2)
  --timeout S        per page (default 30)
  --screenshot DIR   a picture of each page as the user would see it, marks included
  --report FILE.html what was found, for people, with the pictures of --screenshot
  --queue redis://…  let other machines scan the pages, and collect what they find; needs --out
  --worker           be one of those machines: scan for --queue until it is ended

Exit status: 0 all pages scanned, 1 some could not be (they are in the output with "error"), 2 wrong usage or nothing to
work with (no browser, no Redis, no room on the disk), 130 ended by Ctrl-C. docs/SCAN-MANY.md tells more.
`;

/** The command line was wrong: exit status 2. */
export class UsageError extends Error {}

/** A page to scan. */
export interface Target {
  /** As it was asked for; a local file as its file: URL. */
  requested: string;
  /** What the browser is sent to, or why it cannot be. */
  href: string | null;
  problem: string | null;
}

export interface ScanOptions {
  json: boolean;
  out: string | null;
  sites: Map<string, string>;
  feeds: Feed[];
  now: string | null;
  browser: BrowserName;
  browsers: number;
  /** Pages at once in each browser. */
  concurrency: number;
  timeoutMs: number;
  screenshots: string | null;
  report: string | null;
  /** Address of the Redis server that other machines take pages from. */
  queue: string | null;
  /** Whether this is one of those machines. */
  worker: boolean;
  targets: Target[];
}

export type Feed = { kind: 'file'; path: string } | { kind: 'url'; url: string };

/** `null` when the person asked for help. File names are relative to `cwd`. */
export function parseOptions(args: readonly string[], cwd: string): ScanOptions | null {
  const { values, positionals } = readArguments(args);
  if (values.help) return null;
  const at = (path: string) => resolve(cwd, path);

  const sites = new Map<string, string>();
  for (const parent of values.sites ?? []) {
    for (const name of listFolders(at(parent))) sites.set(name.toLowerCase(), join(at(parent), name));
  }
  for (const site of values.site ?? []) {
    const [, host, directory] = /^([^=]+)=(.+)$/.exec(site) ?? [];
    if (!host || !directory) throw new UsageError(`--site wants HOST=DIR, not "${site}"`);
    if (!isFolder(at(directory))) throw new UsageError(`--site ${host}: ${at(directory)} is no folder`);
    sites.set(host.toLowerCase(), at(directory));
  }

  const named = [...positionals];
  for (const list of values.list ?? []) named.push(...readList(at(list)));
  const worker = values.worker ?? false;
  if (named.length === 0 && !values.list && !worker) {
    throw new UsageError('Name a page to scan, or a list of them');
  }
  checkRoles(values, positionals.length > 0);

  const report = values.report === undefined ? null : at(values.report);
  // What stands under that name is replaced.
  if (report !== null && !/\.html?$/i.test(report))
    throw new UsageError('--report wants a name that ends in .html');

  const now = values.now ?? null;
  if (now !== null && !isIsoDate(now))
    throw new UsageError(`--now wants a date like 2026-01-31, not "${now}"`);
  const browser = values.browser ?? 'chromium';
  if (browser !== 'chromium' && browser !== 'firefox') {
    throw new UsageError(`--browser is chromium or firefox, not "${browser}"`);
  }
  return {
    json: values.json ?? false,
    out: values.out === undefined ? null : at(values.out),
    sites,
    feeds: (values.feed ?? []).map((feed) => readFeed(feed, cwd)),
    now,
    browser,
    browsers: readCount('--browsers', values.browsers, 1),
    concurrency: readCount('--concurrency', values.concurrency, 2),
    timeoutMs: readNumber('--timeout', values.timeout, 30) * 1000,
    screenshots: values.screenshot === undefined ? null : at(values.screenshot),
    report,
    queue: values.queue === undefined ? null : readQueue(values.queue),
    worker,
    targets: uniqueTargets(named.map((name) => toTarget(name, cwd))),
  };
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        json: { type: 'boolean' },
        list: { type: 'string', multiple: true },
        out: { type: 'string' },
        site: { type: 'string', multiple: true },
        sites: { type: 'string', multiple: true },
        feed: { type: 'string', multiple: true },
        now: { type: 'string' },
        browser: { type: 'string' },
        browsers: { type: 'string' },
        concurrency: { type: 'string' },
        timeout: { type: 'string' },
        screenshot: { type: 'string' },
        report: { type: 'string' },
        queue: { type: 'string' },
        worker: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readNumber(option: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value)) throw new UsageError(`${option} wants a number above 0`);
  return value;
}

function readCount(option: string, text: string | undefined, fallback: number): number {
  const value = readNumber(option, text, fallback);
  if (!Number.isInteger(value)) throw new UsageError(`${option} wants a whole number`);
  return value;
}

function readQueue(text: string): string {
  if (!/^rediss?:\/\/[^/]/i.test(text) || !URL.canParse(text)) {
    throw new UsageError('--queue wants the address of a Redis server, like redis://host:6379');
  }
  return text;
}

/** With a queue one machine keeps the list and the results, and others the browsers: each has its own options. */
const COLLECTS = ['json', 'list', 'out', 'report'] as const;
const SCANS = ['feed', 'now', 'browser', 'browsers', 'concurrency', 'timeout'] as const;

function checkRoles(values: ReturnType<typeof readArguments>['values'], hasPages: boolean): void {
  if (values.queue === undefined) {
    if (values.worker) throw new UsageError('--worker needs --queue');
    return;
  }
  const others = values.worker ? COLLECTS : SCANS;
  const wrong = others.find((name) => values[name] !== undefined);
  if (wrong) throw new UsageError(`--${wrong} belongs to ${values.worker ? 'the collector' : 'the workers'}`);
  if (values.worker && hasPages) throw new UsageError('A worker takes its pages from the queue');
  if (!values.worker && values.out === undefined) throw new UsageError('--queue needs --out');
}

function readFeed(feed: string, cwd: string): Feed {
  if (/^https?:\/\//i.test(feed)) return { kind: 'url', url: feed };
  const path = resolve(cwd, feed);
  if (!isFile(path)) throw new UsageError(`--feed: there is no file ${path}`);
  return { kind: 'file', path };
}

/** Lines of a list; blank ones and those that begin with `#` are left out. */
function readList(path: string): string[] {
  if (!isFile(path)) throw new UsageError(`--list: there is no file ${path}`);
  return readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** What a person means by a name: a URL, or a file that is there. */
export function toTarget(name: string, cwd: string): Target {
  if (/^(https?|file):\/\//i.test(name)) {
    return URL.canParse(name)
      ? { requested: name, href: new URL(name).href, problem: null }
      : { requested: name, href: null, problem: 'This is no valid URL' };
  }
  const path = resolve(cwd, name);
  if (!isFile(path)) {
    return {
      requested: name,
      href: null,
      problem: `This is neither an http(s) URL nor a file (${basename(path)})`,
    };
  }
  const { href } = pathToFileURL(path);
  return { requested: href, href, problem: null };
}

function uniqueTargets(targets: Target[]): Target[] {
  return [...new Map(targets.map((target) => [target.requested, target])).values()];
}

function listFolders(parent: string): string[] {
  if (!isFolder(parent)) throw new UsageError(`--sites: ${parent} is no folder`);
  return readdirSync(parent).filter((name) => isFolder(join(parent, name)));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
