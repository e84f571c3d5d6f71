/**
 * Invented parties, and two files of the same ones: OFAC's advanced form, and its files of what a publication changed.
 * Ids are shared between the two as they are in OFAC's, and nothing else.
 */
import { ADVANCED_NAMESPACE, dateOf } from './ofac-files.ts';

export const DELTA_NAMESPACE = 'https://www.treasury.gov/ofac/DeltaFile/1.0';

export interface InventedName {
  id: number;
  isPrimary: boolean;
  isWeak?: boolean;
  spellings: { id: number; script?: string; parts: [id: number, type: string, text: string][] }[];
}

export interface InventedFeature {
  id: number;
  type: string;
  value: string;
}

export interface InventedParty {
  id: number;
  names: InventedName[];
  programmes: string[];
  /** Legal bases with their ids. */
  bases: [id: number, name: string][];
  listed: string;
  features: InventedFeature[];
}

export const wallet = (id: number, value: string, ticker = 'XBT'): InventedFeature => ({
  id,
  type: `Digital Currency Address - ${ticker}`,
  value,
});
export const website = (id: number, value: string): InventedFeature => ({ id, type: 'Website', value });

/** A company of one name. */
export const company = (
  id: number,
  features: InventedFeature[],
  over: Partial<InventedParty> = {},
): InventedParty => ({
  id,
  names: [
    {
      id: id * 10,
      isPrimary: true,
      spellings: [{ id: id * 10, parts: [[id * 10, 'Entity Name', `Front ${id}`]] }],
    },
  ],
  programmes: ['SDGT'],
  bases: [[1828, 'Executive Order 1']],
  listed: '2026-09-01',
  features,
  ...over,
});

