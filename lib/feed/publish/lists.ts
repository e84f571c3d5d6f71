import type { ListInfo } from '#lib/core/entry.ts';
import { DOJ, OFAC, TAG_PACKS } from '../sources.ts';
import {
  type InputName,
  type Inputs,
  readCases,
  readHistory,
  readPublished,
  readSdn,
  readSdnWebsites,
  readTagPack,
} from './inputs.ts';
import { gatherCopies } from './ofac-copies.ts';
import { gatherDelisted } from './ofac-delisted.ts';
import { type Gathered, gatherSdn } from './ofac-sdn.ts';
import safelist from './safelist.json' with { type: 'json' };
import { gatherForfeitures } from './us-forfeitures.ts';
import { gatherVerified, newestReading } from './verified.ts';
import { gatherWellKnown } from './well-known.ts';

/** One list of the bundled snapshot: where it comes from and how its entries are gathered. */
export interface ListPlan {
  info: Omit<ListInfo, 'version'>;
  inputs: InputName[];
  gather(): Gathered;
}

const PUBLISHER = 'Almsguard';
const PUBLIC_DOMAIN = 'Public domain (work of the US Government, 17 USC 105)';

/** Ids of those that say what is harmless. */
export const VOUCHING: readonly string[] = ['published-addresses', 'well-known'];

/** Every bundled list. A new one is a file that gathers its entries, one item here, and words (lib/core/list-words.json). */
export function planLists(inputs: Inputs): ListPlan[] {
  const sdn = readSdn(inputs.sdn);
  const history = readHistory(inputs.history);
  const published = readPublished(inputs.published);
  return [
    {
      info: {
        id: 'ofac-sdn',
        title: 'OFAC sanctions list (SDN)',
        publisher: PUBLISHER,
        licence: PUBLIC_DOMAIN,
        homepage: 'https://sanctionssearch.ofac.treas.gov/',
        upstreams: [OFAC],
        date: sdn.dateOfIssue,
        closed: false,
      },
      inputs: ['sdn', 'sdnWebsites', 'history'],
      gather: () => gatherSdn(sdn, readSdnWebsites(inputs.sdnWebsites), history),
    },
    {
      info: {
        id: 'us-forfeitures',
        title: 'US forfeiture cases of August 2020',
        publisher: PUBLISHER,
        licence: 'MIT (address pack); facts from public court records',
        homepage:
          'https://www.justice.gov/opa/pr/global-disruption-three-terror-finance-cyber-enabled-campaigns',
        upstreams: [DOJ, TAG_PACKS],
        date: '2020-08-13',
        closed: true,
      },
      inputs: ['forfeited', 'cases'],
      gather: () => gatherForfeitures(readCases(inputs.cases), readTagPack(inputs.forfeited)),
    },
    {
      info: {
        id: 'ofac-delisted',
        title: 'Removed from the OFAC sanctions list',
        publisher: PUBLISHER,
        licence: 'MIT (history of public copies, tag pack)',
        homepage: 'https://ofac.treasury.gov/recent-actions/20250321',
        upstreams: [OFAC, TAG_PACKS],
        date: '2025-12-04',
        closed: false,
      },
      inputs: ['history', 'tornado', 'sdn'],
      gather: () => gatherDelisted(history, sdn, readTagPack(inputs.tornado)),
    },
    {
      info: {
        id: 'ofac-later-copies',
        title: 'Later additions, from public copies of the OFAC list',
        publisher: PUBLISHER,
        licence: 'MIT',
        homepage: null,
        upstreams: [OFAC],
        date: '2026-07-24',
        closed: false,
      },
      inputs: ['laterBitcoin', 'laterEvm', 'laterTron', 'laterSolana', 'laterDogecoin', 'sdn'],
      gather: () => gatherCopies(inputs, sdn),
    },
    {
      info: {
        id: 'published-addresses',
        title: 'Addresses that organisations publish on their own sites',
        publisher: PUBLISHER,
        licence: 'Facts, read on the pages that each entry names',
        homepage: null,
        upstreams: ['The organisations’ own sites'],
        date: newestReading(published),
        closed: false,
      },
      inputs: ['published'],
      gather: () => gatherVerified(published),
    },
    {
      info: {
        id: 'well-known',
        title: 'Hosts and addresses that everybody uses',
        publisher: PUBLISHER,
        licence: 'CC0-1.0',
        homepage: null,
        upstreams: [],
        date: safelist.date,
        closed: true,
      },
      inputs: [],
      gather: gatherWellKnown,
    },
  ];
}
