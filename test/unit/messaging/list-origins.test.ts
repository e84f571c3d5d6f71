import { expect, it } from 'vitest';
import { CATALOGUE } from '#lib/feed/catalogue.ts';
import { originsOf, refreshedUrls } from '#lib/messaging/list-origins.ts';

it.each([
  [['https://lists.example/a.csv', 'https://lists.example/b.csv'], ['https://lists.example/*']],
  [['http://127.0.0.1:8080/mine.csv'], ['http://127.0.0.1/*']],
  [['file:///home/me/list.csv', 'nonsense'], []],
  [[], []],
])('%j need %j', (urls, origins) => {
  expect(originsOf(urls)).toEqual(origins);
});

it('names the hosts that a publisher hands downloads on to', () => {
  const offer = CATALOGUE.find(({ hosts }) => hosts.length > 0);
  const origins = originsOf([offer?.url ?? '']);
  expect(origins).toEqual(expect.arrayContaining((offer?.hosts ?? []).map((host) => `https://${host}/*`)));
  expect(origins).toHaveLength(1 + (offer?.hosts.length ?? 0));
});

it('a refresh asks the lists in use that have an address, or the one that is named', () => {
  const lists = [
    { id: 'a', url: 'https://a.example/', enabled: true },
    { id: 'b', url: 'https://b.example/', enabled: false },
    { id: 'c', url: null, enabled: true },
  ];
  expect(refreshedUrls(lists, null)).toEqual(['https://a.example/']);
  expect(refreshedUrls(lists, 'b')).toEqual(['https://b.example/']);
});
