import { describe, expect, it } from 'vitest';
import { atOnce } from '#lib/core/steps.ts';
import { findCandidates } from '#lib/detect/find.ts';
import { readThings } from '#lib/review/lookup/things.ts';

const EVM = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const BTC = '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH';
const thingsIn = (text: string) => atOnce(readThings(text));
const placesIn = (text: string) => thingsIn(text).places.map(({ name, line }) => [name, line]);
const found = (text: string) => thingsIn(text).candidates.map((candidate) => candidate.text);

describe('what a text holds', () => {
  it('is every string of the shape of an address, in order, each once, with how often and where', () => {
    const things = thingsIn(`a ${BTC}\n${EVM}, and\n again ${BTC}.`);
    expect(things.candidates.map(({ text }) => text)).toEqual([BTC, EVM]);
    expect([...things.standing]).toEqual([
      [BTC, { times: 2, at: 2, line: 1 }],
      [EVM, { times: 1, at: 37, line: 2 }],
    ]);
    expect(things.left).toBe(0);
  });

  it('has what stands around each, white space folded, as a page has', () => {
    const { candidates } = thingsIn(`${'x '.repeat(500)}pay   to\n${EVM}\tnow ${'y '.repeat(500)}`);
    const near = candidates[0]?.places[0]?.near ?? '';
    expect(near).toContain(`pay to ${EVM} now y`);
    expect(near.length).toBeLessThanOrEqual(240);
  });

  it('marks what is disguised and what is set in groups', () => {
    expect(
      thingsIn(`send 0х5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed`).candidates[0]?.places[0]?.flags,
    ).toEqual(['disguised']);
    const groups = BTC.replace(/(.{4})/g, '$1 ');
    const { candidates } = thingsIn(`to ${groups} please`);
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
    const { places } = thingsIn('https://a.example.org/1 https://a.example.org/2\nhttps://a.example.org/1');
    expect(places).toEqual([
      { url: 'https://a.example.org/1', name: 'a.example.org', times: 2, at: 0, line: 1 },
      { url: 'https://a.example.org/2', name: 'a.example.org', times: 1, at: 24, line: 1 },
    ]);
  });

  it('are read for addresses as the links of a page are', () => {
    const solana = 'FYpgseqgGkE2eHsTxz3M7u4JeqhFCoo5Y7EvYLpRZqoT';
    const { candidates } = thingsIn(`https://solscan.io/account/${solana}`);
    expect(candidates).toMatchObject([{ text: solana, places: [{ how: 'link', label: 'solscan.io' }] }]);
    expect(found(`https://example.org/x?to=${EVM}`)).toEqual([EVM]);
  });
});

describe('a long text', () => {
  it('is read in small steps: nobody else waits for all of it', () => {
    const words = 'some words of a text that goes on and on '.repeat(10_000);
    expect([...readThings(words)].length).toBeGreaterThan(10);
    const sites = Array.from({ length: 1_000 }, (_, i) => `https://example-${i}.org/`).join(' ');
    expect([...readThings(sites)].length).toBeGreaterThan(1_000);
  });

  it.each([
    ['a word', EVM],
    ['groups', BTC.replace(/(.{4})/g, '$1 ')],
    ['lines', `${BTC.slice(0, 17)}\n${BTC.slice(17)}`],
    ['letters that look like others', EVM.replace('0x', '0х')],
    ['a form that words announce', 'a lightning address of ours: somebody@example.org'],
  ])('has in it what a short one has, wherever a step ends: %s', (_name, address) => {
    const words = 'some words '.repeat(3_200);
    const short = findCandidates(` to ${address} please`).map(({ text }) => text);
    expect(short).not.toEqual([]);
    // Steps are much the same length, so that somewhere in here one ends inside the address, or beside it.
    for (let shift = 0; shift < 5_000; shift += 13) {
      const text = `${words.slice(0, 30_000 + shift)} to ${address} please ${words}`;
      expect(found(text)).toEqual([...new Set(short)]);
    }
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
    thingsIn(text);
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  it('is read up to a number of different things, and the rest counted', () => {
    const many = Array.from({ length: 20_010 }, (_, i) => `0x${i.toString(16).padStart(40, '0')}`).join('\n');
    const things = thingsIn(`${many}\n${many.slice(0, 500)}`);
    expect(things.candidates.length).toBe(20_000);
    expect(things.left).toBe(10);
  });
});
