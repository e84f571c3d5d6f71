import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import { MAX_CHILDREN_TOLD } from '#lib/core/limits.ts';
import type { Match } from '#lib/core/report.ts';
import { judge } from '#lib/verdict/judge.ts';
import { ZPUB } from '../../support/account-key.ts';
import { type claim, listInfo } from '../../support/entries.ts';
import { match, TODAY } from './judge-setup.ts';

const KEY = parseAddress(ZPUB);
/** The list holds a child of the key. */
const child = (over: Parameters<typeof claim>[0] = {}, path = 'M/0/5', list = listInfo()): Match => ({
  ...match(over, 'parent', list),
  path,
});
const said = (...matches: Match[]) => judge(matches, TODAY, KEY);
const level = (...matches: Match[]) => said(...matches).level;
const codes = (...matches: Match[]) => said(...matches).reasons.map(({ code }) => code);

describe('a key that makes what a list holds', () => {
  it('is linked by that address, whose path is told, and is never called listed', () => {
    expect(said(child())).toMatchObject({
      level: 'derived',
      reasons: [
        {
          code: 'parent',
          params: {
            authority: 'Example Authority',
            subject: 'Example Front',
            value: '0x52908400098527886E0F7030069857D2E4169EE7',
            path: 'M/0/5',
          },
        },
      ],
      claims: [{ match: 'parent', bearing: 'against' }],
    });
  });

  it('leaves a report a report and a conclusion a report, and says nothing of what is past', () => {
    expect(level(child({ tier: 'reported' }))).toBe('reported');
    expect(codes(child({ tier: 'reported' }))).toEqual(['parent']);
    expect(level(child({ relation: 'cluster' }))).toBe('reported');
    expect(said(child({ delisted: '2025-03-21' }))).toMatchObject({ level: 'none', reasons: [] });
    const from = (id: string) =>
      child({ id, tier: 'reported' }, 'M/0/5', listInfo({ id, publisher: id, upstreams: [id] }));
    expect(level(from('a'), from('b'))).toBe('reported');
  });

  it('says nothing of a child that is shared by many, or published by a charity', () => {
    expect(said(child({ memo: '1' }))).toMatchObject({ level: 'none', reasons: [] });
    expect(said(child({ stance: 'verified' }))).toMatchObject({ level: 'none', reasons: [] });
    expect(said(child({ stance: 'safe' }))).toMatchObject({ level: 'none', reasons: [] });
  });

  it.each(['safe', 'verified'] as const)('is not reported for a child that is known as %s', (stance) => {
    const known = child({ id: 'k', stance, subject: 'Some Charity' });
    expect(codes(known, child({ tier: 'reported' }))).toEqual(['conflict']);
    expect(level(known, child({ tier: 'reported' }))).toBe('none');
    expect(level(known, child())).toBe('derived');
  });

  it.each(['safe', 'verified'] as const)(
    'does not hide one child, or itself, behind another that is %s',
    (stance) => {
      const known = child({ id: 'k', stance }, 'M/0/6');
      expect(codes(known, child({ tier: 'reported' }))).toEqual(['parent']);
      expect(codes(known, match({ tier: 'reported' }))).toEqual(['reported']);
    },
  );

  it('names the first of many children, and every claim', () => {
    const many = Array.from({ length: 9 }, (_, i) => {
      const one = child({ id: `test:${i}` }, `M/0/${i}`);
      return { ...one, entry: { ...one.entry, value: `child ${i}` } };
    });
    expect(said(...many).reasons.map(({ params }) => params.path)).toEqual(
      ['M/0/0', 'M/0/1', 'M/0/2'].slice(0, MAX_CHILDREN_TOLD),
    );
    expect(said(...many).claims).toHaveLength(9);
  });
});
