import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { READ_BYTES } from '../../../scripts/scan/limits.ts';
import { UsageError } from '../../../scripts/scan/options.ts';
import { createOrdered, openOutput, readDocuments } from '../../../scripts/scan/output.ts';
import { failed, screenshotName } from '../../../scripts/scan/page.ts';
import { summarise } from '../../../scripts/scan/summary.ts';
import { foundOn, scanned } from './scan-documents.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'almsguard-output-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const line = (value: object) => `${JSON.stringify(value)}\n`;

describe('openOutput', () => {
  test('knows what was done, cuts a torn last line off, and goes on behind it', () => {
    const path = join(folder, 'out.jsonl');
    const whole =
      line(scanned('https://a.example/é')) +
      line(scanned('https://b.example/end', { requestedUrl: 'https://b.example/' })) +
      line(failed('https://c.example/', 'timeout', 'late'));
    writeFileSync(path, `${whole}{"url":"https://d.example/","lev`);
    const output = openOutput(path);
    expect(output.earlier).toEqual(
      new Map([
        ['https://a.example/é', { failed: false }],
        ['https://b.example/', { failed: false }],
        ['https://c.example/', { failed: true }],
      ]),
    );
    const late = failed('https://d.example/é', 'timeout', 'late');
    const position = output.append(late);
    expect(output.read(position)).toEqual(late);
    output.close();
    expect(readFileSync(path, 'utf8')).toBe(whole + line(late));
  });

  test('a file that is not there begins, folder and all', () => {
    const path = join(folder, 'new', 'out.jsonl');
    const output = openOutput(path);
    expect(output.earlier.size).toBe(0);
    output.append(failed('https://a.example/', 'timeout', 'late'));
    output.close();
    expect([...readDocuments(path)]).toHaveLength(1);
  });

  test('without a path the file goes with the run', () => {
    const output = openOutput(null);
    const position = output.append(failed('https://a.example/', 'timeout', 'late'));
    expect(output.read(position).url).toBe('https://a.example/');
    output.close();
    expect(() => readFileSync(output.path)).toThrow();
    expect(() => readFileSync(dirname(output.path))).toThrow('ENOENT');
  });

  test('a line that is no document counts for nothing', () => {
    const path = join(folder, 'odd.jsonl');
    const odd = ['null', '"text"', 'not json', '', '[]', '{"url":"https://b.example/"}'];
    writeFileSync(path, `${line(scanned('https://a.example/'))}${odd.join('\n')}\n`);
    const output = openOutput(path);
    expect([...output.earlier.keys()]).toEqual(['https://a.example/']);
    output.close();
  });

  test.each([
    ['a list of pages', 'https://a.example/\nhttps://b.example/'],
    ['one line that does not end', 'https://a.example/'],
    ['another JSON', '{"pages":[]}'],
    ['other JSON Lines', '{"url":"https://a.example/"}\n{"url":"https://b'],
  ])('%s is left as it is', (name, text) => {
    const path = join(folder, `${name}.txt`);
    writeFileSync(path, text);
    expect(() => openOutput(path)).toThrow(UsageError);
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  test('what is no file is refused', () => {
    expect(() => openOutput('/dev/null')).toThrow(UsageError);
  });

  test.each(['', '{', '{"url":"https://a.ex'])('"%s" is a file that a run has just begun', (text) => {
    const path = join(folder, 'begun.jsonl');
    writeFileSync(path, text);
    openOutput(path).close();
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  test('a file belongs to one run at a time, and to the next when that has ended', () => {
    const path = join(folder, 'one.jsonl');
    const first = openOutput(path);
    const torn = '{"url":"https://b.example/';
    appendFileSync(path, torn);
    expect(() => openOutput(path)).toThrow('another run');
    // Nothing was cut off what the first one is writing.
    expect(readFileSync(path, 'utf8')).toBe(torn);
    first.close();
    expect(existsSync(`${path}.lock`)).toBe(false);
    openOutput(path).close();
  });

  test('a run that was killed keeps nobody out', async () => {
    const path = join(folder, 'killed.jsonl');
    const output = join(import.meta.dirname, '..', '..', '..', 'scripts', 'scan', 'output.ts');
    const code = `import { openOutput } from ${JSON.stringify(output)};
      openOutput(${JSON.stringify(path)}); setTimeout(() => { gc(); console.log('open'); }); setInterval(() => {}, 1_000);`;
    // Nobody there refers to the file, and memory was tidied: it is held all the same.
    const holder = spawn(process.execPath, ['--expose-gc', '--input-type=module-typescript', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void holder.kill('SIGKILL'));
    await once(holder.stdout, 'data');
    expect(() => openOutput(path)).toThrow('another run');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(existsSync(`${path}.lock`)).toBe(true);
    openOutput(path).close();
  });

  test('lines of any length are read, wherever the file is cut into chunks', () => {
    const path = join(folder, 'long.jsonl');
    const documents = [0, 1, 2, 3].map((n) =>
      scanned(`https://${n}.example/`, { title: 'é'.repeat(n * (READ_BYTES / 3)) }),
    );
    writeFileSync(path, documents.map(line).join(''));
    expect([...readDocuments(path)].map(({ document }) => document)).toEqual(documents);
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

test('what a page chose commands no terminal', () => {
  const told = summarise(
    scanned('https://a.example/', {
      title: '\u001b]52;c;YQ==\u0007\u009b2J\u202Etitle\nhttps://forged.example/',
      addresses: [foundOn('listed', { text: '\u001b[2J1Boat' })],
    }),
  );
  expect(told).not.toMatch(/[^\P{Cc}\n]|\u202E/u);
  expect(told.split('\n')[1]).toBe('  none · ]52;c;YQ==2Jtitlehttps://forged.example/');
});

test('a failed page says why', () => {
  expect(summarise(failed('https://a.example/', 'timeout', 'It was late'))).toBe(
    'https://a.example/\n  not scanned: It was late (timeout)\n',
  );
});
