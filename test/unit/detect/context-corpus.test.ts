import { describe, expect, it } from 'vitest';
import type { Address } from '#lib/core/types.ts';
import { placeContext } from '#lib/detect/context.ts';
import { cautionReasons } from '#lib/detect/indicators.ts';
import { isLabelled } from '#lib/detect/labels.ts';
import { CorpusDocument, hasCorpus, readRows } from '../../support/corpus.ts';

/** One address of the collection: where it stands and what for. */
interface Row {
  doc: string;
  address: string;
  chain: string;
  kind: string;
  role: string;
}

/** One string of an ordinary page that an oracle takes for an address. */
interface Hit {
  file: string;
  address: string;
  strong: boolean;
  cls: string[];
}

const documents = new Map<string, CorpusDocument>();
function open(file: string): CorpusDocument {
  const document = documents.get(file) ?? new CorpusDocument(file);
  documents.set(file, document);
  return document;
}

const asAddress = (chain: string, kind: string, canonical: string) =>
  ({ chain, kind, canonical }) as Pick<Address, 'chain' | 'kind' | 'canonical'>;

/** The documents carry no web address; most were published on this host. */
const HOST = 'github.com';

describe.skipIf(!hasCorpus)('real documents beside the repository (skipped where they are absent)', () => {
  const truth = hasCorpus ? readRows<Row>('donation/truth.jsonl') : [];
  const hits = hasCorpus ? readRows<Hit>('pages/hits.jsonl') : [];
  const isDonation = ({ role }: Row) => role === 'donation' || role === 'donation-list';
  const contextsOf = (file: string, address: string) => {
    const document = open(file);
    return document.places(address).map((place) => placeContext(place, document.signals, HOST));
  };
  const name = ({ doc, address }: Row) => `${doc} ${address.slice(0, 12)}`;

  it('takes addresses that are asked to be paid for donations', () => {
    const rows = truth
      .filter(isDonation)
      .filter(({ doc, address }) => open(`donation/${doc}`).places(address).length);
    const missed = rows.filter(
      ({ doc, address }) => !contextsOf(`donation/${doc}`, address).includes('donation'),
    );
    expect(rows.length).toBeGreaterThan(300);
    // 93 %: what is missed are snippets without a word around them, scripts, and lists longer than what is near.
    expect(missed.length, missed.map(name).join('\n')).toBeLessThanOrEqual(22);
  });

  it('takes examples, demonstrations and contracts for mentions', () => {
    const rows = truth.filter((row) => !isDonation(row) && row.role !== 'payment');
    // One document lists its examples under the heading "Donate"; nothing tells them from an appeal.
    const others = rows.filter(({ role }) => role !== 'example');
    const wrong = others.filter(({ doc, address }) =>
      contextsOf(`donation/${doc}`, address).includes('donation'),
    );
    expect(others.length).toBeGreaterThan(100);
    expect(wrong.length, wrong.map(name).join('\n')).toBeLessThanOrEqual(4);
  });

  it('takes what ordinary pages hold for mentions', () => {
    const strong = hits.filter(({ strong }) => strong);
    const wrong = strong.filter(({ file, address }) =>
      contextsOf(`pages/${file}`, address).includes('donation'),
    );
    expect(strong.length).toBeGreaterThan(300);
    // Two links of a specification of payment links, and an example invoice whose text asks for a donation.
    expect(wrong.length, wrong.map(({ file }) => file).join('\n')).toBeLessThanOrEqual(3);
  });

  it('finds every true address without a checksum labelled', () => {
    const rows = truth.filter(
      (row) =>
        isDonation(row) &&
        (row.chain === 'solana' || row.chain === 'ens' || row.kind === 'lightning-address'),
    );
    const missed = rows.filter(({ doc, address, chain, kind }) => {
      const document = open(`donation/${doc}`);
      return !document
        .places(address)
        .some((at) => isLabelled(asAddress(chain, kind, address), at, document.signals));
    });
    expect(rows.length).toBe(16);
    expect(missed.map(name)).toEqual([]);
  });

  it('calls no look-alike an address', () => {
    const none = readRows<Row>('donation/must-not-report.jsonl');
    const files = hits.filter(
      ({ file, cls }) => cls[0]?.startsWith('solana') && !file.startsWith('contracts-solana'),
    );
    const strings = [
      ...none.map(({ doc, address }) => ({ file: `donation/${doc}`, address })),
      ...files.map(({ file, address }) => ({ file: `pages/${file}`, address })),
    ];
    const wrong = strings.filter(({ file, address }) => {
      const document = open(file);
      return document
        .places(address)
        .some((at) => isLabelled(asAddress('solana', 'account', address), at, document.signals));
    });
    expect(strings.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  });

  it('calls no trap an address, whatever form it might be taken for', () => {
    const traps = readRows<{ string: string; where?: string; ctx?: string }>('noise/traps.jsonl');
    const page = { title: '', isArticle: false, appeal: '' };
    const chains = [
      ['solana', 'account'],
      ['near', 'implicit'],
      ['ens', 'ens-name'],
      ['ens', 'sns-name'],
    ] as const;
    const wrong = traps.flatMap(({ string, where, ctx = '' }) =>
      chains
        .filter(([chain, kind]) => {
          const how =
            where === 'script' ? 'script' : where === 'attr' || where === 'src' ? 'attribute' : 'text';
          return isLabelled(asAddress(chain, kind, string), { how, flags: [], near: ctx, within: [] }, page);
        })
        .map(() => string),
    );
    expect(traps.length).toBeGreaterThan(200);
    expect(wrong).toEqual([]);
  });

  it('warns of hiding on few honest pages', () => {
    const warned = new Set<string>();
    for (const { doc, address } of truth.filter(isDonation)) {
      const document = open(`donation/${doc}`);
      if (document.places(address).some((at) => cautionReasons(at, document.signals).length > 0))
        warned.add(doc);
    }
    // Two of 165 documents speak of anonymous donations in so many words.
    expect(warned.size, [...warned].join('\n')).toBeLessThanOrEqual(2);
  });
});
