import { bodyOf } from '#lib/feed/body.ts';
import { childrenOf, childText, elementsAt, readXml, type XmlElement } from '#lib/feed/formats/xml.ts';
import type { InventedParty } from '../unit/feed/ofac-delta-files.ts';

/** Every party of a file in OFAC's advanced form, taken apart by its ids alone. */
export async function partiesOf(file: Uint8Array): Promise<InventedParty[]> {
  const rows = new Map<string, string>();
  const found: XmlElement[] = [];
  const listings = new Map<string, XmlElement>();
  const tables = ['FeatureType', 'NamePartType', 'Script', 'LegalBasis', 'List'];
  const name = (table: string, id: string | undefined) => rows.get(`${table} ${id}`) ?? '';
  await readXml(bodyOf(file), {
    root: () => {},
    records: new Map([
      ...tables.map(
        (table) =>
          [
            `/Sanctions/ReferenceValueSets/${table}Values/${table}`,
            ({ attributes, text }: XmlElement) => void rows.set(`${table} ${attributes.ID}`, text.trim()),
          ] as const,
      ),
      ['/Sanctions/DistinctParties/DistinctParty', (party) => void found.push(party)],
      [
        '/Sanctions/SanctionsEntries/SanctionsEntry',
        (entry) => {
          if (name('List', entry.attributes.ListID) !== 'SDN List') return;
          listings.set(entry.attributes.ProfileID ?? '', entry);
        },
      ],
    ]),
  });
  return found.flatMap((party) => {
    const listing = listings.get(party.attributes.FixedRef ?? '');
    if (!listing) return [];
    const types = new Map(
      elementsAt(party, 'Profile', 'Identity', 'NamePartGroups', 'MasterNamePartGroup', 'NamePartGroup').map(
        ({ attributes }) => [attributes.ID, name('NamePartType', attributes.NamePartTypeID)],
      ),
    );
    const events = childrenOf(listing, 'EntryEvent').map(({ attributes }) => Number(attributes.LegalBasisID));
    const [date] = elementsAt(listing, 'EntryEvent', 'Date');
    const day = ['Year', 'Month', 'Day'].map((part) => (date ? childText(date, part).padStart(2, '0') : ''));
    return {
      id: Number(party.attributes.FixedRef),
      // An alias has no id in this form: their order stands for it.
      names: elementsAt(party, 'Profile', 'Identity', 'Alias').map((alias, n) => ({
        id: n,
        isPrimary: alias.attributes.Primary === 'true',
        isWeak: alias.attributes.LowQuality === 'true',
        spellings: childrenOf(alias, 'DocumentedName').map((documented) => {
          const parts = elementsAt(documented, 'DocumentedNamePart', 'NamePartValue');
          return {
            id: Number(documented.attributes.ID),
            script: name('Script', parts[0]?.attributes.ScriptID),
            parts: parts.map(({ attributes: { NamePartGroupID: id }, text }) => [
              Number(id),
              types.get(id) ?? '',
              text,
            ]),
          };
        }),
      })),
      programmes: childrenOf(listing, 'SanctionsMeasure')
        .map((measure) => childText(measure, 'Comment'))
        .filter(Boolean),
      bases: events.filter((id) => id !== 1).map((id) => [id, name('LegalBasis', String(id))]),
      listed: day.join('-'),
      features: elementsAt(party, 'Profile', 'Feature').flatMap((feature) =>
        elementsAt(feature, 'FeatureVersion', 'VersionDetail').map(({ text }) => ({
          id: Number(feature.attributes.ID),
          type: name('FeatureType', feature.attributes.FeatureTypeID),
          value: text.trim(),
        })),
      ),
    };
  });
}
