import type { Confidence } from '#lib/core/entry.ts';
import { DOJ, FBI, NBCTF, OFAC, RANSOMWHERE } from '../sources.ts';

/**
 * Topics of OpenSanctions (opensanctions.org/docs/topics) that speak against whoever carries them, the gravest first,
 * with the category that a claim has for them. Data.
 *
 * Left out: `sanction.linked` (guilt by association), `sanction.counter` (states that sanction journalists and
 * defenders of human rights), `debarment` (no public contracts), `asset.frozen`, `poi`, everything about a role, an
 * office or a kind of company, and trouble with regulators.
 */
export const WARNING_TOPICS: readonly [topic: string, category: string][] = [
  ['crime.terror', 'terrorism'],
  ['sanction', 'sanction'],
  ['wanted', 'wanted'],
  ['crime.war', 'war_crimes'],
  ['crime.traffick.human', 'human_trafficking'],
  ['crime.traffick.drug', 'drug_trafficking'],
  ['crime.traffick', 'trafficking'],
  ['crime.cyber', 'cybercrime'],
  ['crime.theft', 'theft'],
  ['crime.fraud', 'fraud'],
  ['crime.fin', 'financial_crime'],
  ['crime.boss', 'crime'],
  ['crime', 'crime'],
];

/** What an authority says of its own: a list that binds, a finding of a court, or a notice that binds nobody. */
export type OfficialWord = Extract<Confidence, 'official-list' | 'court-record' | 'agency-notice'>;

interface Dataset {
  name: string;
  /** Whose records it hands on, under the name that other lists have for them. */
  source: string;
  /** How sure what an authority's own dataset says is; `null` where it restates what others publish. */
  word: OfficialWord | null;
}

const DATASETS: readonly Dataset[] = [
  { name: 'ch_seco_sanctions', source: 'Swiss SECO', word: 'official-list' },
  { name: 'eu_fsf', source: 'European Union', word: 'official-list' },
  { name: 'eu_sanctions_map', source: 'European Union', word: 'official-list' },
  { name: 'fr_tresor_gels_avoir', source: 'French Treasury', word: 'official-list' },
  { name: 'gb_fcdo_sanctions', source: 'UK sanctions list', word: 'official-list' },
  { name: 'gb_hmt_sanctions', source: 'UK sanctions list', word: 'official-list' },
  { name: 'il_mod_crypto', source: NBCTF, word: 'official-list' },
  { name: 'il_mod_terrorists', source: NBCTF, word: 'official-list' },
  { name: 'jp_mof_sanctions', source: 'Japanese Ministry of Finance', word: 'official-list' },
  { name: 'un_sc_sanctions', source: 'UN Security Council', word: 'official-list' },
  // Announcements of an investigation: nothing is blocked by them.
  { name: 'us_fbi_lazarus_crypto', source: FBI, word: 'agency-notice' },
  { name: 'us_ofac_sdn', source: OFAC, word: 'official-list' },
  // Its entries are not blocked, and OFAC's own file is the one that sanctions.
  { name: 'us_ofac_cons', source: OFAC, word: null },
  { name: 'ransomwhere', source: RANSOMWHERE, word: null },
  { name: 'us_doj_forfeitures', source: DOJ, word: null },
];

const BY_NAME = new Map(DATASETS.map((dataset) => [dataset.name, dataset]));
/** The surest first. */
const WORDS: readonly OfficialWord[] = ['official-list', 'court-record', 'agency-notice'];

/** The surest that any of these datasets says; `null` where none is an authority's own. */
export function officialWordOf(datasets: readonly string[]): OfficialWord | null {
  const said = datasets.map((dataset) => BY_NAME.get(dataset)?.word);
  return WORDS.find((word) => said.includes(word)) ?? null;
}

/** Whose records a dataset hands on; one that is not known stands for itself. */
export function sourceOf(dataset: string): string {
  return BY_NAME.get(dataset)?.source ?? dataset;
}
