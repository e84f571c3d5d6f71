import { describe, expect, it } from 'vitest';
import { domainKey, pageKey, placeKeys } from '#lib/detect/place.ts';

const keys = (url: string) => placeKeys(url).map(({ key }) => key);
const code = (result: ReturnType<typeof domainKey> | ReturnType<typeof pageKey>) =>
  result.ok ? result.value.key : result.error.code;

describe('placeKeys', () => {
  it('covers the host and every host above it, but no top-level domain', () => {
    expect(keys('https://a.b.example/')).toEqual(['host:a.b.example', 'host:b.example']);
    expect(keys('http://10.1.2.3/')).toEqual(['host:10.1.2.3']);
  });

  it('covers the path and every path above it', () => {
    expect(keys('https://x.example/a/b?c#d')).toContain('page:x.example/a');
    expect(keys('https://x.example/a/b?c#d')).toContain('page:x.example/a/b');
  });

  it.each([
    'https://www.facebook.com/SomePage',
    'https://m.facebook.com/somepage/',
    'https://mbasic.facebook.com/SOMEPAGE/about',
    'https://fb.com/somepage',
    'https://www.facebook.com/pg/somepage/posts',
  ])('%s shows facebook.com/somepage', (url) => {
    expect(keys(url)).toContain('page:facebook.com/somepage');
  });

  it('names a profile by its number', () => {
    expect(keys('https://www.facebook.com/profile.php?id=100064&x=1')).toContain('page:facebook.com/100064');
  });

  it.each([
    'https://t.me/SomeChannel',
    'https://t.me/s/somechannel?before=10',
    'https://t.me/somechannel/42',
    'https://telegram.me/somechannel',
    'https://web.telegram.org/k/#@somechannel',
    'https://web.telegram.org/a/#@SomeChannel',
    'tg://resolve?domain=somechannel',
  ])('%s shows t.me/somechannel', (url) => {
    expect(keys(url)).toContain('page:t.me/somechannel');
  });

  it('follows links that only forward, and not for ever', () => {
    const to = (target: string) => `https://l.facebook.com/l.php?u=${encodeURIComponent(target)}`;
    expect(keys(to('https://listed.example/x'))).toContain('host:listed.example');
    let nested = 'https://listed.example/';
    for (let i = 0; i < 20; i++) nested = to(nested);
    expect(keys(nested)).not.toContain('host:listed.example');
  });

  it.each(['file:///etc/hosts', 'about:blank', 'javascript:alert(1)', 'data:text/html,x', 'no url', ''])(
    'says nothing of %j',
    (url) => expect(keys(url)).toEqual([]),
  );

  it('reads a broken escape as it stands', () => {
    expect(keys('https://x.example/%E0%A4%A')).toContain('page:x.example/%25E0%25A4%25A');
  });
});

it.each([
  ['m.co.uk/give', 'https://web.co.uk/give'],
  ['m.blogspot.com/give', 'https://blogspot.com/give'],
  ['mobile.github.io/x', 'https://web.github.io/x'],
  ['facebook.com/hope', 'https://facebook.com/pages/hope/1234567'],
  ['touch.example.org/x', 'https://example.org/x'],
])('listing %s says nothing of %s', (listed, shown) => {
  const key = pageKey(listed);
  expect(key.ok && keys(shown).includes(key.value.key)).toBe(false);
});

describe('domainKey', () => {
  it.each([
    ['Example.ORG', 'host:example.org'],
    ['www.example.org', 'host:example.org'],
    ['https://www.example.org/', 'host:example.org'],
    ['пример.рф', 'host:xn--e1afmkfd.xn--p1ai'],
    ['example.org.', 'host:example.org'],
    ['localhost', 'bad-host'],
    ['192.168.1.1', 'private-host'],
    ['127.0.0.1', 'private-host'],
    ['router.lan', 'private-host'],
    ['facebook.com/somepage', 'has-path'],
    ['https://example.org/?q', 'has-path'],
    ['', 'bad-host'],
    ['two words', 'bad-host'],
  ])('%j → %s', (value, expected) => expect(code(domainKey(value))).toBe(expected));
});

describe('pageKey', () => {
  it.each([
    ['https://www.facebook.com/SomePage', 'page:facebook.com/somepage'],
    ['t.me/somechannel', 'page:t.me/somechannel'],
    ['http://site.example/Case/Matters', 'page:site.example/Case/Matters'],
    ['https://site.example/', 'no-path'],
    ['mailto:x@site.example', 'bad-host'],
  ])('%j → %s', (value, expected) => expect(code(pageKey(value))).toBe(expected));
});
