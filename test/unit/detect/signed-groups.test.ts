import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import { findCandidates } from '#lib/detect/find.ts';
import { findRowSpots, findRows } from '#lib/detect/signed-groups.ts';

const P2PKH = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const P2WPKH = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';
const MONERO =
  '44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A';
const STELLAR = 'GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ';

const set = (text: string, sign: string, size = 4) =>
  text.match(new RegExp(`.{1,${size}}`, 'g'))?.join(sign) ?? '';
const texts = (text: string) => findRows(text).map((found) => found.text);

describe('an address in groups with a sign between them', () => {
  it.each(['-', '\u2013', '\u00b7', '\u2022', '.', '|', '_', '/', ' - ', ' \u00b7 '])('%s', (sign) => {
    const row = set(P2PKH, sign);
    const text = `Send to ${row}. Thank you`;
    expect(findRows(text)).toContainEqual({ text: P2PKH, start: 8, end: 8 + row.length, grouped: true });
    expect(findRowSpots(text)).toHaveLength(1);
  });

  it.each([P2PKH, P2WPKH, EVM, MONERO, STELLAR])('of any form with a checksum: %s', (address) => {
    for (const size of [3, 4, 5, 6, 7, 8]) expect(texts(`(${set(address, '-', size)})`)).toContain(address);
  });

  it('behind a label', () => {
    const text = `BTC-${set(P2PKH, '-')}`;
    expect(findRows(text)).toContainEqual({ text: P2PKH, start: 4, end: text.length, grouped: true });
  });

  it('is seen where words of neighbouring blocks touch it', () => {
    for (const sign of ['-', '/', '.']) {
      expect(findRowSpots(`Donate${set(P2PKH, sign)}Copy`)).toHaveLength(1);
    }
  });

  it.each([
    ['a UUID', '3f2b8c1e-9d4a-4b6f-8e2d-1a5c7b9d0e3f'],
    ['a key of a product', 'W269N-WFGWX-YVC9B-4J6C9-T83GX and XGVPP-NMH47-7TTHJ-W3FW7-8HV2C'],
    ['a phone number', '+49-3012-3456-7890-1234-5678-9012'],
    ['dates', '2024-2025-2026-2027-2028-2029-2030-2031'],
    ['a path', '/data/User/Docs/2024/Work/Pics/Trip/Rome/File'],
    ['a host', 'http.Cd3n.exam.ple2.host.name.corp.intr.net4'],
    ['a name with words in it', 'some-page-that-goes-over-many-more-word-with-2024'],
    ['signs of two kinds', set(P2PKH, '-').replace('-', '.')],
    ['groups of two sizes', `${P2PKH.slice(0, 5)}-${set(P2PKH.slice(5), '-')}`],
    ['a row that began before', `no-${set(P2PKH, '-')}`],
    ['a row that began before with more', `transferred-${set(P2PKH, '-')}`],
    ['a row that goes on', `${set(P2PKH, '-').slice(0, -3)}-tpyT-and-more`],
    ['a digest in hex', set(`0x${'5a'.repeat(32)}`, '-')],
    ['a form without a checksum', set('9WzDXwBbmkg8ZTbNMqUxvQRAyrZzDsGYdLVL9zYtAWWM', '-')],
  ])('is not %s', (_, text) => {
    expect(texts(text).filter(parseAddress)).toEqual([]);
  });

  it.each([
    ['keys of products', 'W269N-WFGWX-YVC9B-4J6C9-T83GX'],
    ['words', 'some-page-that-goes-over-many-more-word-with-2024'],
    ['a path', '/data/User/Docs/2024/Work/Pics/Trip/Rome/File'],
  ])('does not even ask whether it is %s', (_, text) => {
    expect(texts(text)).toEqual([]);
  });
});

it('passes over a long row in time that its length tells', () => {
  // Work is counted: how often an expression is asked.
  const looks = (text: string) => {
    const exec = RegExp.prototype.exec;
    let count = 0;
    RegExp.prototype.exec = function (...given) {
      count++;
      return exec.apply(this, given);
    };
    try {
      findRowSpots(text);
      findRows(text);
    } finally {
      RegExp.prototype.exec = exec;
    }
    return count;
  };
  const unit = `${set(P2PKH, '-')}-`;
  expect(looks(unit.repeat(2_000)) / looks(unit.repeat(1_000))).toBeLessThan(2.2);
});

it('every vector with a checksum that is found in one word is found in such a row', () => {
  const folder = new URL('../../vectors/', import.meta.url);
  const missed: string[] = [];
  for (const name of readdirSync(folder)) {
    const { valid } = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as {
      valid: { text: string }[];
    };
    for (const { text } of valid) {
      const address = parseAddress(text);
      if (!/^[0-9A-Za-z]{25,160}$/.test(text) || !address || address.needsContext) continue;
      if (findCandidates(text).length === 0) continue;
      if (!texts(set(text, '-')).includes(text)) missed.push(`${name} ${text}`);
    }
  }
  expect(missed).toEqual([]);
});
