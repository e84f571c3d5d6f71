import { inFile } from '#lib/core/problem-details.ts';
import { fail, ok } from '#lib/core/result.ts';
import { createTurn, inTurns } from '#lib/core/turns.ts';
import { bodyText } from '../body.ts';
import { communityInfo, publisherOf } from '../formats/community-list.ts';
import { parseLists } from '../formats/json.ts';
import { addHosts, addSiteAddresses, isHostList, isSiteList } from '../formats/polkadot.ts';
import type { Puller } from './puller.ts';

const FOLDER = '/phishing';

/**
 * The two documented files of polkadot-js/phishing as one list, under the address of their folder. The publisher
 * also splits the hosts by top-level domain (`all/xyz/all.json`), for wallets that ask when a site is opened: it
 * would be told where each user goes. No index names those pieces, and what its repository notes by month says what
 * came and not what went, so the whole files are what everybody asks for alike.
 */
export const polkadotPuller: Puller = {
  format: 'polkadot-phishing',

  serves: ({ hostname, pathname }) =>
    hostname === 'polkadot.js.org' && pathname.replace(/\/$/, '') === FOLDER,

  async pull({ url, source, get }, sink) {
    const folder = url.replace(/[?#].*$/, '').replace(/\/?$/, '/');
    const hosts = parseLists(await bodyText(get(`${folder}all.json`)));
    if (!isHostList(hosts)) return notAsBefore('all.json');
    const sites = parseLists(await bodyText(get(`${folder}address.json`)));
    if (!isSiteList(sites)) return notAsBefore('address.json');
    const publisher = publisherOf(source);
    const turn = createTurn();
    await inTurns(addHosts(hosts, publisher, sink), turn);
    await inTurns(addSiteAddresses(sites, publisher, sink), turn);
    return ok({ info: communityInfo(source), cursor: null });
  },
};

function notAsBefore(file: string) {
  return fail('bad-format', `${file} does not hold what it used to.`, { detail: inFile(file) });
}
