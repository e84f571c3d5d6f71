import { describe, expect, it } from 'vitest';
import { readThings } from '#lib/review/lookup/things.ts';

const EVM = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const BTC = '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH';
const placesIn = (text: string) => readThings(text).places.map(({ name, line }) => [name, line]);
const found = (text: string) => readThings(text).candidates.map((candidate) => candidate.text);

describe('what a text holds', () => {
  it('is every string of the shape of an address, in order, each once, with how often and where', () => {
    const things = readThings(`a ${BTC}\n${EVM}, and\n again ${BTC}.`);
    expect(things.candidates.map(({ text }) => text)).toEqual([BTC, EVM]);
    expect([...things.standing]).toEqual([
      [BTC, { times: 2, at: 2, line: 1 }],
      [EVM, { times: 1, at: 37, line: 2 }],
    ]);
    expect(things.left).toBe(0);
  });

  it('has what stands around each, white space folded, as a page has', () => {
    const { candidates } = readThings(`${'x '.repeat(500)}pay   to\n${EVM}\tnow ${'y '.repeat(500)}`);
    const near = candidates[0]?.places[0]?.near ?? '';
    expect(near).toContain(`pay to ${EVM} now y`);
    expect(near.length).toBeLessThanOrEqual(240);
  });

  it('marks what is disguised and what is set in groups', () => {
    expect(
      readThings(`send 0х5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed`).candidates[0]?.places[0]?.flags,
    ).toEqual(['disguised']);
    const groups = BTC.replace(/(.{4})/g, '$1 ');
    const { candidates } = readThings(`to ${groups} please`);
    expect(candidates.find(({ text }) => text === BTC)).toMatchObject({ places: [{ how: 'split' }] });
  });
});

describe('places in a text', () => {
  it.each([
    ['https://www.example.org/a/b?c#d', 'example.org'],
    ['See http://example.org.', 'example.org'],
    ['(https://en.wikipedia.org/wiki/Foo_(bar))', 'en.wikipedia.org'],
    ['example.org', 'example.org'],
    ['at sub.example.co.uk/path, which', 'sub.example.co.uk'],
    ['hxxps://evil[.]example[.]org/x', 'evil.example.org'],
    ['evil[.]example[.]org', 'evil.example.org'],
    ['t.me/Some_Channel/12', 't.me/some_channel'],
    ['tg://resolve?domain=Some_Channel', 't.me/some_channel'],
    ['https://facebook.com/somebody', 'facebook.com/somebody'],
    ['"https://example.org/"', 'example.org'],
    ['https://münchen.de/', 'xn--mnchen-3ya.de'],
  ])('%s is %s', (text, name) => {
    expect(placesIn(text)).toEqual([[name, 1]]);
  });

  it.each([
    'node.js and README.md and setup.py',
    'mail tips@example.org',
    'version 1.2.3 of e.g. this',
    'https://etherscan.io/address/0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
    'mailto:a@b.example ftp.',
    'http://',
    'http://localhost/ and file:///etc/passwd',
  ])('none in: %s', (text) => {
    expect(placesIn(text).filter(([name]) => name !== 'localhost')).toEqual([]);
  });

  it('are looked up each, for a list may name one page of many', () => {
    const { places } = readThings('https://a.example.org/1 https://a.example.org/2\nhttps://a.example.org/1');
    expect(places).toEqual([
      { url: 'https://a.example.org/1', name: 'a.example.org', times: 2, at: 0, line: 1 },
      { url: 'https://a.example.org/2', name: 'a.example.org', times: 1, at: 24, line: 1 },
    ]);
  });

  it('are read for addresses as the links of a page are', () => {
    const solana = 'FYpgseqgGkE2eHsTxz3M7u4JeqhFCoo5Y7EvYLpRZqoT';
    const { candidates } = readThings(`https://solscan.io/account/${solana}`);
    expect(candidates).toMatchObject([{ text: solana, places: [{ how: 'link', label: 'solscan.io' }] }]);
    expect(found(`https://example.org/x?to=${EVM}`)).toEqual([EVM]);
  });
});

describe('a text that is made to take long', () => {
  it.each([
    ['one word', 'a'.repeat(1_000_000)],
    ['dots', 'a.'.repeat(500_000)],
    ['hyphens', `${'a-'.repeat(500_000)}.org`],
    ['brackets', '('.repeat(1_000_000)],
    ['slashes', `https://${'/'.repeat(1_000_000)}`],
    ['disguised dots', 'a[.]'.repeat(250_000)],
    ['lines', '\n'.repeat(1_000_000)],
    ['schemes', 'https://'.repeat(120_000)],
    ['endings', `https://a.example/${')'.repeat(500_000)}x`],
  ])('%s', (_name, text) => {
    const start = performance.now();
    readThings(text);
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  it('is read up to a number of different things, and the rest counted', () => {
    const many = Array.from({ length: 20_010 }, (_, i) => `0x${i.toString(16).padStart(40, '0')}`).join('\n');
    const things = readThings(`${many}\n${many.slice(0, 500)}`);
    expect(things.candidates.length).toBe(20_000);
    expect(things.left).toBe(10);
  });
});
