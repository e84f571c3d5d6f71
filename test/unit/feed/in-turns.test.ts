import { expect, it, onTestFinished, vi } from 'vitest';
import { bodyOf, inPieces } from '#lib/feed/body.ts';
import type { Adapter, Source } from '#lib/feed/formats/adapter.ts';
import { addressList } from '#lib/feed/formats/address-list.ts';
import { csv } from '#lib/feed/formats/csv.ts';
import { graphsense } from '#lib/feed/formats/graphsense.ts';
import { misp } from '#lib/feed/formats/misp.ts';
import { opensanctions } from '#lib/feed/formats/opensanctions.ts';
import { phishingConfig } from '#lib/feed/formats/phishing-config.ts';
import { polkadot } from '#lib/feed/formats/polkadot.ts';
import { scamsniffer } from '#lib/feed/formats/scamsniffer.ts';
import { stix } from '#lib/feed/formats/stix.ts';
import { polkadotPuller } from '#lib/feed/pull/polkadot.ts';
import { gatherer } from '../../support/gatherer.ts';
import { knownOf, NOTHING } from '../../support/stored.ts';
import { block, createServer, LIST, NOON, pull, SINCE, stalelist, WHOLE } from './metamask-setup.ts';
import { feedOf, pull as pullEvents } from './misp-feed-setup.ts';
import { attribute, event } from './misp-setup.ts';
import { wallet } from './opensanctions-setup.ts';
import { bundle, domain, indicator } from './stix-setup.ts';
import { createWorld } from './subscriptions-setup.ts';

/** How often others have their turn, where each look at the clock finds that it has been a while. */
async function rests(work: () => Promise<unknown>): Promise<number> {
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 60;
    return now;
  });
  const timer = vi.spyOn(globalThis, 'setTimeout');
  onTestFinished(() => void vi.restoreAllMocks());
  await work();
  clock.mockRestore();
  return timer.mock.calls.filter(([, ms]) => ms === 0).length;
}

/** Records of each file. */
const SIZE = 25;
const each = <T>(make: (n: number) => T, size = SIZE) => Array.from({ length: size }, (_, n) => make(n));
const hosts = each((n) => `evil-${n}.example`);
const addresses = each((n) => `0x${n.toString(16).padStart(40, 'a')}`);
const sites = Object.fromEntries(hosts.map((host, n) => [host, [addresses[n]]]));

/** Files, and the records that are begun in reading them. */
const FILES: [string, Adapter, unknown, number][] = [
  ['CSV', csv, `value\n${hosts.join('\n')}\n`, 1 + SIZE],
  ['a plain list in JSON', addressList, hosts, SIZE],
  ['eth-phishing-detect', phishingConfig, { fuzzylist: [], blacklist: hosts, whitelist: hosts }, 2 * SIZE],
  ['all.json of polkadot', polkadot, { allow: hosts, deny: hosts, denySub: hosts }, 3 * SIZE],
  ['address.json of polkadot', polkadot, { 'evil.example': addresses }, SIZE],
  ['combined.json of ScamSniffer', scamsniffer, sites, 2 * SIZE],
  ['all.json of ScamSniffer', scamsniffer, { address: addresses, domains: hosts, combined: {} }, 2 * SIZE],
  [
    'a tag pack',
    graphsense,
    `creator: x\nabuse: scam\ntags:\n${addresses.map((one) => `- address: '${one}'\n`).join('')}`,
    SIZE,
  ],
  ['a MISP event', misp, event(hosts.map((host) => attribute('domain', host))), SIZE],
  ['a STIX bundle', stix, bundle(...hosts.map((host) => indicator(domain(host)))), SIZE],
  [
    'entities of OpenSanctions',
    opensanctions,
    addresses.map((one, n) => `${JSON.stringify(wallet(`w${n}`, { publicKey: [one] }))}\n`).join(''),
    SIZE,
  ],
];

it.each(FILES)(
  'others have their turn while a file is read that came whole: %s',
  async (name, adapter, file, turns) => {
    const text = typeof file === 'string' ? file : JSON.stringify(file);
    const source: Source = { id: 'x', name, today: '2026-11-21' };
    const { sink } = gatherer();
    const read = () => adapter.read(bodyOf(new TextEncoder().encode(text)), source, sink);
    expect(await rests(read)).toBe(turns);
  },
);

it('others have their turn while MetaMask’s list and its changes are read', async () => {
  const { get } = createServer({
    [WHOLE]: stalelist({ blocklist: hosts, blocklistPaths: [], allowlist: hosts }),
    [SINCE]: {
      data: each((n) => ({ ...block(`more-${n}.example`, NOON + n), targetList: `${LIST}.blocklist` })),
    },
  });
  // Both lists, the changes, and all of these on their way into the list.
  expect(await rests(() => pull(get, NOTHING))).toBe(3 * SIZE + 3 * SIZE);
});

it('others have their turn while both files of polkadot are read', async () => {
  const files: Record<string, unknown> = {
    'all.json': { allow: [], deny: hosts },
    'address.json': { 'evil.example': addresses },
  };
  const url = 'https://polkadot.js.org/phishing/';
  const request = {
    url,
    source: { id: 'x', name: url, today: '2026-11-21' },
    known: knownOf(NOTHING),
    get: (file: string) => bodyOf(new TextEncoder().encode(JSON.stringify(files[file.slice(url.length)]))),
  };
  expect(await rests(() => polkadotPuller.pull(request, gatherer().sink))).toBe(2 * SIZE);
});

it('others have their turn while an event of a MISP feed is read', async () => {
  expect(await rests(() => pullEvents(feedOf({ n: 1, warns: hosts })))).toBe(SIZE);
});

it('others have their turn after each piece of a file at hand', async () => {
  const bytes = Uint8Array.from({ length: 200_000 }, (_, n) => n % 251);
  const pieces: Uint8Array[] = [];
  const turns = await rests(async () => {
    for await (const piece of inPieces(bytes)) pieces.push(piece);
  });
  expect(turns).toBe(4);
  expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
});

it('others have their turn while a list is imported', async () => {
  const { lists } = createWorld();
  const lines = new TextEncoder().encode(each((n) => `evil-${n}.org\n`, 10_000).join(''));
  expect(await rests(() => lists.importFile('hosts.txt', lines))).toBe(3);
});
