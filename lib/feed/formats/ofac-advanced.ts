import type { IsoDate } from '#lib/core/entry.ts';
import { fail, ok } from '#lib/core/result.ts';
import type { Adapter } from './adapter.ts';
import {
  type OfacListing,
  type OfacParty,
  readDate,
  readListing,
  readParty,
} from './ofac-advanced-records.ts';
import { checkRoot, listingOf, namesOf, OFAC_SDN, profileIdOf, SDN_LIST, tellParty } from './ofac-party.ts';
import { createKeep, createTables } from './ofac-tables.ts';
import { createPersonal } from './personal.ts';
import { readXml, xmlRoot } from './xml.ts';

const ROOT = 'Sanctions';
const NAMESPACE = 'https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML';

/**
 * OFAC's list in its advanced form (SDN_ADVANCED.XML, after the UN's Advanced Sanctions Data Model), which alone has
 * ids of single values, scripts, dates of listing and legal bases. Tables of names come first, then parties, then
 * what each is listed for: parties that hold an address or a website are kept until then, nothing else is.
 */
export const ofacAdvanced: Adapter = {
  format: 'ofac-advanced',

  recognises: (head) => xmlRoot(head)?.name === ROOT,

  async read(body, _source, sink) {
    const keep = createKeep();
    const left = createPersonal('address', 'birth', 'contact', 'document', 'name', 'nationality', 'trait');
    const tables = createTables(`/${ROOT}`, keep);
    const parties: OfacParty[] = [];
    const listings = new Map<number, OfacListing[]>();
    let date: IsoDate | null = null;
    await readXml(body, {
      root: (root) => checkRoot(root, ROOT, [NAMESPACE], 'SDN_ADVANCED.XML'),
      records: new Map([
        ...tables.records,
        [
          `/${ROOT}/DateOfIssue`,
          (element) => {
            date = readDate(element);
          },
        ],
        [`/${ROOT}/IDRegDocuments/IDRegDocument`, () => left.add('document')],
        [
          `/${ROOT}/DistinctParties/DistinctParty`,
          (element) => {
            for (const party of keep(readParty(element, tables, left))) {
              parties.push(party);
              listings.set(party.profileId, []);
            }
          },
        ],
        [
          `/${ROOT}/SanctionsEntries/SanctionsEntry`,
          (element) => {
            const ofParty = listings.get(profileIdOf(element.attributes.ProfileID));
            if (!ofParty || tables.name('List', element.attributes.ListID) !== SDN_LIST) return;
            ofParty.push(keep(readListing(element, tables)));
          },
        ],
      ]),
    });
    if (!date)
      return fail('bad-format', 'The file does not say when it was issued.', {
        detail: { code: 'undated', params: {} },
      });
    for (const { profileId, names, cells } of parties) {
      const ofParty = listings.get(profileId) ?? [];
      const programmes = ofParty.flatMap((listing) => listing.programmes);
      const events = ofParty.flatMap((listing) => listing.events);
      const about = { ...namesOf(names), ...listingOf(programmes, events) };
      tellParty({ profileId, cells, about: ofParty.length > 0 ? about : null }, sink);
    }
    return ok({ ...OFAC_SDN, date, personal: left.counts, edition: `issued ${date}` });
  },
};
