import { csvRecords } from '#lib/core/csv-records.ts';
import type { IsoDate, Refusal } from '#lib/core/entry.ts';
import type { SourceEntry } from '#lib/watchlist/compile.ts';
import { makeClaim } from '../claim.ts';
import { addressEntry } from '../formats/ofac-party.ts';
import type { InputName, Inputs, Sdn } from './inputs.ts';
import type { Gathered } from './ofac-sdn.ts';
import { canonical, sdnAddresses } from './sdn-addresses.ts';

interface Copy {
  input: InputName;
  /** Repository and commit, or pull request, that the copy stands in; all are MIT. */
  repository: string;
  at: string;
  ticker: string;
  /** Day of the copy, where its source tells one. */
  date: IsoDate | null;
}

const COPIES: readonly Copy[] = [
  {
    input: 'laterBitcoin',
    repository: 'nhamilton1/bitcoin-ofac-addresses',
    at: '9842208',
    ticker: 'XBT',
    date: '2026-07-14',
  },
  {
    input: 'laterEvm',
    repository: 'ultrasoundmoney/ofac-ethereum-addresses',
    at: 'ac23451',
    ticker: 'ETH',
    date: '2026-06-25',
  },
  {
    input: 'laterTron',
    repository: '0xB10C/ofac-sanctioned-digital-currency-addresses',
    at: '17121db',
    ticker: 'TRX',
    date: null,
  },
  {
    input: 'laterSolana',
    repository: '0xB10C/ofac-sanctioned-digital-currency-addresses',
    at: '17121db',
    ticker: 'SOL',
    date: null,
  },
  {
    input: 'laterDogecoin',
    repository: '0xB10C/ofac-sanctioned-digital-currency-addresses',
    at: 'pull 25',
    ticker: 'DOGE',
    date: '2026-07-24',
  },
];

/** Addresses that later public copies of OFAC's list hold beyond the list itself as we have it. */
export function gatherCopies(inputs: Inputs, sdn: Sdn): Gathered {
  const entries: SourceEntry[] = [];
  const refused: Refusal[] = [];
  const known = sdnAddresses(sdn);
  for (const { input, repository, at, ticker, date } of COPIES) {
    for (const { address, name, line } of rowsOf(inputs[input])) {
      if (known.has(canonical(address))) continue;
      const where = `${repository}@${at}:${line}`;
      const entry = addressEntry(address, ticker);
      if ('reason' in entry) {
        refused.push({ where, value: address, reason: entry.reason });
        continue;
      }
      const claim = makeClaim({
        id: where,
        authority: `${repository} (copy of OFAC's list, MIT)`,
        subject: name,
        jurisdiction: 'US',
        tier: 'reported',
        confidence: 'community',
        status: 'active',
        firstSeen: date,
        urls: [`https://github.com/${repository}`],
      });
      entries.push({ ...entry, claims: [claim], where });
    }
  }
  return { entries, refused };
}

/** `address` or `address,name` a line, with or without a header. */
function rowsOf(text: string): { address: string; name: string | null; line: number }[] {
  const rows: { address: string; name: string | null; line: number }[] = [];
  for (const record of csvRecords(text, ',')) {
    if ('reason' in record) throw new Error(`line ${record.line} of a copy is broken`);
    const [address = '', name = ''] = record.fields;
    if (address !== 'address') rows.push({ address, name: name || null, line: record.line });
  }
  return rows;
}
