/** What a programme is about in plain words, a message, and its name as the publisher writes it. */
interface Programme {
  key: string;
  /** In English, whatever the language around it; `null` where it is not known for sure. */
  name: string | null;
}

/**
 * What OFAC's programme codes are about, in plain words, and the regulations, orders and acts that they stand for;
 * the code stays visible beside them.
 * Source: OFAC, "Program Tag Definitions" (ofac.treasury.gov); titles of the parts of 31 CFR chapter V, of the orders and acts.
 */
export const PROGRAMMES: Readonly<Record<string, Programme>> = {
  SDGT: { key: 'programme_terrorism', name: 'Global Terrorism Sanctions Regulations, 31 CFR part 594' },
  FTO: {
    key: 'programme_terrorism',
    name: 'Foreign Terrorist Organizations Sanctions Regulations, 31 CFR part 597',
  },
  NPWMD: {
    key: 'programme_weapons',
    name: 'Weapons of Mass Destruction Proliferators Sanctions Regulations, 31 CFR part 544',
  },
  CYBER2: {
    key: 'programme_cyber',
    name: 'Cyber-Related Sanctions Regulations, 31 CFR part 578; Executive Order 13694, as amended by Executive Order 13757',
  },
  CYBER3: { key: 'programme_cyber', name: 'Executive Order 14144' },
  CYBER4: { key: 'programme_cyber', name: 'Executive Order 14306' },
  DPRK: {
    key: 'programme_north_korea',
    name: 'North Korea Sanctions Regulations, 31 CFR part 510; Executive Order 13551',
  },
  DPRK2: {
    key: 'programme_north_korea',
    name: 'North Korea Sanctions Regulations, 31 CFR part 510; Executive Order 13687',
  },
  DPRK3: {
    key: 'programme_north_korea',
    name: 'North Korea Sanctions Regulations, 31 CFR part 510; Executive Order 13722',
  },
  DPRK4: {
    key: 'programme_north_korea',
    name: 'North Korea Sanctions Regulations, 31 CFR part 510; Executive Order 13810',
  },
  'RUSSIA-EO14024': {
    key: 'programme_russia',
    name: 'Russian Harmful Foreign Activities Sanctions Regulations, 31 CFR part 587',
  },
  'CAATSA - RUSSIA': {
    key: 'programme_russia',
    name: 'Countering America’s Adversaries Through Sanctions Act of 2017, Title II',
  },
  'UKRAINE-EO13660': {
    key: 'programme_ukraine',
    name: 'Ukraine-/Russia-Related Sanctions Regulations, 31 CFR part 589; Executive Order 13660',
  },
  'UKRAINE-EO13661': {
    key: 'programme_ukraine',
    name: 'Ukraine-/Russia-Related Sanctions Regulations, 31 CFR part 589; Executive Order 13661',
  },
  'UKRAINE-EO13662': {
    key: 'programme_ukraine',
    name: 'Ukraine-/Russia-Related Sanctions Regulations, 31 CFR part 589; Executive Order 13662',
  },
  'UKRAINE-EO13685': {
    key: 'programme_ukraine',
    name: 'Ukraine-/Russia-Related Sanctions Regulations, 31 CFR part 589; Executive Order 13685',
  },
  'RUSSIA-EO14065': {
    key: 'programme_ukraine',
    name: 'Blocking Property of Certain Persons and Prohibiting Certain Transactions With Respect to Continued Russian Efforts To Undermine the Sovereignty and Territorial Integrity of Ukraine, Executive Order 14065',
  },
  'ELECTION-EO13848': {
    key: 'programme_election',
    name: 'Foreign Interference in U.S. Elections Sanctions Regulations, 31 CFR part 579',
  },
  IRAN: { key: 'programme_iran', name: 'Iranian Transactions and Sanctions Regulations, 31 CFR part 560' },
  'IRAN-TRA': { key: 'programme_iran', name: null },
  'IRAN-HR': {
    key: 'programme_iran',
    name: 'Iranian Sector and Human Rights Abuses Sanctions Regulations, 31 CFR part 562; Executive Order 13553',
  },
  'IRAN-EO13846': {
    key: 'programme_iran',
    name: 'Reimposing Certain Sanctions With Respect to Iran, Executive Order 13846',
  },
  'IRAN-EO13871': {
    key: 'programme_iran',
    name: 'Iranian Sector and Human Rights Abuses Sanctions Regulations, 31 CFR part 562; Executive Order 13871',
  },
  'IRAN-EO13876': {
    key: 'programme_iran',
    name: 'Imposing Sanctions With Respect to Iran, Executive Order 13876',
  },
  'IRAN-EO13902': {
    key: 'programme_iran',
    name: 'Imposing Sanctions With Respect to Additional Sectors of Iran, Executive Order 13902',
  },
  'IRAN-CON-ARMS-EO': {
    key: 'programme_iran',
    name: 'Blocking Property of Certain Persons With Respect to the Conventional Arms Activities of Iran, Executive Order 13949',
  },
  IFCA: { key: 'programme_iran', name: 'Iran Freedom and Counter-Proliferation Act of 2012' },
  IFSR: { key: 'programme_iran', name: 'Iranian Financial Sanctions Regulations, 31 CFR part 561' },
  IRGC: { key: 'programme_irgc', name: 'Iranian Financial Sanctions Regulations, 31 CFR part 561' },
  'ILLICIT-DRUGS-EO14059': {
    key: 'programme_drugs',
    name: 'Illicit Drug Trade Sanctions Regulations, 31 CFR part 599',
  },
  SDNTK: { key: 'programme_drugs', name: 'Foreign Narcotics Kingpin Sanctions Regulations, 31 CFR part 598' },
  TCO: {
    key: 'programme_crime',
    name: 'Transnational Criminal Organizations Sanctions Regulations, 31 CFR part 590',
  },
  GLOMAG: { key: 'programme_rights', name: 'Global Magnitsky Sanctions Regulations, 31 CFR part 583' },
  CUBA: { key: 'programme_cuba', name: 'Cuban Assets Control Regulations, 31 CFR part 515' },
  'SUDAN-EO14098': {
    key: 'programme_sudan',
    name: 'Sudan Stabilization Sanctions Regulations, 31 CFR part 546; Executive Order 14098',
  },
  BELARUS: {
    key: 'programme_belarus',
    name: 'Belarus Sanctions Regulations, 31 CFR part 548; Executive Order 13405',
  },
  'BELARUS-EO14038': {
    key: 'programme_belarus',
    name: 'Blocking Property of Additional Persons Contributing to the Situation in Belarus, Executive Order 14038',
  },
  'BURMA-EO14014': { key: 'programme_burma', name: 'Burma Sanctions Regulations, 31 CFR part 525' },
  CAR: {
    key: 'programme_central_africa',
    name: 'Central African Republic Sanctions Regulations, 31 CFR part 553',
  },
  DRCONGO: {
    key: 'programme_congo',
    name: 'Democratic Republic of the Congo Sanctions Regulations, 31 CFR part 547',
  },
  LEBANON: { key: 'programme_lebanon', name: 'Lebanon Sanctions Regulations, 31 CFR part 549' },
  LIBYA2: {
    key: 'programme_libya',
    name: 'Libyan Sanctions Regulations, 31 CFR part 570; Executive Order 13566',
  },
  LIBYA3: {
    key: 'programme_libya',
    name: 'Blocking Property and Suspending Entry Into the United States of Persons Contributing to the Situation in Libya, Executive Order 13726',
  },
  NICARAGUA: {
    key: 'programme_nicaragua',
    name: 'Nicaragua Sanctions Regulations, 31 CFR part 582; Executive Order 13851',
  },
  'NICARAGUA-NHRAA': {
    key: 'programme_nicaragua',
    name: 'Nicaragua Human Rights and Anticorruption Act of 2018',
  },
  SOMALIA: { key: 'programme_somalia', name: 'Somalia Sanctions Regulations, 31 CFR part 551' },
  'SYRIA-CAESAR': { key: 'programme_syria', name: 'Caesar Syria Civilian Protection Act of 2019' },
  'PAARSSR-EO13894': {
    key: 'programme_syria',
    name: 'Promoting Accountability for Assad and Regional Stabilization Sanctions Regulations; Executive Order 13894',
  },
  VENEZUELA: {
    key: 'programme_venezuela',
    name: 'Venezuela Sanctions Regulations, 31 CFR part 591; Executive Order 13692',
  },
  'VENEZUELA-EO13850': {
    key: 'programme_venezuela',
    name: 'Venezuela Sanctions Regulations, 31 CFR part 591; Executive Order 13850',
  },
};

/** The codes of one claim with their message keys and official names, `null` where these are not known. */
export function readProgrammes(text: string): { code: string; key: string | null; name: string | null }[] {
  return text
    .split(', ')
    .filter(Boolean)
    .map((code) => {
      // A code of any list's: `constructor` is none of ours.
      const known = Object.hasOwn(PROGRAMMES, code) ? PROGRAMMES[code] : null;
      return { code, key: known?.key ?? null, name: known?.name ?? null };
    });
}
