/**
 * What OFAC's programme codes are about, in plain words; the code stays visible beside them.
 * Source: OFAC, "Program Tag Definitions" (ofac.treasury.gov).
 */
export const PROGRAMMES: Readonly<Record<string, string>> = {
  SDGT: 'programme_terrorism',
  FTO: 'programme_terrorism',
  NPWMD: 'programme_weapons',
  CYBER2: 'programme_cyber',
  CYBER3: 'programme_cyber',
  CYBER4: 'programme_cyber',
  DPRK: 'programme_north_korea',
  DPRK2: 'programme_north_korea',
  DPRK3: 'programme_north_korea',
  DPRK4: 'programme_north_korea',
  'RUSSIA-EO14024': 'programme_russia',
  'CAATSA - RUSSIA': 'programme_russia',
  'UKRAINE-EO13660': 'programme_ukraine',
  'UKRAINE-EO13661': 'programme_ukraine',
  'UKRAINE-EO13662': 'programme_ukraine',
  'UKRAINE-EO13685': 'programme_ukraine',
  'ELECTION-EO13848': 'programme_election',
  IRAN: 'programme_iran',
  'IRAN-TRA': 'programme_iran',
  'IRAN-HR': 'programme_iran',
  'IRAN-EO13846': 'programme_iran',
  'IRAN-EO13871': 'programme_iran',
  'IRAN-EO13876': 'programme_iran',
  'IRAN-EO13902': 'programme_iran',
  IFSR: 'programme_iran',
  IRGC: 'programme_irgc',
  'ILLICIT-DRUGS-EO14059': 'programme_drugs',
  SDNTK: 'programme_drugs',
  TCO: 'programme_crime',
  GLOMAG: 'programme_rights',
  CUBA: 'programme_cuba',
  'SUDAN-EO14098': 'programme_sudan',
  'BELARUS-EO14038': 'programme_belarus',
};

/** The codes of one claim with their message keys, `null` for a code without plain words. */
export function readProgrammes(text: string): { code: string; key: string | null }[] {
  return text
    .split(', ')
    .filter(Boolean)
    .map((code) => ({ code, key: PROGRAMMES[code] ?? null }));
}
