/** Invented publishers of several files or of changes, on three days; none holds what a publisher wrote. */
import { syntheticAddress } from '../../test/bench/synthetic.ts';
import { block, HOST as METAMASK, stalelist, unblock } from '../../test/unit/feed/metamask-setup.ts';
import { feedOf, URL_OF_FEED, uuid } from '../../test/unit/feed/misp-feed-setup.ts';
import {
  company,
  deltaFile,
  wallet as walletOf,
  wholeEntity,
} from '../../test/unit/feed/ofac-delta-files.ts';
import {
  advancedFile,
  alias,
  dateOf,
  feature,
  id,
  listing,
  party,
  plainFile,
  sdnEntry,
} from '../../test/unit/feed/ofac-files.ts';
import {
  AT,
  change,
  deltaIndex,
  deltaUrl,
  INDEX,
  index,
  LIST,
  lines,
  wallet,
} from '../../test/unit/feed/opensanctions-pull-setup.ts';

/** What a publisher serves on one day: text by URL. */
export interface Published {
  /** Days since the first. */
  day: number;
  files: Readonly<Record<string, string>>;
}

export interface PullerFile {
  name: string;
  /** Address of the list. */
  list: string;
  /** Address of the file that is damaged, on the second day. */
  at: string;
  /** The list as it is known, as it changes, and so much later, or so changed, that nothing of before is gone by. */
  days: readonly [Published, Published, Published];
}

const DAY_MS = 86_400_000;
/** The first day. */
export const START = Date.UTC(2026, 8, 10, 12);

const each = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));
const host = (n: number) => `${syntheticAddress(n).slice(2, 14)}.example.com`;
const json = (value: unknown) => JSON.stringify(value);
const dayOf = (day: number) => new Date(START + day * DAY_MS).toISOString().slice(0, 10);
const secondsOf = (day: number) => Math.floor((START + day * DAY_MS) / 1000);
const midnightOf = (day: number) => secondsOf(day) - (secondsOf(day) % 86_400);
/** Records of each list, and how many come on the second day. */
const FEW = 12;
const NEW = 3;

/** The whole list where the first day's is older than changes are asked for, else the changes. */
function metamask(file: 'stalelist' | 'changes'): PullerFile {
  const list = `${METAMASK}/v1/stalelist`;
  const on = (day: number, made: number, hosts: number, diffs: unknown[]): Published => ({
    day,
    files: {
      [list]: json(stalelist({ lastUpdated: secondsOf(made), blocklist: each(hosts, host) })),
      [`${METAMASK}/v2/diffsSince/${midnightOf(made)}`]: json({ data: diffs }),
    },
  });
  const first = on(0, 0, FEW, []);
  const later = on(80, 80, FEW + NEW + 1, []);
  if (file === 'stalelist') {
    return { name: `metamask: ${file}`, list, at: list, days: [first, on(40, 40, FEW + NEW, []), later] };
  }
  const diffs = [
    ...each(NEW, (n) => block(host(FEW + n), secondsOf(1) - NEW + n)),
    unblock(host(0), secondsOf(1)),
  ];
  const at = `${METAMASK}/v2/diffsSince/${midnightOf(0)}`;
  return { name: `metamask: ${file}`, list, at, days: [first, on(1, 0, FEW, diffs), later] };
}

function polkadot(file: 'all.json' | 'address.json'): PullerFile {
  const list = 'https://polkadot.js.org/phishing/';
  const on = (day: number, count: number): Published => ({
    day,
    files: {
      [`${list}all.json`]: json({ allow: [], deny: each(count, host) }),
      [`${list}address.json`]: json(Object.fromEntries(each(count, (n) => [host(n), [syntheticAddress(n)]]))),
    },
  });
  const days = [on(0, FEW), on(1, FEW + NEW), on(2, FEW + NEW + 1)] as const;
  return { name: `polkadot: ${file}`, list, at: list + file, days };
}

function misp(file: 'manifest.json' | 'an event'): PullerFile {
  const folder = URL_OF_FEED.replace('manifest.json', '');
  const on = (day: number, changed: number, count: number): Published => {
    const timestamp = (n: number) => secondsOf(n < changed ? day : 0) + n;
    const made = each(count, (n) => ({ n, timestamp: timestamp(n), warns: [host(n)] }));
    return {
      day,
      files: Object.fromEntries([...feedOf(...made).files].map(([name, text]) => [folder + name, text])),
    };
  };
  const at = file === 'manifest.json' ? URL_OF_FEED : `${folder}${uuid(FEW)}.json`;
  return {
    name: `misp: ${file}`,
    list: URL_OF_FEED,
    at,
    days: [on(0, 0, FEW), on(1, 0, FEW + 1), on(2, FEW + 2, FEW + 2)],
  };
}

