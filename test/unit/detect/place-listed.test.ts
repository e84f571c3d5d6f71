import { describe, expect, it } from 'vitest';
import { domainKey, pageKey, placeKeys } from '#lib/detect/place.ts';

describe("a listed page must not cover other people's pages", () => {
  it.each([
    ['https://www.youtube.com/watch?v=abcdefghijk', 'has-query'],
    ['https://example.org/index.php?page=7', 'has-query'],
    ['facebook.com/groups', 'common-path'],
    ['https://m.facebook.com/profile.php', 'common-path'],
    ['t.me/joinchat', 'common-path'],
    ['https://somebody@example.org/give', 'bad-host'],
    [`example.org/${'a/'.repeat(9)}`, 'too-deep'],
    ['https://m.facebook.com/profile.php?id=1000', 'ok'],
    ['facebook.com/groups/onegroup', 'ok'],
    ['example.org:8443/give', 'ok'],
  ])('%s: %s', (value, code) => {
    const result = pageKey(value);
    expect(result.ok ? 'ok' : result.error.code).toBe(code);
  });

  it('an e-mail address is no domain', () => {
    expect(domainKey('donate@charity.org')).toMatchObject({ ok: false, error: { code: 'bad-host' } });
  });

  it('`web.de` is a site, not a front of `de`', () => {
    expect(pageKey('web.de/give')).toMatchObject({ value: { page: 'web.de/give' } });
    expect(placeKeys('https://m.de/give').map(({ key }) => key)).toContain('page:m.de/give');
  });
});
