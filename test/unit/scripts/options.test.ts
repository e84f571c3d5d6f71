import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseOptions, UsageError } from '../../../scripts/scan/options.ts';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'almsguard-options-'));
  for (const folder of ['saved/a.example', 'saved/B.example', 'shop']) {
    mkdirSync(join(cwd, folder), { recursive: true });
  }
  writeFileSync(join(cwd, 'saved/notes.txt'), 'a file beside the folders');
  writeFileSync(join(cwd, 'page.html'), '<p>');
  writeFileSync(join(cwd, 'own.csv'), 'value\n');
  writeFileSync(
    join(cwd, 'urls.txt'),
    '\uFEFFhttps://one.example/\r\n\r\n# a remark\n  https://two.example/a#b\npage.html\n',
  );
});
afterAll(() => rmSync(cwd, { recursive: true }));

const parse = (...args: string[]) => parseOptions(args, cwd);

describe('parseOptions', () => {
  test('without options scans in Chromium, for people', () => {
    expect(parse('https://one.example/')).toEqual({
      json: false,
      out: null,
      sites: new Map(),
      feeds: [],
      now: null,
      browser: 'chromium',
      browsers: 1,
      concurrency: 2,
      timeoutMs: 30_000,
      screenshots: null,
      report: null,
      queue: null,
      worker: false,
      targets: [{ requested: 'https://one.example/', href: 'https://one.example/', problem: null }],
    });
  });

  test('reads a list: byte order mark, blank lines, remarks and files', () => {
    const file = pathToFileURL(join(cwd, 'page.html')).href;
    expect(parse('--list', 'urls.txt')?.targets.map(({ requested }) => requested)).toEqual([
      'https://one.example/',
      'https://two.example/a#b',
      file,
    ]);
  });

  test('a page named twice is scanned once', () => {
    expect(parse('https://one.example/', '--list', 'urls.txt')?.targets).toHaveLength(3);
  });

  test('what is neither a URL nor a file is kept, with the reason', () => {
    const [missing, broken] = parse('missing.html', 'http://[broken/')?.targets ?? [];
    expect(missing).toMatchObject({ requested: 'missing.html', href: null });
    expect(missing?.problem).toContain('neither');
    expect(broken).toMatchObject({ requested: 'http://[broken/', href: null });
  });

  test('maps hosts to folders; a host named by itself wins', () => {
    expect(parse('--sites', 'saved', '--site', 'A.example=shop', 'https://x.example/')?.sites).toEqual(
      new Map([
        ['a.example', join(cwd, 'shop')],
        ['b.example', join(cwd, 'saved/B.example')],
      ]),
    );
  });

  test('takes feeds as files and as URLs', () => {
    expect(parse('--feed', 'own.csv', '--feed', 'https://f.example/l', 'page.html')?.feeds).toEqual([
      { kind: 'file', path: join(cwd, 'own.csv') },
      { kind: 'url', url: 'https://f.example/l' },
    ]);
  });

  test.each([
    ['no page', []],
    ['an option that does not exist', ['--fast', 'page.html']],
    ['an option without its value', ['page.html', '--out']],
    ['a site without a folder', ['--site', 'a.example', 'page.html']],
    ['a site whose folder is not there', ['--site', 'a.example=none', 'page.html']],
    ['a folder of sites that is not there', ['--sites', 'none', 'page.html']],
    ['a list that is not there', ['--list', 'none.txt']],
    ['a feed that is not there', ['--feed', 'none.csv', 'page.html']],
    ['a day that does not exist', ['--now', '2026-02-30', 'page.html']],
    ['a browser that is not driven', ['--browser', 'safari', 'page.html']],
    ['no page at once', ['--concurrency', '0', 'page.html']],
    ['half a page at once', ['--concurrency', '1.5', 'page.html']],
    ['a timeout that is no number', ['--timeout', 'soon', 'page.html']],
    ['no browser', ['--browsers', '0', 'page.html']],
    ['half a browser', ['--browsers', '0.5', 'page.html']],
    ['a queue that is no Redis', ['--queue', 'https://q.example/', '--out', 'o.jsonl', 'page.html']],
    ['a queue without a host', ['--queue', 'redis:///1', '--out', 'o.jsonl', 'page.html']],
    ['a queue without a file for what comes back', ['--queue', 'redis://q', 'page.html']],
    ['a report under the name of something else', ['--report', 'urls.txt', 'page.html']],
    ['a worker without a queue', ['--worker']],
    ['a worker with pages of its own', ['--queue', 'redis://q', '--worker', 'page.html']],
    ['a worker with a list', ['--queue', 'redis://q', '--worker', '--list', 'urls.txt']],
    ['a worker with a file', ['--queue', 'redis://q', '--worker', '--out', 'o.jsonl']],
    [
      'a collector that says how to scan',
      ['--queue', 'redis://q', '--out', 'o', '--now', '2026-01-01', 'page.html'],
    ],
    ['a collector with browsers', ['--queue', 'redis://q', '--out', 'o', '--browsers', '2', 'page.html']],
  ])('refuses %s', (_, args) => {
    expect(() => parseOptions(args, cwd)).toThrow(UsageError);
  });

  test('a collector and its workers share the queue, and folders of pages and pictures', () => {
    const shared = ['--queue', 'redis://q:7000/1', '--sites', 'saved', '--screenshot', 'shots'];
    expect(parse(...shared, '--list', 'urls.txt', '--out', 'o.jsonl', '--report', 'r.html')).toMatchObject({
      queue: 'redis://q:7000/1',
      worker: false,
      report: join(cwd, 'r.html'),
    });
    expect(parse(...shared, '--worker', '--browsers', '3', '--feed', 'own.csv')).toMatchObject({
      queue: 'redis://q:7000/1',
      worker: true,
      browsers: 3,
      targets: [],
    });
  });

  test('an empty list is a run without pages', () => {
    writeFileSync(join(cwd, 'empty.txt'), '\n');
    expect(parse('--list', 'empty.txt')?.targets).toEqual([]);
  });

  test('help is no scan', () => {
    expect(parse('--help')).toBeNull();
  });
});
