import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '#lib/core/result.ts';
import { CATALOGUE, firstHandOffer } from '#lib/feed/catalogue.ts';
import { managedRecordId } from '#lib/feed/managed.ts';
import type { Subscriptions } from '#lib/feed/subscriptions.ts';
import { writeContainer } from '#lib/watchlist/container.ts';
import { speakingLists } from '#lib/watchlist/order.ts';
import { compiled, entry, listInfo } from '../../support/entries.ts';
import { listRecord } from '../../support/records.ts';
import {
  advancedFile,
  alias,
  BITCOIN,
  dateOf,
  feature,
  id,
  listing,
  party,
  plainFile,
  sdnEntry,
} from './ofac-files.ts';
import { bytes, createWorld, type World } from './subscriptions-setup.ts';

const HOST = 'https://sanctionslistservice.ofac.treas.gov';
const EXPORTS = `${HOST}/api/PublicationPreview/exports`;
const OFAC = 'US Treasury OFAC';
const PLAIN = bytes(
  plainFile({
    date: '09/03/2026',
    entries: [
      sdnEntry(
        7,
        '<lastName>X</lastName>',
        `<idList>${id(1, 'Digital Currency Address - XBT', BITCOIN)}</idList>`,
      ),
    ],
  }),
);
const ADVANCED = bytes(
  advancedFile({
    date: dateOf('DateOfIssue', '2026-09-03'),
    parties: [party(7, [alias([[53, 'X']])], [feature(1, 71, BITCOIN)])],
    entries: [listing(7)],
  }),
);

