import { attempt, bodyOf } from '#lib/feed/body.ts';
import type { Adapter, Source } from '#lib/feed/formats/adapter.ts';
import { ofacAdvanced } from '#lib/feed/formats/ofac-advanced.ts';
import { gatherer } from '../../support/gatherer.ts';
import { type AdvancedFile, advancedFile, alias, listing, party } from './ofac-files.ts';

export const SOURCE: Source = { id: 'x', name: 'SDN_ADVANCED.XML', today: '2026-11-21' };
export const bytes = (text: string) => new TextEncoder().encode(text);

/** What an adapter makes of a file, before the compiler has a say. */
export async function readWith(adapter: Adapter, source: Source, text: string) {
  const { sink, entries, refused } = gatherer();
  const result = await attempt(() => adapter.read(bodyOf(bytes(text)), source, sink));
  return {
    result,
    entries,
    values: entries.map(({ value }) => value),
    refused: refused.map(({ where, value, reason }) => [where, value, reason] as const),
  };
}

export const readAdvanced = (text: string) => readWith(ofacAdvanced, SOURCE, text);

export const COMPANY = [alias([[53, 'EXAMPLE FRONT']])];

/** A file with one party, 101, that is listed. */
export const withParty = (aliases: string[], features: string[], more: AdvancedFile = {}) =>
  readAdvanced(advancedFile({ parties: [party(101, aliases, features)], entries: [listing(101)], ...more }));
