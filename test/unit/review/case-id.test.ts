import { expect, it } from 'vitest';
import { caseId, caseUrl } from '#lib/review/case-id.ts';

it.each([
  ['https://Example.org', 'https://example.org/'],
  [' https://example.org/a?b=1#c ', 'https://example.org/a?b=1'],
  ['https://example.org/#/donate', 'https://example.org/#/donate'],
  ['https://example.org/#!donate', 'https://example.org/#!donate'],
  ['https://example.org/?utm_source=x&id=7&fbclid=y', 'https://example.org/?id=7'],
  ['https://example.org/?q=a%20b', 'https://example.org/?q=a%20b'],
  ['https://name:word@example.org/', 'https://example.org/'],
  ['ftp://example.org/', null],
  ['javascript:alert(1)', null],
  ['example.org', null],
])('takes %j as %j', (text, url) => {
  expect(caseUrl(text)).toBe(url);
});

it('derives one id from one page (RFC 9562 section 5.5), for ever', () => {
  expect(caseId('https://example.org/')).toBe('60922a32-2fa5-5ce4-8c3a-f1b91e329366');
  expect(caseId('https://example.org/a')).not.toBe(caseId('https://example.org/'));
});
