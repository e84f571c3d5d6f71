/** Invented files of every format that an adapter reads, with so many records; none holds what a publisher wrote. */
import { syntheticAddress } from '../../test/bench/synthetic.ts';
import { attribute, event } from '../../test/unit/feed/misp-setup.ts';
import { table } from '../../test/unit/feed/nbctf-setup.ts';
import {
  advancedFile,
  alias,
  feature,
  id,
  listing,
  party,
  plainFile,
  sdnEntry,
} from '../../test/unit/feed/ofac-files.ts';
import { entity } from '../../test/unit/feed/opensanctions-setup.ts';
import { bundle, indicator, isac, wallet } from '../../test/unit/feed/stix-setup.ts';

export interface FormatFile {
  format: string;
  /** What the file is called: some formats are told by it. */
  name: string;
  write(records: number): string;
  /** So many records that the file has several hundred KiB. */
  large: number;
}

const each = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));
/** No two of them alike but for a letter. */
const host = (n: number) => `${syntheticAddress(n).slice(2, 14)}.example.com`;
const lines = (...all: string[]) => `${all.join('\n')}\n`;

export const FORMAT_FILES: readonly FormatFile[] = [
  {
    format: 'csv',
    name: 'mine.csv',
    large: 8000,
    write: (count) =>
      lines('value,subject,listed', ...each(count, (n) => `${syntheticAddress(n)},"Front, ${n}",2020-08-13`)),
  },
  {
    format: 'address-list',
    name: 'mine.txt',
    large: 8000,
    write: (count) => lines(...each(count, syntheticAddress)),
  },
  {
    format: 'address-list',
    name: 'mine.json',
    large: 8000,
    write: (count) => JSON.stringify(each(count, syntheticAddress), null, 1),
  },
  {
    format: 'eth-phishing-detect',
    name: 'config.json',
    large: 8000,
    write: (count) =>
      JSON.stringify({
        version: 2,
        tolerance: 1,
        fuzzylist: [],
        whitelist: [],
        blacklist: each(count, host),
      }),
  },
  {
    format: 'polkadot-phishing',
    name: 'all.json',
    large: 8000,
    write: (count) => JSON.stringify({ allow: [], deny: each(count, host) }),
  },
  {
    format: 'scamsniffer',
    name: 'combined.json',
    large: 4000,
    write: (count) =>
      JSON.stringify(Object.fromEntries(each(count, (n) => [host(n), [syntheticAddress(n)]])), null, 1),
  },
  {
    format: 'graphsense-tagpack',
    name: 'pack.yaml',
    large: 5000,
    write: (count) =>
      lines(
        'title: A pack',
        'creator: Some Team',
        'currency: ETH',
        'tags:',
        ...each(count, (n) => `- address: "${syntheticAddress(n)}"\n  label: Front ${n}\n  abuse: scam`),
      ),
  },
  {
    format: 'opensanctions-ftm',
    name: 'entities.ftm.json',
    large: 3000,
    write: (count) =>
      lines(
        ...each(count, (n) =>
          JSON.stringify(
            entity(`w-${n}`, 'CryptoWallet', {
              publicKey: [syntheticAddress(n)],
              topics: ['sanction'],
            }),
          ),
        ),
      ),
  },
  {
    format: 'misp',
    name: 'event.json',
    large: 3000,
    write: (count) => JSON.stringify(event(each(count, (n) => attribute('domain', host(n))))),
  },
  {
    format: 'stix',
    name: 'bundle.json',
    large: 2000,
    write: (count) =>
      JSON.stringify(bundle(isac, ...each(count, (n) => indicator(wallet(syntheticAddress(n)))))),
  },
  {
    format: 'nbctf-orders',
    name: 'seizures.csv',
    large: 4000,
    write: (count) =>
      table(...each(count, (n) => ({ wallet_address: syntheticAddress(n), order_id: `ASO ${n % 1000}/26` }))),
  },
  {
    format: 'ofac-advanced',
    name: 'SDN_ADVANCED.XML',
    large: 500,
    write: (count) =>
      advancedFile({
        parties: each(count, (n) =>
          party(n + 1, [alias([[53, `EXAMPLE FRONT ${n}`]])], [feature(n, 72, syntheticAddress(n))]),
        ),
        entries: each(count, (n) => listing(n + 1)),
      }),
  },
  {
    format: 'ofac-plain',
    name: 'SDN.XML',
    large: 2000,
    write: (count) =>
      plainFile({
        entries: each(count, (n) =>
          sdnEntry(
            n + 1,
            `<lastName>EXAMPLE FRONT ${n}</lastName>`,
            `<idList>${id(n, 'Digital Currency Address - ETH', syntheticAddress(n))}</idList>`,
          ),
        ),
      }),
  },
];
