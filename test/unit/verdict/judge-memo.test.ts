import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import type { Match } from '#lib/core/report.ts';
import { judge } from '#lib/verdict/judge.ts';
import { claim, entry, listInfo } from '../../support/entries.ts';
import { match, TODAY } from './judge-setup.ts';

describe('judge', () => {
  describe('a destination tag', () => {
    // One account in the tests of xrpl.js: classic, and as X-address without and with a tag.
    const CLASSIC = 'rGWrZyQqhTp9Xu7G5Pkayo7bXjH4k4QYpf';
    const UNTAGGED = 'XVLhHMPHU98es4dbozjVtdWzVrDjtV5fdx1mHp98tDMoQXb';
    const TAGGED = 'XVLhHMPHU98es4dbozjVtdWzVrDjtVqrDUk2vDpkTjPsY73';
    const tag = '16781933';
    const listed = (value: string, over: Parameters<typeof claim>[0] = {}): Match => ({
      ...match(),
      entry: entry(value, { chain: 'ripple', claims: [claim(over)] }),
    });
    const verdict = (one: Match, shown: string) => {
      const { level, reasons, claims } = judge([one], TODAY, parseAddress(shown));
      return [level, reasons[0]?.code, claims[0]?.bearing];
    };

    it.each<[string, Match, string, unknown[]]>([
      ['the same', listed(CLASSIC, { memo: tag }), TAGGED, ['listed', 'sanctioned', 'against']],
      [
        'the same with zeros',
        listed(CLASSIC, { memo: `00${tag}` }),
        TAGGED,
        ['listed', 'sanctioned', 'against'],
      ],
      ['another', listed(CLASSIC, { memo: '7' }), TAGGED, ['none', 'other-memo', 'neither']],
      ['not shown', listed(CLASSIC, { memo: tag }), CLASSIC, ['none', 'memo-needed', 'neither']],
      ['listed inside the address, the same', listed(TAGGED), TAGGED, ['listed', 'sanctioned', 'against']],
      ['listed inside the address, not shown', listed(TAGGED), CLASSIC, ['none', 'memo-needed', 'neither']],
      ['listed inside the address, empty', listed(TAGGED), UNTAGGED, ['none', 'memo-needed', 'neither']],
      ['not listed', listed(CLASSIC), TAGGED, ['listed', 'sanctioned', 'against']],
      [
        'of a delisted claim, another',
        listed(CLASSIC, { memo: '7', delisted: '2021-01-01' }),
        TAGGED,
        ['none', undefined, 'neither'],
      ],
      [
        'of a charity, the same',
        listed(CLASSIC, { memo: tag, stance: 'verified' }),
        TAGGED,
        ['verified', 'verified', 'for'],
      ],
      [
        'of a charity, not shown',
        listed(CLASSIC, { memo: tag, stance: 'verified' }),
        CLASSIC,
        ['none', undefined, 'neither'],
      ],
    ])('%s', (_name, one, shown, expected) => {
      expect(verdict(one, shown)).toEqual(expected);
    });

    it('of another customer corroborates nothing', () => {
      const from = (id: string, memo: string | null) => ({
        ...listed(CLASSIC, { id, memo, tier: 'reported' }),
        list: listInfo({ id, publisher: id, upstreams: [id] }),
      });
      expect(judge([from('a', tag), from('b', '7')], TODAY, parseAddress(TAGGED)).level).toBe('reported');
      expect(judge([from('a', tag), from('b', tag)], TODAY, parseAddress(TAGGED)).level).toBe('listed');
    });
  });
});
