import { asIsoDate } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import type { Body } from '../body.ts';
import { cannotTell, type PartyChange, readPartyChange } from './ofac-delta-party.ts';
import { checkRoot } from './ofac-party.ts';
import type { Keep } from './ofac-tables.ts';
import { childText, readXml, type XmlElement } from './xml.ts';

const ROOT = 'sanctionsData';
const NAMESPACE = 'https://www.treasury.gov/ofac/DeltaFile/1.0';

/** What one publication changed. */
export interface OfacDelta {
  /** Day of the publication, in Washington. */
  date: IsoDate;
  /** In the order of the file; parties of which nothing changed that entries may say are left out. */
  changes: PartyChange[];
}

/**
 * OFAC's file of what one publication changed (`/changes/ID`, DeltaFile.xsd 1.0; docs/adr/020-ofac-changes.md): tables of
 * names that were added, then parties. A party that was added or removed comes whole, of any other there is only what
 * changed. An entity's id is the advanced form's profile; those of names, spellings, parts of names, features and legal
 * authorities (`refId`) are that form's, too. Throws a `FeedFault` for what is broken, and for every change of which the
 * file does not tell all.
 */
export async function readOfacDelta(body: Body, keep: Keep): Promise<OfacDelta> {
  let date: IsoDate | null = null;
  const changes: PartyChange[] = [];
  await readXml(body, {
    root: (root) => checkRoot(root, ROOT, [NAMESPACE], 'delta.xml'),
    records: new Map([
      [
        `/${ROOT}/publicationInfo`,
        (element) => {
          date = asIsoDate(childText(element, 'datePublished').slice(0, 10));
        },
      ],
      [`/${ROOT}/referenceValues/referenceValue`, checkRow],
      [`/${ROOT}/featureTypes/featureType`, checkRow],
      [
        `/${ROOT}/entities/entity`,
        (element) => {
          const change = readPartyChange(element);
          if (change) changes.push(keep(change));
        },
      ],
    ]),
  });
  if (!date) throw cannotTell('the day of a publication');
  return { date, changes };
}

/** A new row changes no party; another name for a known programme or currency changes parties that are not mentioned. */
function checkRow({ attributes: { action } }: XmlElement): void {
  if (action !== undefined && action !== 'add') throw cannotTell('a name in its tables');
}
