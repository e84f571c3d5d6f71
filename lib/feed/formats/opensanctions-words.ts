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

/** Where a dataset is an authority's own list, under the name that other lists have for it. */
const OFFICIAL: readonly [dataset: string, source: string][] = [
  ['ch_seco_sanctions', 'Swiss SECO'],
  ['eu_fsf', 'European Union'],
  ['eu_sanctions_map', 'European Union'],
  ['fr_tresor_gels_avoir', 'French Treasury'],
  ['gb_fcdo_sanctions', 'UK sanctions list'],
  ['gb_hmt_sanctions', 'UK sanctions list'],
  ['il_mod_crypto', NBCTF],
  ['il_mod_terrorists', NBCTF],
  ['jp_mof_sanctions', 'Japanese Ministry of Finance'],
  ['un_sc_sanctions', 'UN Security Council'],
  ['us_fbi_lazarus_crypto', FBI],
  ['us_ofac_sdn', OFAC],
];
/** Datasets that restate what others publish. */
const RESTATED: readonly [dataset: string, source: string][] = [
  // Its entries are not blocked, and OFAC's own file is the one that sanctions.
  ['us_ofac_cons', OFAC],
  ['ransomwhere', RANSOMWHERE],
  ['us_doj_forfeitures', DOJ],
];

const OFFICIAL_BY_DATASET = new Map(OFFICIAL);
const BY_DATASET = new Map([...OFFICIAL, ...RESTATED]);

/** The authority behind a dataset, `null` where there is none. */
export function authorityOf(dataset: string): string | null {
  return OFFICIAL_BY_DATASET.get(dataset) ?? null;
}

/** Whose records a dataset hands on; one that is not known stands for itself. */
export function sourceOf(dataset: string): string {
  return BY_DATASET.get(dataset) ?? dataset;
}