describe('the place of the bundled copy of OFAC’s list', () => {
  let world: World;
  let lists: Subscriptions;

  beforeEach(async () => {
    world = createWorld();
    lists = world.lists;
    await bundle('ofac-sdn', '2025-11-19');
  });
  async function bundle(name: string, date: string, entries = 1) {
    const list = compiled([entry(BITCOIN)], listInfo({ id: name, publisher: 'Almsguard', date }));
    const record = { id: `bundled:${name}`, origin: 'bundled' as const, info: list.info, entries };
    await world.store.apply(listRecord(record), list);
  }
  const speaking = async () => speakingLists(await world.store.records()).map(({ id: name }) => name);

  it.each([
    ['its plain form', `${EXPORTS}/SDN.XML`, PLAIN],
    ['its advanced form', `${EXPORTS}/SDN_ADVANCED.XML`, ADVANCED],
    ['another address of its server', `${HOST}/api/download/sdn.xml?x`, PLAIN],
  ])('is taken by OFAC’s own file: %s', async (_, url, file) => {
    world.served = ok(file);
    expect(await lists.add(url)).toMatchObject({
      ok: true,
      value: { supersedes: ['ofac-sdn', 'ofac-later-copies'] },
    });
    expect(await speaking()).toEqual([`url:${url}`]);
  });

  it('is taken by OFAC’s own file that a policy names', async () => {
    const url = `${EXPORTS}/SDN.XML`;
    world.served = ok(PLAIN);
    await lists.installManaged([{ url, locked: true }]);
    await lists.refresh(managedRecordId(url));
    expect(await speaking()).toEqual([managedRecordId(url)]);
  });

  it.each([
    ['on another server', 'https://ofac.example/api/PublicationPreview/exports/SDN.XML'],
    ['behind its name', 'https://sanctionslistservice.ofac.treas.gov@ofac.example/SDN.XML'],
    ['below its name', 'https://evil.sanctionslistservice.ofac.treas.gov/SDN.XML'],
    ['on another port', 'https://sanctionslistservice.ofac.treas.gov:8443/SDN.XML'],
    ['where its server sends downloads on to', `https://${bucket()}/SDN.XML`],
    ['on this device', 'http://localhost/SDN.XML'],
  ])('is not taken by the very file %s', async (_, url) => {
    world.served = ok(PLAIN);
    const added = await lists.add(url);
    expect(added).toMatchObject({
      ok: true,
      value: { supersedes: [], info: { id: 'ofac-sdn', publisher: OFAC } },
    });
    expect(await speaking()).toContain('bundled:ofac-sdn');
  });

  it('is not taken by a file that calls itself OFAC’s list', async () => {
    const info = listInfo({ id: 'ofac-sdn', publisher: OFAC, date: '2027-01-01' });
    const forged = await writeContainer(compiled([entry('a.example', { kind: 'domain' })], info));
    world.served = ok(forged);
    expect(await lists.add('https://lists.example/ofac-sdn.almslist')).toMatchObject({
      value: { supersedes: [], info: { id: 'ofac-sdn', publisher: OFAC } },
    });
    expect(await lists.importFile('ofac-sdn.almslist', forged)).toMatchObject({ value: { supersedes: [] } });
    expect(await speaking()).toContain('bundled:ofac-sdn');
  });

  it('is not taken by another list of OFAC’s server', async () => {
    world.served = ok(bytes(`value\n${BITCOIN}\n`));
    expect(await lists.add(`${HOST}/other.csv`)).toMatchObject({ ok: true, value: { supersedes: [] } });
    expect(await speaking()).toContain('bundled:ofac-sdn');
  });

  it('is not taken at once by a first file that is a good deal shorter', async () => {
    await bundle('ofac-sdn', '2025-11-19', 1000);
    const url = `${EXPORTS}/SDN.XML`;
    world.served = ok(PLAIN);
    expect(await lists.add(url)).toMatchObject({ ok: false, error: { code: 'held-back' } });
    expect(await speaking()).toEqual(['bundled:ofac-sdn']);
    expect(await world.find(`url:${url}`)).toMatchObject({ info: null, lastError: { code: 'held-back' } });
    await lists.refresh(`url:${url}`, true);
    expect(await speaking()).toEqual([`url:${url}`]);
  });

  it('is taken by one that an older Almsguard stored, at its next refresh', async () => {
    const url = `${EXPORTS}/SDN.XML`;
    world.served = ok(PLAIN);
    const added = await lists.add(url);
    if (!added.ok) throw new Error(added.error.message);
    await world.store.update({ ...added.value, content: 'same', supersedes: [] });
    expect(await speaking()).toContain('bundled:ofac-sdn');
    await lists.refresh(`url:${url}`);
    expect(await world.find(`url:${url}`)).toMatchObject({ generation: 1 });
    expect(await speaking()).toEqual([`url:${url}`]);
  });

  it('is given back when the file calls itself another list', async () => {
    const url = `${HOST}/list`;
    world.served = ok(PLAIN);
    await lists.add(url);
    world.served = ok(bytes(`value\n${BITCOIN}\n`));
    await lists.refresh(`url:${url}`);
    expect(await speaking()).toEqual(['bundled:ofac-sdn', `url:${url}`]);
  });
});

describe('hosts that are a publisher’s own', () => {
  it('are those of its lists, and nobody else keeps files there', () => {
    const shared = /githubusercontent|github\.io|jsdelivr|amazonaws|cloudfront|pages\.dev/;
    for (const { ownHosts, url } of CATALOGUE) {
      for (const host of ownHosts) {
        expect(new URL(url).host).toBe(host);
        expect(host).not.toMatch(shared);
      }
    }
    expect(CATALOGUE.flatMap(({ ownHosts }) => ownHosts)).toEqual(['sanctionslistservice.ofac.treas.gov']);
  });

  it('speak for the list that they say it is, by its id and its publisher', () => {
    const url = `${EXPORTS}/SDN.XML`;
    expect(firstHandOffer(url, { id: 'ofac-sdn', publisher: OFAC })?.id).toBe('ofac-sdn');
    expect(firstHandOffer(url, { id: 'ofac-sdn', publisher: 'Somebody' })).toBeNull();
    expect(firstHandOffer(url, { id: 'other', publisher: OFAC })).toBeNull();
    expect(firstHandOffer(null, { id: 'ofac-sdn', publisher: OFAC })).toBeNull();
    expect(firstHandOffer('no url', { id: 'ofac-sdn', publisher: OFAC })).toBeNull();
  });
});

function bucket(): string {
  return CATALOGUE.find(({ id: name }) => name === 'ofac-sdn')?.hosts[0] ?? '';
}
