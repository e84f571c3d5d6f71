/** Invented files in the form of OFAC's. Addresses are public test vectors and nobody's listing. */

export const ADVANCED_NAMESPACE =
  'https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML';
export const PLAIN_NAMESPACE =
  'https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML';

export const BITCOIN = '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH';
export const BITCOIN_2 = '3JvL6Ymt8MVWiCNHC7oWU6nLeHNJKLZGLN';
export const EVM = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
export const TRON = 'TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL';

/** Ids are not OFAC's on purpose: only the names in the tables may be relied on. */
const TABLES = `
  <ReferenceValueSets>
    <AliasTypeValues><AliasType ID="1">Name</AliasType><AliasType ID="2">A.K.A.</AliasType></AliasTypeValues>
    <FeatureTypeValues>
      <FeatureType ID="71">Digital Currency Address - XBT</FeatureType>
      <FeatureType ID="72">Digital Currency Address - ETH</FeatureType>
      <FeatureType ID="73">Website</FeatureType>
      <FeatureType ID="74">Birthdate</FeatureType>
      <FeatureType ID="75">Email Address</FeatureType>
      <FeatureType ID="76">Digital Currency Address - NEWCOIN</FeatureType>
    </FeatureTypeValues>
    <LegalBasisValues>
      <LegalBasis ID="31" LegalBasisShortRef="Executive Order 1" LegalBasisTypeID="1">A long name of it</LegalBasis>
      <LegalBasis ID="32" LegalBasisShortRef="Executive Order 2" LegalBasisTypeID="1">Another</LegalBasis>
    </LegalBasisValues>
    <ListValues><List ID="41">SDN List</List><List ID="42">Consolidated List</List></ListValues>
    <NamePartTypeValues>
      <NamePartType ID="51">Last Name</NamePartType>
      <NamePartType ID="52">First Name</NamePartType>
      <NamePartType ID="53">Entity Name</NamePartType>
      <NamePartType ID="54">Patronymic</NamePartType>
      <NamePartType ID="55">Matronymic</NamePartType>
    </NamePartTypeValues>
    <SanctionsTypeValues><SanctionsType ID="61">Block</SanctionsType><SanctionsType ID="62">Program</SanctionsType></SanctionsTypeValues>
    <ScriptValues><Script ID="81" ScriptCode="Latin">Latin</Script><Script ID="82" ScriptCode="Cyrl">Cyrillic</Script></ScriptValues>
  </ReferenceValueSets>`;

export interface AdvancedFile {
  namespace?: string;
  date?: string;
  tables?: string;
  parties?: string[];
  entries?: string[];
}

export function advancedFile({
  namespace = ADVANCED_NAMESPACE,
  date = dateOf('DateOfIssue', '2026-09-03'),
  tables = TABLES,
  parties = [],
  entries = [],
}: AdvancedFile = {}): string {
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<Sanctions xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" Version="3" xmlns="${namespace}">
  ${date}${tables}
  <Locations><Location ID="1"><Feature ID="9" FeatureTypeID="71"/></Location></Locations>
  <DistinctParties>${parties.join('')}</DistinctParties>
  <SanctionsEntries>${entries.join('')}</SanctionsEntries>
  <SanctionsEntryLinks />
</Sanctions>`;
}

export function dateOf(element: string, date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `<${element} CalendarTypeID="1"><Year>${year}</Year><Month>${month}</Month><Day>${day}</Day></${element}>`;
}

/** Type of a part of a name, its text, and its script where that is not Latin. */
export type Part = [type: number, text: string, script?: number];

export function alias(parts: Part[], attributes = 'Primary="true" LowQuality="false"'): string {
  const part = ([type, text, script = 81]: Part) =>
    `<DocumentedNamePart><NamePartValue NamePartGroupID="g${type}" ScriptID="${script}">${text}</NamePartValue></DocumentedNamePart>`;
  return `<Alias AliasTypeID="1" ${attributes}><DocumentedName ID="1">${parts.map(part).join('')}</DocumentedName></Alias>`;
}

export function feature(id: number, type: number, ...values: string[]): string {
  const version = (value: string) =>
    `<FeatureVersion ID="1" ReliabilityID="1"><Comment /><VersionDetail DetailTypeID="1">${value}</VersionDetail></FeatureVersion>`;
  return `<Feature ID="${id}" FeatureTypeID="${type}">${values.map(version).join('')}</Feature>`;
}

export function party(id: number | string, aliases: string[], features: string[]): string {
  const groups = [51, 52, 53, 54, 55]
    .map(
      (type) =>
        `<MasterNamePartGroup><NamePartGroup ID="g${type}" NamePartTypeID="${type}" /></MasterNamePartGroup>`,
    )
    .join('');
  return `<DistinctParty FixedRef="${id}"><Comment />
    <Profile ID="${id}" PartySubTypeID="4">
      <Identity ID="1" Primary="true">${aliases.join('')}<NamePartGroups>${groups}</NamePartGroups></Identity>
      ${features.join('')}
    </Profile></DistinctParty>`;
}

export interface Listing {
  list?: number;
  events?: [date: string, basis: number][];
  programmes?: string[];
}

export function listing(
  profileId: number,
  { list = 41, events = [['2021-07-28', 31]], programmes = ['SDGT'] }: Listing = {},
): string {
  const event = ([date, basis]: [string, number]) =>
    `<EntryEvent ID="1" EntryEventTypeID="1" LegalBasisID="${basis}"><Comment />${dateOf('Date', date)}</EntryEvent>`;
  const programme = (name: string) =>
    `<SanctionsMeasure ID="1" SanctionsTypeID="62"><Comment>${name}</Comment></SanctionsMeasure>`;
  return `<SanctionsEntry ID="1" ProfileID="${profileId}" ListID="${list}">
    ${events.map(event).join('')}
    <SanctionsMeasure ID="1" SanctionsTypeID="61"><Comment>not a programme</Comment></SanctionsMeasure>
    ${programmes.map(programme).join('')}</SanctionsEntry>`;
}

export interface PlainFile {
  namespace?: string;
  date?: string;
  entries?: string[];
}

export function plainFile({
  namespace = PLAIN_NAMESPACE,
  date = '09/03/2026',
  entries = [],
}: PlainFile = {}): string {
  return `<?xml version="1.0" standalone="yes"?>
<sdnList xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="${namespace}">
  <publshInformation><Publish_Date>${date}</Publish_Date><Record_Count>${entries.length}</Record_Count></publshInformation>
  ${entries.join('\n')}
</sdnList>`;
}

/** An entry of the plain form from what stands in it. */
export function sdnEntry(uid: number | string, ...content: string[]): string {
  return `<sdnEntry><uid>${uid}</uid>${content.join('')}</sdnEntry>`;
}

export function id(uid: number, type: string, value: string): string {
  return `<id><uid>${uid}</uid><idType>${type}</idType><idNumber>${value}</idNumber></id>`;
}
