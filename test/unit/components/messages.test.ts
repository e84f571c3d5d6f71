import { describe, expect, it } from 'vitest';
import { PROGRAMMES } from '#components/programmes.ts';
import { CHAINS } from '#lib/core/chains.ts';
import { LEVELS, MARKED_LEVELS } from '#lib/core/report.ts';
import { HOWS, PLACE_FLAGS } from '#lib/core/types.ts';
import { NOTES, REASONS, UNREAD } from '#lib/verdict/reasons.ts';
import { MESSAGES } from './english.ts';

const keyed = (prefix: string, codes: readonly string[]) =>
  codes.map((code) => `${prefix}_${code.replaceAll('-', '_')}`);

describe('English messages', () => {
  it.each([
    ...keyed('reason', Object.keys(REASONS)),
    ...keyed('note', Object.keys(NOTES)),
    ...keyed('unread', UNREAD),
    ...keyed('level', LEVELS),
    ...keyed('badge', LEVELS),
    ...LEVELS.flatMap((level) => keyed('sub', [`${level}-donation`, `${level}-mention`])),
    ...keyed('headline', LEVELS),
    ...keyed('how', HOWS),
    ...keyed('flag', PLACE_FLAGS),
    ...keyed('chain', CHAINS),
    ...keyed('a_chain', CHAINS),
    ...keyed('mark', ['sanctioned', 'forfeited', 'seized-site', 'corroborated', 'derived', 'same-key']),
    ...Object.values(PROGRAMMES),
  ])('%s is there', (key) => {
    expect(MESSAGES[key]).toBeTruthy();
  });

  it.each(Object.entries({ reason: REASONS, note: NOTES }))(
    '%s sentences name only parameters that the code carries',
    (prefix, table) => {
      for (const [code, params] of Object.entries<readonly string[]>(table)) {
        const message = MESSAGES[`${prefix}_${code.replaceAll('-', '_')}`] ?? '';
        for (const [, name] of message.matchAll(/\{(\w+)\}/g)) expect(params, code).toContain(name);
      }
    },
  );

  it('has a word for every level that is marked on a page', () => {
    for (const level of MARKED_LEVELS) expect(MESSAGES[`level_${level.replace('-', '_')}`]).toBeTruthy();
  });

  it.each(['scammer', 'criminal', 'terrorist', 'safe', 'clean', 'guaranteed', 'dangerous', '!'])(
    'never says "%s"',
    (word) => {
      for (const [key, text] of Object.entries(MESSAGES)) expect(text.toLowerCase(), key).not.toContain(word);
    },
  );

  it('writes nothing in capitals but names', () => {
    const names = [
      'TRON',
      'NEAR',
      'XRP',
      'ENS',
      'TON',
      'CSV',
      'US',
      'QR',
      'SV',
      'EVM',
      'PDF',
      'FATF',
      'MISP',
      'STIX',
    ];
    for (const [key, text] of Object.entries(MESSAGES)) {
      const loud = (text.match(/\b[A-Z]{2,}\b/g) ?? []).filter((word) => !names.includes(word));
      expect(loud, key).toEqual([]);
    }
  });
});
