import { asIsoDate } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import { MAX_FIELD_CHARS } from '#lib/core/limits.ts';
import { fail, ok } from '#lib/core/result.ts';
import { fileName } from '../file-name.ts';
import type { Adapter, Sink } from './adapter.ts';
import { clean } from './clean.ts';
import {
  checkRoot,
  listingOf,
  namesLeft,
  namesOf,
  OFAC_SDN,
  profileIdOf,
  tellParty,
  tickerOf,
} from './ofac-party.ts';
import { createPersonal, type Personal, type PersonalKind } from './personal.ts';
import { childText, elementsAt, readXml, type XmlElement, xmlRoot } from './xml.ts';

const ROOT = 'sdnList';
const FILE = 'SDN.XML';
/** As the Sanctions List Service writes it, and as it was before. */
const NAMESPACES = [
  'https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML',
  'http://tempuri.org/sdnList.xsd',
];
/**
 * How far the ids of values are from those of the advanced form: 131723 is its feature 31723. Not in OFAC's
 * documentation; so it was in the files of 2025 and 2026.
 */
const FEATURE_OFFSET = 100_000;
/** Lists of personal data, by where they stand in an entry. */
const PERSONAL_LISTS: readonly [list: string, item: string, kind: PersonalKind][] = [
  ['addressList', 'address', 'address'],
  ['dateOfBirthList', 'dateOfBirthItem', 'birth'],
  ['placeOfBirthList', 'placeOfBirthItem', 'birth'],
  ['nationalityList', 'nationality', 'nationality'],
  ['citizenshipList', 'citizenship', 'nationality'],
];
const PERSONAL_IDS: ReadonlyMap<string, PersonalKind> = new Map([
  ['Gender', 'trait'],
  ['Email Address', 'contact'],
  ['Phone Number', 'contact'],
]);

/** The file of OFAC's other lists has the same form and does not say that it is another. */
const CONSOLIDATED = /^cons/i;

/**
 * OFAC's list in its plain form (SDN.XML): a quarter of the advanced one, without dates of listing, legal bases and
 * scripts other than Latin.
 */
export const ofacPlain: Adapter = {
  format: 'ofac-plain',

  recognises: (head) => xmlRoot(head)?.name === ROOT,

  async read(body, source, sink) {
    if (CONSOLIDATED.test(fileName(source.name))) {
      return fail(
        'bad-format',
        "This is OFAC's consolidated list, whose entries are not blocked. Use SDN.XML.",
        { detail: { code: 'other-list', params: { file: FILE } } },
      );
    }
    const left = createPersonal('address', 'birth', 'contact', 'document', 'name', 'nationality', 'trait');
    let date: IsoDate | null = null;
    let edition = '';
    await readXml(body, {
      root: (root) => checkRoot(root, ROOT, NAMESPACES, FILE),
      records: new Map([
        [
          `/${ROOT}/publshInformation`,
          (element) => {
            date = readDate(childText(element, 'Publish_Date'));
            edition = `published ${childText(element, 'Publish_Date')}, ${childText(element, 'Record_Count')} records`;
          },
        ],
        [`/${ROOT}/sdnEntry`, (element) => tellEntry(element, sink, left)],
      ]),
    });
    if (!date)
      return fail('bad-format', 'The file does not say when it was published.', {
        detail: { code: 'undated', params: {} },
      });
    return ok({ ...OFAC_SDN, date, personal: left.counts, edition });
  },
};

function tellEntry(entry: XmlElement, sink: Sink, left: Personal): void {
  countPersonal(entry, left);
  const cells = elementsAt(entry, 'idList', 'id').flatMap((id) => {
    const ticker = tickerOf(childText(id, 'idType'));
    if (ticker === undefined) return [];
    return [{ id: featureOf(childText(id, 'uid')), ticker, text: childText(id, 'idNumber') }];
  });
  const names = [
    { name: nameOf(entry), primary: true, lowQuality: false, latin: true },
    ...elementsAt(entry, 'akaList', 'aka').map((aka) => ({
      name: nameOf(aka),
      primary: false,
      lowQuality: childText(aka, 'category').toLowerCase() !== 'strong',
      latin: true,
    })),
  ];
  left.add('name', cells.length > 0 ? namesLeft(names) : names.length);
  if (cells.length === 0) return;
  const programmes = elementsAt(entry, 'programList', 'program').map(({ text }) => text.trim());
  const about = { ...namesOf(names), ...listingOf(programmes, []) };
  tellParty({ profileId: profileIdOf(childText(entry, 'uid')), cells, about }, sink);
}

function countPersonal(entry: XmlElement, left: Personal): void {
  for (const [list, item, kind] of PERSONAL_LISTS) left.add(kind, elementsAt(entry, list, item).length);
  if (childText(entry, 'title')) left.add('trait');
  for (const id of elementsAt(entry, 'idList', 'id')) {
    // Directives and companies' details stand there, too. What a country issued is a document.
    left.add(
      PERSONAL_IDS.get(childText(id, 'idType')) ?? (childText(id, 'idCountry') ? 'document' : undefined),
    );
  }
}

/** The same id that the advanced form gives the value, so that a claim stays the same when the file is changed. */
function featureOf(uid: string): string {
  const feature = Number(uid) - FEATURE_OFFSET;
  return Number.isSafeInteger(feature) && feature > 0 ? `feature:${feature}` : `id:${uid}`;
}

/** `LAST, First`; what is no person has a last name only. */
function nameOf(element: XmlElement): string {
  const parts = [childText(element, 'lastName'), childText(element, 'firstName')];
  return clean(parts.filter(Boolean).join(', ')).slice(0, MAX_FIELD_CHARS);
}

/** `MM/DD/YYYY`. */
function readDate(text: string): IsoDate | null {
  const [, month, day, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text) ?? [];
  return asIsoDate(`${year}-${month}-${day}`);
}
