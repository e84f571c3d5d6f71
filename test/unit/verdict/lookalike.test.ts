import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import type { Finding, Report } from '#lib/core/report.ts';
import type { Address } from '#lib/core/types.ts';
import { withExtras } from '#lib/verdict/extras.ts';
import { imitatesHost, imitatesPublished, twinsAmong } from '#lib/verdict/lookalike.ts';
import { claim, entry } from '../../support/entries.ts';

const HONEST = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const LIKE = '0x5aae00112233445566778899aabbccddeeffeaed';
const OTHER = '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359';
const evm = (middle: string, head = '5aae', tail = 'eaed') =>
  parse(`0x${head}${middle.padStart(32, '0')}${tail}`);
const parse = (text: string): Address => {
  const address = parseAddress(text);
  if (!address) throw new Error(`${text} is no address`);
  return address;
};
const pairs = (shown: Address[], earlier: Address[] = []) =>
  [...twinsAmong(shown, earlier)].map(([identity, { canonical }]) => [identity, canonical]);

describe('addresses of one tab that can be taken for each other', () => {
  it('are told of both, for nobody can tell which imitates', () => {
    const [honest, like] = [parse(HONEST), parse(LIKE)];
    expect(pairs([honest, like, parse(OTHER)])).toEqual([
      [honest.identity, like.canonical],
      [like.identity, honest.canonical],
    ]);
  });

  it('are told where one stood on an earlier page', () => {
    expect(pairs([parse(LIKE)], [parse(HONEST)])).toEqual([[parse(LIKE).identity, HONEST]]);
    expect(pairs([parse(HONEST)], [parse(HONEST)])).toEqual([]);
    expect(pairs([], [parse(HONEST), parse(LIKE)])).toEqual([]);
  });

  it('are nothing where ends are made to order, as those of token mints', () => {
    const mints = [evm('1', '1111', 'c0de'), evm('2', '2345', 'c0de'), evm('3', '3456', 'c0de')];
    const [a, b] = [evm('a', '4567', 'c0de'), evm('b', '4567', 'c0de')];
    expect(pairs([a, b])).toHaveLength(2);
    expect(pairs([a, b, ...mints])).toEqual([]);
    const heads = [evm('1', '4567', '1234'), evm('2', '4567', '2345')];
    expect(pairs([a, b, ...heads])).toEqual([]);
  });
});

describe('what imitates what a charity published', () => {
  const verified = (over = {}) => claim({ stance: 'verified', subject: 'Orchard School', ...over });
  const list = { date: '2026-11-20' };
  const found = (over = {}) => [
    { how: 'ends' as const, list, entry: entry(HONEST, { claims: [verified(over)] }) },
  ];
  const hosts = (how: 'letters' | 'typo', over = {}) => [
    { how, list, entry: entry('redcross.example', { kind: 'domain', claims: [verified(over)] }) },
  ];

  it('is told with the address and who vouches for it', () => {
    expect(imitatesPublished(found(), '2026-11-21')).toEqual({
      level: 'lookalike',
      reason: {
        code: 'lookalike',
        params: { other: HONEST, authority: 'Example Authority', subject: 'Orchard School' },
      },
    });
  });

  it('is nothing where the claim is not in force, or is another one', () => {
    expect(imitatesPublished(found({ listed: '2027-01-01' }), '2026-11-21')).toBeNull();
    expect(imitatesPublished(found({ status: 'withdrawn' }), '2026-11-21')).toBeNull();
    expect(imitatesPublished(found({ stance: 'warns' }), '2026-11-21')).toBeNull();
  });

  it('is told today of what a list held when it was written, though the clock is behind', () => {
    const listed = { firstSeen: '2026-11-01', listed: null };
    const behind = '2026-01-01';
    const host = 'redcr0ss.example';
    const levels = (isToday: boolean) => [
      imitatesPublished(found(listed), behind, isToday)?.level,
      imitatesHost(hosts('letters', listed), host, false, behind, isToday)?.level,
    ];
    expect(levels(true)).toEqual(['lookalike', 'lookalike']);
    expect(levels(false)).toEqual([undefined, undefined]);
  });

  it('is told of a host with letters that look alike, whatever its page is about', () => {
    expect(imitatesHost(hosts('letters'), 'redcr0ss.example', false, '2026-11-21')).toMatchObject({
      level: 'lookalike',
      reason: { code: 'lookalike-host', params: { host: 'redcr0ss.example', other: 'redcross.example' } },
    });
  });

  it('is caution about a host with a near name, and only where it asks for money', () => {
    expect(imitatesHost(hosts('typo'), 'redcros.example', false, '2026-11-21')).toBeNull();
    expect(imitatesHost(hosts('typo'), 'redcros.example', true, '2026-11-21')).toMatchObject({
      level: 'caution',
      reason: { code: 'similar-host' },
    });
    expect(
      imitatesHost(hosts('typo', { status: 'expired' }), 'redcros.example', true, '2026-11-21'),
    ).toBeNull();
  });
});

describe('a report with what was found beside the lists', () => {
  const finding = (text: string, level: Finding['level']): Finding => ({
    text,
    chain: 'ethereum',
    canonical: text,
    places: [],
    level,
    reasons: [{ code: 'testnet', params: {} }],
    claims: [],
  });
  const report = {
    url: 'https://redcr0ss.example/give',
    level: 'listed',
    page: [],
    addresses: [finding('a', 'listed'), finding('b', 'none'), finding('c', 'none')],
  } as unknown as Report;
  const caution = { level: 'caution', reason: { code: 'rotates', params: {} } } as const;
  const lookalike = { level: 'lookalike', reason: { code: 'lookalike', params: {} } } as const;

  it('is ordered anew, and what gave the level comes first', () => {
    const { addresses } = withExtras(report, {
      addresses: new Map([
        ['a', [caution]],
        ['c', [lookalike]],
      ]),
      page: null,
    });
    expect(
      addresses.map(({ text, level, reasons }) => [text, level, ...reasons.map(({ code }) => code)]),
    ).toEqual([
      ['a', 'listed', 'testnet', 'rotates'],
      ['c', 'lookalike', 'lookalike', 'testnet'],
      ['b', 'none', 'testnet'],
    ]);
  });

  it('says it of the page itself', () => {
    const quiet = { ...report, addresses: [] };
    const told = withExtras(quiet, {
      addresses: new Map(),
      page: { host: 'redcr0ss.example', extra: lookalike },
    });
    expect(told).toMatchObject({
      level: 'lookalike',
      page: [{ canonical: 'redcr0ss.example', level: 'lookalike', places: [] }],
    });
    const listed = { ...quiet, page: [finding('https://redcr0ss.example/give', 'listed')] };
    const both = withExtras(listed, {
      addresses: new Map(),
      page: { host: 'redcr0ss.example', extra: lookalike },
    });
    expect(both.page.map(({ level, reasons }) => [level, reasons.length])).toEqual([['listed', 2]]);
  });
});