function opensanctions(file: 'index.json' | 'the list' | 'delta.json' | 'changes'): PullerFile {
  const versionOf = (day: number) => `${dayOf(day).replaceAll('-', '')}060000-abc`;
  const wallets = (count: number) => each(count, (n) => wallet(`w-${n}`, syntheticAddress(n)));
  const on = (day: number, count: number): Published => {
    const version = versionOf(day);
    const added = wallets(count).slice(FEW);
    return {
      day,
      files: {
        [INDEX]: json(index(version)),
        // The first of them goes after the first day.
        [`${AT}/${version}/entities.ftm.json`]: lines(...wallets(count).slice(day === 0 ? 0 : 1)),
        [`${AT}/${version}/delta.json`]: json(deltaIndex(version, versionOf(0))),
        [deltaUrl(version)]: lines(change('DEL', { id: 'w-0' }), ...added.map((one) => change('ADD', one))),
      },
    };
  };
  // After a week the list is read whole.
  const second = file === 'the list' ? 8 : 1;
  const version = versionOf(second);
  const at = {
    'index.json': INDEX,
    'the list': `${AT}/${version}/entities.ftm.json`,
    'delta.json': `${AT}/${version}/delta.json`,
    changes: deltaUrl(version),
  }[file];
  const days = [on(0, FEW), on(second, FEW + NEW), on(20, FEW + NEW + 1)] as const;
  return { name: `opensanctions: ${file}`, list: LIST, at, days };
}

function ofac(file: 'history' | 'SDN_ADVANCED.XML' | 'SDN.XML'): PullerFile {
  const site = 'https://sanctionslistservice.ofac.treas.gov';
  const isPlain = file === 'SDN.XML';
  const list = `${site}/api/PublicationPreview/exports/${isPlain ? file : 'SDN_ADVANCED.XML'}`;
  const history = `${site}/changes/history/2026`;
  const write = (date: string, count: number) =>
    isPlain
      ? plainFile({
          date: `${date.slice(5, 7)}/${date.slice(8)}/${date.slice(0, 4)}`,
          entries: each(count, (n) =>
            sdnEntry(
              n + 1,
              `<lastName>EXAMPLE FRONT ${n}</lastName>`,
              `<idList>${id(n, 'Digital Currency Address - ETH', syntheticAddress(n))}</idList>`,
            ),
          ),
        })
      : advancedFile({
          date: dateOf('DateOfIssue', date),
          parties: each(count, (n) =>
            party(n + 1, [alias([[53, `EXAMPLE FRONT ${n}`]])], [feature(n, 72, syntheticAddress(n))]),
          ),
          entries: each(count, (n) => listing(n + 1)),
        });
  const on = (day: number, count: number): Published => ({
    day,
    files: {
      [history]: json([{ publicationID: 500 + day, datePublished: `${dayOf(day)}T10:30:00` }]),
      [list]: write(dayOf(day), count),
    },
  });
  const days = [on(0, FEW), on(2, FEW + NEW), on(4, FEW + NEW + 1)] as const;
  return { name: `ofac: ${file}`, list, at: file === 'history' ? history : list, days };
}

/** What the second day's publication changed; on the third day the file comes whole. */
function ofacChanges(): PullerFile {
  const { list, days } = ofac('SDN_ADVANCED.XML');
  const site = 'https://sanctionslistservice.ofac.treas.gov';
  const at = `${site}/changes/502`;
  const history = `${site}/changes/history/2026`;
  const front = (n: number) =>
    company(n + 1, [walletOf(n, syntheticAddress(n), 'ETH')], {
      names: [
        {
          id: 1,
          isPrimary: true,
          spellings: [{ id: 1, parts: [[1, 'Entity Name', `EXAMPLE FRONT ${n}`]] }],
        },
      ],
      bases: [[31, 'Executive Order 1']],
      listed: '2021-07-28',
    });
  const changes = deltaFile(
    each(NEW, (n) => wholeEntity('add', front(FEW + n))),
    { date: dayOf(2) },
  );
  const published = (...of: number[]) =>
    json(of.map((day) => ({ publicationID: 500 + day, datePublished: `${dayOf(day)}T10:30:00` })));
  const [first, second, third] = days;
  return {
    name: 'ofac: changes',
    list,
    at,
    days: [
      first,
      { ...second, files: { ...second.files, [history]: published(0, 2), [at]: changes } },
      { ...third, files: { ...third.files, [history]: published(0, 2, 4) } },
    ],
  };
}

/** Every kind of file that a puller reads; what a signed feed serves stands in signed.ts. */
export const PULLER_FILES: readonly PullerFile[] = [
  metamask('stalelist'),
  metamask('changes'),
  polkadot('all.json'),
  polkadot('address.json'),
  misp('manifest.json'),
  misp('an event'),
  opensanctions('index.json'),
  opensanctions('the list'),
  opensanctions('delta.json'),
  opensanctions('changes'),
  ofac('history'),
  ofacChanges(),
  ofac('SDN_ADVANCED.XML'),
  ofac('SDN.XML'),
];
