import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerRequest, resolveInside } from '../../../scripts/browser/sites.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'almsguard-sites-'));
  mkdirSync(join(folder, 'site', 'about us'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'site', 'index.html'), 'home');
  writeFileSync(join(folder, 'site', 'donate.html'), 'donate');
  writeFileSync(join(folder, 'site', 'a.css'), 'css');
  writeFileSync(join(folder, 'site', 'about us', 'index.html'), 'about');
});
afterAll(() => rmSync(folder, { recursive: true }));

const get = async (url: string) => {
  const answer = await answerRequest(new Map([['a.example', join(folder, 'site')]]), new URL(url));
  return answer && { ...answer, body: answer.body.toString() };
};

describe('answerRequest', () => {
  test.each([
    ['http://a.example/', 'home'],
    ['https://a.example/?q=1#x', 'home'],
    ['https://a.example:8443/', 'home'],
    ['https://a.example/donate', 'donate'],
    ['https://a.example/donate.html?x=/../..', 'donate'],
    ['https://a.example/about%20us/', 'about'],
    ['https://a.example/about%20us', 'about'],
  ])('%s', async (url, body) => {
    expect(await get(url)).toEqual({ status: 200, contentType: 'text/html; charset=utf-8', body });
  });

  test('tells the type by the ending', async () => {
    expect(await get('https://a.example/a.css')).toMatchObject({ contentType: 'text/css' });
  });

  test.each([
    'https://a.example/none',
    'https://a.example/..%2fsecret.txt',
    'https://a.example/%2e%2e/secret.txt',
    'https://a.example/about%20us/..%2f..%2fsecret.txt',
    'https://a.example/%00',
    'https://a.example/%zz',
  ])('%s is not found', async (url) => {
    expect(await get(url)).toMatchObject({ status: 404 });
  });

  test.each([
    'https://b.example/',
    'https://www.a.example/',
    'data:text/html,x',
    'chrome-extension://a.example/',
  ])('%s is not ours', async (url) => {
    expect(await get(url)).toBeNull();
  });
});

describe('resolveInside', () => {
  const root = resolve('/srv/site');
  test.each(['/../x', '/..%2Fx', '/a/../../x', '/../site-two/x', '/a%00b', '/%'])(
    '%s leads nowhere',
    (path) => {
      expect(resolveInside(root, path)).toBeNull();
    },
  );
  test('what stays inside is found', () => {
    expect(resolveInside(root, '/a/../b')).toBe(resolve(root, 'b'));
    expect(resolveInside(root, '/')).toBe(root);
  });
});
