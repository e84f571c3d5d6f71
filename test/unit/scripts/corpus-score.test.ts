import { describe, expect, it } from 'vitest';
import type { Finding, Report } from '#lib/core/report.ts';
import type { Context, How } from '#lib/core/types.ts';
import type { HitRow, TruthRow } from '../../../scripts/bench/corpus-data.ts';
import {
  byChain,
  type Reports,
  scoreAll,
  scoreDonations,
  scoreForeign,
  scoreMentions,
  scorePrecision,
  scoreText,
  scoreTraps,
  wantedOfHit,
  wantedOfTruth,
} from '../../../scripts/bench/corpus-score.ts';

const BTC = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
/** BIP-173. */
const SEGWIT = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
/** EIP-55. */
const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';
/** 32 bytes of base58, as nonce of a guide to Solana; no checksum tells it from an account. */
const SOL = 'AkrQn5QWLACSP5EMT2R1ZHyKaGWVFrDHJ6NL89HKtwjQ';

function finding(
  text: string,
  over: { how?: How; context?: Context; level?: Finding['level'] } = {},
): Finding {
  const { how = 'text', context = 'mention', level = 'none' } = over;
  const place = { how, frame: 0, flags: [], context, at: { frameId: 0, text, index: 0 } };
  return { text, chain: 'bitcoin', canonical: text, places: [place], level, reasons: [], claims: [] };
}

const reports = (files: Record<string, Finding[]>): Reports =>
  new Map(
    Object.entries(files).map(([file, addresses]) => [file, { addresses, page: [] } as unknown as Report]),
  );

const row = (address: string, how: string, role = 'donation', doc = 'a'): TruthRow => ({
  doc,
  address,
  chain: 'bitcoin',
  kind: 'p2pkh',
  how,
  role,
});
const hit = (address: string, strong = true, cls = 'bitcoin/p2pkh'): HitRow => ({
  file: 'a',
  address,
  strong,
  cls: [cls],
  where: ['text'],
});

describe('recall', () => {
  it('in text asks for a place in text, everywhere for any place', () => {
    const wanted = [row(BTC, 'text'), row(SEGWIT, 'href|text'), row(EVM, 'js')].map(wantedOfTruth);
    const found = reports({
      'donation/a': [finding(BTC), finding(SEGWIT, { how: 'link' }), finding(EVM, { how: 'script' })],
    });
    expect(scoreText(wanted, found, {})).toMatchObject({ found: 1, of: 2, missed: [{ text: SEGWIT }] });
    expect(scoreAll(wanted, found, {})).toMatchObject({ found: 3, of: 3, missed: [] });
  });

  it('does not ask for what stands in comments only', () => {
    const wanted = [row(BTC, 'comment'), row(SEGWIT, 'text|comment')].map(wantedOfTruth);
    expect(scoreAll(wanted, reports({}), {})).toMatchObject({ found: 0, of: 1, missed: [{ text: SEGWIT }] });
  });

  it('takes two spellings for one, and another document for another', () => {
    const wanted = [wantedOfTruth(row(SEGWIT, 'text')), wantedOfTruth(row(SEGWIT, 'text', 'donation', 'b'))];
    const found = reports({ 'donation/a': [finding(SEGWIT.toUpperCase())] });
    expect(scoreText(wanted, found, {}).missed.map(({ file }) => file)).toEqual(['donation/b']);
  });

  it('names the reason where one is known, and counts by chain', () => {
    const wanted = [row(BTC, 'text'), row(SEGWIT, 'text')].map(wantedOfTruth);
    const score = scoreAll(wanted, reports({ 'donation/a': [finding(BTC)] }), { [SEGWIT]: 'known' });
    expect(score.missed).toMatchObject([{ text: SEGWIT, why: 'known' }]);
    expect(byChain(wanted, score)).toEqual([{ chain: 'bitcoin', found: 1, of: 2 }]);
  });
});

describe('precision', () => {
  it('parts false strings by checksum, and leaves out what is known or was looked at', () => {
    const found = reports({ 'pages/a': [finding(BTC), finding(SEGWIT), finding(EVM), finding(SOL)] });
    const score = scorePrecision([hit(BTC), hit(SOL, false, 'solana/base58-32')], found, {
      [EVM]: 'an example',
    });
    expect(score.checksummed.map(({ text }) => text)).toEqual([SEGWIT]);
    expect(score.unchecked.map(({ text }) => text)).toEqual([SOL]);
    expect(score.looked.map(({ text }) => text)).toEqual([EVM]);
  });

  it('names what is called listed, true or not', () => {
    const found = reports({ 'pages/a': [finding(BTC, { level: 'listed' })], 'donation/a': [finding(EVM)] });
    expect(scorePrecision([hit(BTC)], found, {}).listed.map(({ text }) => text)).toEqual([BTC]);
  });

  it('counts a trap that a report lists, or that passes for an address by its form', () => {
    const traps = [SOL, BTC, 'no address'].map((string) => ({ category: 'trap', string, file: 'a' }));
    expect(scoreTraps(traps, [], reports({})).missed.map(({ text }) => text)).toEqual([BTC]);
    expect(scoreTraps(traps, [], reports({ 'pages/a': [finding(SOL)] })).missed).toHaveLength(2);
    expect(
      scoreTraps([], [row(SOL, 'input')], reports({ 'donation/a': [finding(SOL)] })).missed,
    ).toHaveLength(1);
  });
});

describe('context', () => {
  it('of donations and of the rest, where they are found at all', () => {
    const rows = [row(BTC, 'text'), row(SEGWIT, 'text', 'example'), row(EVM, 'text', 'payment')];
    const asks = reports({
      'donation/a': rows.map(({ address }) => finding(address, { context: 'donation' })),
    });
    const mentions = reports({ 'donation/a': rows.map(({ address }) => finding(address)) });
    expect(scoreDonations(rows, asks)).toMatchObject({ found: 1, of: 1 });
    expect(scoreDonations(rows, mentions)).toMatchObject({ found: 0, of: 1, missed: [{ text: BTC }] });
    expect(scoreDonations(rows, reports({}))).toMatchObject({ of: 0 });
    expect(scoreMentions(rows, [], asks).documents).toMatchObject({
      found: 0,
      of: 1,
      missed: [{ text: SEGWIT }],
    });
    expect(scoreMentions(rows, [hit(BTC)], reports({ 'pages/a': [finding(BTC)] })).pages).toMatchObject({
      found: 1,
    });
  });
});

describe('what others find', () => {
  it('is measured by the same lists', () => {
    const truth = [row(BTC, 'text'), row(EVM, 'text'), row(SEGWIT, 'href')].map(wantedOfTruth);
    const hits = [hit(BTC), hit(SOL, false, 'solana/base58-32')].map(wantedOfHit);
    const found = new Map([
      ['donation/a', [BTC, 'whatever']],
      ['pages/a', [BTC, SOL, SEGWIT]],
    ]);
    expect(scoreForeign(truth, hits, found, { [SEGWIT]: 'an example' })).toEqual({
      found: 1,
      of: 2,
      falseStrings: 1,
    });
  });
});
