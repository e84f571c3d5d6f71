import { asIsoDate } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import { nameOfParts } from './ofac-names.ts';
import {
  namesLeft,
  type OfacCell,
  type OfacEvent,
  type OfacName,
  profileIdOf,
  tickerOf,
} from './ofac-party.ts';
import type { Tables } from './ofac-tables.ts';
import type { Personal, PersonalKind } from './personal.ts';
import { childrenOf, childText, elementsAt, type XmlElement } from './xml.ts';

/** A name in the file's own tables; ids are never assumed. */
const PROGRAMME = 'Program';

/** Kinds of personal data, by the names of the values that hold them. */
const PERSONAL_FEATURES: ReadonlyMap<string, PersonalKind> = new Map([
  ['Birthdate', 'birth'],
  ['Place of Birth', 'birth'],
  ['Nationality Country', 'nationality'],
  ['Citizenship Country', 'nationality'],
  ['Gender', 'trait'],
  ['Title', 'trait'],
  ['Location', 'address'],
  ['Email Address', 'contact'],
  ['Phone Number', 'contact'],
]);

/** A party with what it holds, before it is known what it is listed for. */
export interface OfacParty {
  profileId: number;
  names: OfacName[];
  cells: OfacCell[];
}

export interface OfacListing {
  programmes: string[];
  events: OfacEvent[];
}

/** The profiles of one party that hold an address or a website; what others are called and hold is counted and no more. */
export function readParty(party: XmlElement, tables: Tables, left: Personal): OfacParty[] {
  return childrenOf(party, 'Profile').flatMap((profile) => {
    for (const { attributes } of childrenOf(profile, 'Feature')) {
      left.add(PERSONAL_FEATURES.get(tables.name('FeatureType', attributes.FeatureTypeID) ?? ''));
    }
    const cells = childrenOf(profile, 'Feature').flatMap((feature) => readFeature(feature, tables));
    if (cells.length === 0) {
      left.add('name', elementsAt(profile, 'Identity', 'Alias', 'DocumentedName').length);
      return [];
    }
    const names = childrenOf(profile, 'Identity').flatMap((identity) => readNames(identity, tables));
    left.add('name', namesLeft(names));
    return [{ profileId: profileIdOf(profile.attributes.ID), names, cells }];
  });
}

/** One record of what a profile is listed for. */
export function readListing(entry: XmlElement, tables: Tables): OfacListing {
  return {
    programmes: childrenOf(entry, 'SanctionsMeasure')
      .filter(({ attributes }) => tables.name('SanctionsType', attributes.SanctionsTypeID) === PROGRAMME)
      .map((measure) => childText(measure, 'Comment'))
      .filter(Boolean),
    events: childrenOf(entry, 'EntryEvent').map((event) => ({
      date: elementsAt(event, 'Date').map(readDate)[0] ?? null,
      legalBasis: tables.name('LegalBasis', event.attributes.LegalBasisID),
    })),
  };
}

/** A date as `Year`, `Month` and `Day`. */
export function readDate(element: XmlElement): IsoDate | null {
  const [year = '', month = '', day = ''] = ['Year', 'Month', 'Day'].map((part) => childText(element, part));
  return asIsoDate(`${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

function readFeature(feature: XmlElement, tables: Tables): OfacCell[] {
  const ticker = tickerOf(tables.name('FeatureType', feature.attributes.FeatureTypeID) ?? '');
  if (ticker === undefined) return [];
  return elementsAt(feature, 'FeatureVersion', 'VersionDetail').map(({ text }) => ({
    id: `feature:${feature.attributes.ID ?? ''}`,
    ticker,
    text: text.trim(),
  }));
}

function readNames(identity: XmlElement, tables: Tables): OfacName[] {
  const partTypes = new Map(
    elementsAt(identity, 'NamePartGroups', 'MasterNamePartGroup', 'NamePartGroup').map(({ attributes }) => [
      attributes.ID,
      tables.name('NamePartType', attributes.NamePartTypeID),
    ]),
  );
  return childrenOf(identity, 'Alias').flatMap((alias) =>
    childrenOf(alias, 'DocumentedName').flatMap((documented) => {
      const parts = elementsAt(documented, 'DocumentedNamePart', 'NamePartValue').map((part) => ({
        type: partTypes.get(part.attributes.NamePartGroupID) ?? '',
        text: part.text.trim(),
        script: tables.name('Script', part.attributes.ScriptID),
      }));
      return nameOfParts(parts, {
        primary: alias.attributes.Primary === 'true',
        lowQuality: alias.attributes.LowQuality === 'true',
      });
    }),
  );
}
