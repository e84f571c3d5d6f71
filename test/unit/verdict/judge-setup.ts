import { parseAddress } from '#lib/address/registry.ts';
import type { Match, MatchHow } from '#lib/core/report.ts';
import { judge } from '#lib/verdict/judge.ts';
import { claim, entry, listInfo } from '../../support/entries.ts';

export const TODAY = '2026-11-21';
export const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';
export const address = parseAddress(EVM);

export function match(
  over: Parameters<typeof claim>[0] = {},
  how: MatchHow = 'exact',
  list = listInfo(),
): Match {
  return { how, list, entry: entry(EVM, { chain: 'ethereum', claims: [claim(over)] }) };
}
export const level = (...matches: Match[]) => judge(matches, TODAY, address).level;
export const codes = (...matches: Match[]) => judge(matches, TODAY, address).reasons.map(({ code }) => code);