const byId = <T extends { id: number }>(items: readonly T[]) => items.toSorted((a, b) => a.id - b.id);
export const xml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The parties as the advanced form has them: everything in the order of its ids. */
export function advancedOf(parties: readonly InventedParty[], date: string): string {
  const tables = new Map<string, Map<string, string>>();
  const ref = (table: string, name: string, id?: number) => {
    const rows = tables.get(table) ?? new Map<string, string>();
    tables.set(table, rows);
    rows.set(name, rows.get(name) ?? String(id ?? rows.size + 1));
    return rows.get(name);
  };
  const name = (one: InventedName) =>
    `<Alias AliasTypeID="1" Primary="${one.isPrimary}" LowQuality="${one.isWeak ?? false}">${byId(
      one.spellings,
    )
      .map(
        ({ id, script = 'Latin', parts }) =>
          `<DocumentedName ID="${id}">${parts
            .toSorted(([a], [b]) => a - b)
            .map(
              ([part, , text]) =>
                `<DocumentedNamePart><NamePartValue NamePartGroupID="${part}" ScriptID="${ref('Script', script)}">${xml(text)}</NamePartValue></DocumentedNamePart>`,
            )
            .join('')}</DocumentedName>`,
      )
      .join('')}</Alias>`;
  const groups = ({ names }: InventedParty) =>
    names
      .flatMap(({ spellings }) => spellings.flatMap(({ parts }) => parts))
      .map(
        ([id, type]) =>
          `<MasterNamePartGroup><NamePartGroup ID="${id}" NamePartTypeID="${ref('NamePartType', type)}" /></MasterNamePartGroup>`,
      )
      .join('');
  const told = parties.map(
    (party) => `<DistinctParty FixedRef="${party.id}"><Profile ID="${party.id}">
      <Identity ID="1">${byId(party.names).map(name).join('')}<NamePartGroups>${groups(party)}</NamePartGroups></Identity>
      ${byId(party.features)
        .map(
          ({ id, type, value }) =>
            `<Feature ID="${id}" FeatureTypeID="${ref('FeatureType', type)}"><FeatureVersion ID="1"><VersionDetail DetailTypeID="1">${xml(value)}</VersionDetail></FeatureVersion></Feature>`,
        )
        .join('')}</Profile></DistinctParty>`,
  );
  const listed = parties.map(({ id, programmes, bases, listed: day }) => {
    const events = bases.length > 0 ? bases.toSorted(([a], [b]) => a - b) : [[1, 'Unknown'] as const];
    return `<SanctionsEntry ID="${id}" ProfileID="${id}" ListID="${ref('List', 'SDN List')}">
      ${events.map(([basis, text]) => `<EntryEvent ID="1" LegalBasisID="${ref('LegalBasis', text, basis)}">${dateOf('Date', day)}</EntryEvent>`).join('')}
      ${programmes.map((programme) => `<SanctionsMeasure ID="1" SanctionsTypeID="${ref('SanctionsType', 'Program')}"><Comment>${programme}</Comment></SanctionsMeasure>`).join('')}
      </SanctionsEntry>`;
  });
  const values = [...tables].map(
    ([table, rows]) =>
      `<${table}Values>${[...rows].map(([text, id]) => `<${table} ID="${id}">${xml(text)}</${table}>`).join('')}</${table}Values>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?><Sanctions xmlns="${ADVANCED_NAMESPACE}">
    ${dateOf('DateOfIssue', date)}<ReferenceValueSets>${values.join('')}</ReferenceValueSets>
    <DistinctParties>${told.join('')}</DistinctParties>
    <SanctionsEntries>${listed.join('')}</SanctionsEntries></Sanctions>`;
}

/** A party that was added or removed: whole, what it holds in the order of the names of its kinds. */
export function wholeEntity(
  action: 'add' | 'remove',
  { id, names, programmes, bases, listed, features }: InventedParty,
  list = 'SDN List',
): string {
  return `<entity id="${id}" action="${action}">
    <generalInfo><identityId>1</identityId><entityType refId="601">Entity</entityType></generalInfo>
    <sanctionsLists><sanctionsList id="1" refId="1550" datePublished="${listed}">${list}</sanctionsList></sanctionsLists>
    <sanctionsPrograms>${programmes.map((one) => `<sanctionsProgram id="1" refId="1">${one}</sanctionsProgram>`).join('')}</sanctionsPrograms>
    <sanctionsTypes><sanctionsType id="1" refId="1705">Block</sanctionsType></sanctionsTypes>
    ${bases.length > 0 ? `<legalAuthorities>${bases.map(([refId, text]) => `<legalAuthority id="1" refId="${refId}">${xml(text)}</legalAuthority>`).join('')}</legalAuthorities>` : ''}
    <names>${names
      .toSorted((a, b) => Number(b.isPrimary) - Number(a.isPrimary))
      .map((one) => nameElement(one))
      .join('')}</names>
    <addresses><address id="1"><country refId="1">Nowhere</country></address></addresses>
    <features>${features
      .toSorted((a, b) => (a.type < b.type ? -1 : 1))
      .map((one) => featureElement(one))
      .join('')}</features>
    <relationships><relationship id="1"><relatedEntity action="update" entityId="1" /></relationship></relationships>
  </entity>`;
}

export function nameElement(
  { id, isPrimary, isWeak = false, spellings }: InventedName,
  action?: string,
): string {
  return `<name id="${id}"${said(action)}><isPrimary>${isPrimary}</isPrimary><isLowQuality>${isWeak}</isLowQuality><translations>${spellings
    .map(
      ({ id: spelling, script = 'Latin', parts }) =>
        `<translation id="${spelling}"><isPrimary>true</isPrimary><script refId="1">${script}</script><formattedFullName>IN CAPITALS</formattedFullName><nameParts>${parts
          .toSorted(([, a], [, b]) => (a < b ? -1 : 1))
          .map(
            ([part, type, text]) =>
              `<namePart id="${part}"><type refId="1">${type}</type><value>${xml(text)}</value></namePart>`,
          )
          .join('')}</nameParts></translation>`,
    )
    .join('')}</translations></name>`;
}

export function featureElement({ id, type, value }: InventedFeature, action?: string): string {
  return `<feature id="${id}"${said(action)}><type featureTypeId="1">${type}</type><versionId>1</versionId><value>${xml(value)}</value><isPrimary>true</isPrimary></feature>`;
}

/** A party of which something changed, from what stands in it. */
export function changedEntity(id: number | string, ...content: string[]): string {
  return `<entity id="${id}">${content.join('')}</entity>`;
}

export const features = (...elements: string[]) => `<features>${elements.join('')}</features>`;

export interface DeltaFile {
  date?: string;
  namespace?: string;
  tables?: string;
}

export function deltaFile(
  entities: readonly string[],
  {
    date = '2026-09-03',
    namespace = DELTA_NAMESPACE,
    tables = '<referenceValues /><featureTypes />',
  }: DeltaFile = {},
): string {
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<sanctionsData xmlns="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <publicationInfo><datePublished>${date}T00:00:00-04:00</datePublished><publicationType>Standard Action</publicationType></publicationInfo>
  ${tables}<entities>${entities.join('')}</entities></sanctionsData>`;
}

function said(action: string | undefined): string {
  return action === undefined ? '' : ` action="${action}"`;
}
