import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appendDocument, createOrdered, resumeFile } from '../../../scripts/scan/output.ts';
import { failed, screenshotName } from '../../../scripts/scan/page.ts';
import { createProgress, summarise } from '../../../scripts/scan/summary.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'almsguard-output-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('resumeFile', () => {
  test('knows what was done, cuts a torn last line off, and goes on behind it', () => {
    const path = join(folder, 'out.jsonl');
    const whole =
      '{"url":"https://a.example/é","level":"none"}\n' +
      '{"url":"https://b.example/end","requestedUrl":"https://b.example/","level":"none"}\n' +
      '{"url":"https://c.example/","error":{"code":"timeout","message":"late"}}\n';
    writeFileSync(path, `${whole}{"url":"https://d.example/","lev`);
    expect(resumeFile(path)).toEqual(
      new Map([
        ['https://a.example/é', { failed: false }],
        ['https://b.example/', { failed: false }],
        ['https://c.example/', { failed: true }],
      ]),
    );
    appendDocument(path, failed('https://d.example/', 'timeout', 'late'));
    expect(readFileSync(path, 'utf8')).toBe(
      `${whole}{"url":"https://d.example/","error":{"code":"timeout","message":"late"}}\n`,
    );
  });

  test('starts a file that is not there', () => {
    expect(resumeFile(join(folder, 'new.jsonl')).size).toBe(0);
  });

  test('a line that is no document counts for nothing', () => {
    const path = join(folder, 'odd.jsonl');
    writeFileSync(path, 'null\n"text"\nnot json\n\n{"url":"https://a.example/"}\n');
    expect([...resumeFile(path).keys()]).toEqual(['https://a.example/']);
  });
});

test('results are passed on in the order of the pages', () => {
  const seen: string[] = [];
  const put = createOrdered((value: string) => seen.push(value));
  put(2, 'c');
  put(0, 'a');
  expect(seen).toEqual(['a']);
  put(1, 'b');
  expect(seen).toEqual(['a', 'b', 'c']);
});

describe('screenshotName', () => {
  test('can be read, and is a plain file name', () => {
    expect(screenshotName('https://a.example/b?c=1')).toMatch(/^a\.example-b-c-1-[0-9a-f]{8}\.png$/);
    expect(screenshotName('file:///../../etc/passwd')).toMatch(/^etc-passwd-[0-9a-f]{8}\.png$/);
    expect(screenshotName(`https://a.example/${'x'.repeat(999)}`).length).toBeLessThan(100);
  });

  test('differs where only the signs between words differ', () => {
    expect(screenshotName('https://a.example/b?c')).not.toBe(screenshotName('https://a.example/b/c'));
  });
});

describe('for people', () => {
  test('a failed page says why', () => {
    expect(summarise(failed('https://a.example/', 'timeout', 'It was late'))).toBe(
      'https://a.example/\n  not scanned: It was late (timeout)\n',
    );
  });

  test('progress is a line a page where there is no terminal', () => {
    const lines: string[] = [];
    const progress = createProgress(2, { write: (text) => lines.push(text) });
    progress.step(failed('https://a.example/', 'timeout', 'It was late'));
    expect(lines).toEqual(['[1/2] timeout https://a.example/\n']);
  });

  test('progress is a bar that ends its line on a terminal', () => {
    const lines: string[] = [];
    const progress = createProgress(1, { isTTY: true, write: (text) => lines.push(text) });
    progress.step(failed('https://a.example/', 'timeout', 'It was late'));
    expect(lines).toEqual([`\r\u001b[K${'█'.repeat(30)} 1/1 https://a.example/\n`]);
  });
});
