import { describe, expect, it } from 'vitest';
import { COLUMNS } from '#components/lookup/rows.ts';
import { CHAINS } from '#lib/core/chains.ts';
import { ACTS } from '#lib/core/claim-act.ts';
import { DETAILS } from '#lib/core/problem-details.ts';
import { ACT_PROBLEMS, POLICY_PROBLEMS, PROBLEMS } from '#lib/core/problems.ts';
import { PROGRAMMES } from '#lib/core/programmes.ts';
import { REFUSAL_REASONS } from '#lib/core/refusals.ts';
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
    ...keyed('refused_as', REFUSAL_REASONS),
    ...keyed('problem', [...PROBLEMS, ...ACT_PROBLEMS]),
    ...keyed('policy_problem', Object.keys(POLICY_PROBLEMS)),
    ...keyed('detail', Object.keys(DETAILS)),
    ...keyed('fact', ACTS),
    ...ACTS.flatMap((act) => keyed(act, ['on', 'as', 'on-as'])),
    ...keyed('chain', CHAINS),
    ...keyed('a_chain', CHAINS),
    ...keyed('mark', [
      'sanctioned',
      'forfeited',
      'corroborated',
      'derived',
      'parent',
      'same-key',
      'lookalike',
    ]),
    ...keyed('banner', ['site', 'page', 'handle', 'widget', 'corroborated', 'lookalike-host']),
    ...keyed('banner', ['frame', 'frame-seized', 'frame-reported']),
    ...keyed('sure', ['official-list', 'court-record', 'agency-notice', 'issuer-freeze']),
    ...keyed('sure', ['research', 'community', 'corroborated']),
    ...keyed('guard', ['copy', 'press', 'pay', 'submit', 'copied', 'late']),
    ...keyed('guard_clipboard', ['emptied', 'other', 'kept']),
    ...keyed('lookup_col', COLUMNS),
    ...keyed('lookup_kind', ['address', 'host', 'page']),
    ...keyed('lookup_file', ['too-large', 'not-text', 'damaged', 'no-code']),
    ...keyed('form', ['lower-case', 'upper-case', 'without-prefix', 'legacy', 'hex', 'before-2018']),
    ...Object.values(PROGRAMMES).map(({ key }) => key),
  ])('%s is there', (key) => {
    expect(MESSAGES[key]).toBeTruthy();
  });

  it.each(Object.entries({ reason: REASONS, note: NOTES, policy_problem: POLICY_PROBLEMS, detail: DETAILS }))(
    '%s sentences name only parameters that the code carries',
    (prefix, table) => {
      for (const [code, params] of Object.entries<readonly string[]>(table)) {
        const message = MESSAGES[`${prefix}_${code.replaceAll('-', '_')}`] ?? '';
        for (const [, name] of message.matchAll(/\{(\w+)\}/g)) expect(params, code).toContain(name);
      }
    },
  );

  it.each([
    ['refused_as', REFUSAL_REASONS],
    ['problem', [...PROBLEMS, ...ACT_PROBLEMS]],
    ['policy_problem', Object.keys(POLICY_PROBLEMS)],
    ['detail', Object.keys(DETAILS)],
  ])('%s: has no words for what does not happen', (prefix, codes) => {
    const worded = Object.keys(MESSAGES).filter((key) => key.startsWith(`${prefix}_`));
    expect(worded.sort()).toEqual(keyed(prefix, codes).sort());
  });

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
      'MIT',
      'SHA',
      'XLSX',
      'JSON',
      'TLP',
      'TAXII',
      'API',
      'OFAC',
      'SDN',
      'ISIS',
      'NBCTF',
      'FBI',
      'USDT',
      'USC',
      'DBAD',
    ];
    for (const [key, text] of Object.entries(MESSAGES)) {
      const loud = (text.match(/\b[A-Z]{2,}\b/g) ?? []).filter((word) => !names.includes(word));
      expect(loud, key).toEqual([]);
    }
  });
});
