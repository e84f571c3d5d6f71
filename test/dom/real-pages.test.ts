import { describe, expect, it } from 'vitest';
import { commands } from 'vitest/browser';
import { parseAddress } from '#lib/address/registry.ts';
import { readAttributes } from '#lib/page/read-attributes.ts';
import { createFields } from '#lib/page/read-fields.ts';
import { readText } from '#lib/page/read-text.ts';

/** Real pages, where they are there: third-party material that is no part of the project. */
const DATA = '../shared/data';
const CHAINS = ['bitcoin', 'evm', 'tron'];
/** Only in a program or a comment of the page: nobody is shown them. */
const NOT_SHOWN = ['js', 'comment'];

/** Misses that are understood; a new one is a bug. */
const KNOWN_MISSES = [
  // A silent payment address (BIP-352): no codec reads it yet.
  'sp1qqfqjad6htgn0dz0u4awyq0qwdvdvewuzhw75wjay5emg3ctap4hgwq736e4f0hz5ehl3wrn5utukx322lxnp2fadddaekgyc8jrgumh7yyn033zw',
  // In an attribute `add` of somebody's own component, before it is drawn.
  '357a3So9CbsNfBBgFYACGvxxS6tMaDoa1P',
];

const read = (path: string) => commands.readFile(`${DATA}/${path}`).catch(() => '');
const rows = async (path: string) =>
  (await read(path))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** Strings that one document yields. It is parsed and never shown: nothing is loaded, nothing runs. */
function textsIn(html: string): Set<string> {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const found = new Set<string>();
  const sink = {
    hit: (text: string) => found.add(text),
    take: (text: string) => text,
    widget: () => undefined,
  };
  for (const _ of readText(body, sink));
  for (const _ of readAttributes(body, sink));
  createFields().read(body, sink);
  return found;
}

const truth = (await rows('donation/truth.jsonl')).filter(
  ({ chain, how }) => CHAINS.includes(chain) && !NOT_SHOWN.includes(how),
);
const pages = await rows('pages/manifest.jsonl');

describe.skipIf(truth.length === 0)('real donation pages', () => {
  it('yield every address that a person is shown', async () => {
    const missed: string[] = [];
    for (const doc of new Set(truth.map((row) => row.doc))) {
      const found = textsIn(await read(`donation/${doc}`));
      for (const { address } of truth.filter((row) => row.doc === doc)) {
        if (!found.has(address)) missed.push(address);
      }
    }
    expect(missed.filter((address) => !KNOWN_MISSES.includes(address))).toEqual([]);
  }, 60_000);
});

describe.skipIf(pages.length === 0)('real ordinary pages', () => {
  it('yield nothing that only looks like an address', async () => {
    const known = new Set((await rows('pages/hits.jsonl')).map(({ address }) => address));
    // Examples of CIP-19 that the other reading passed over.
    known.add('addr1vpu5vlrf4xkxv2qpwngf6cjhtw542ayty80v8dyr49rf5eg0yu80w');
    known.add(
      '37btjrVyb4KDXBNC4haBVPCrro8AQPHwvCMp3RFhhSVWwfFmZ6wwzSK6JK1hY6wHNmtrpTf1kdbva8TCneM2YsiXT7mrzT21EacHnPpz5YyUdj64na',
    );
    const wrong: string[] = [];
    for (const { file } of pages) {
      for (const text of textsIn(await read(`pages/${file}`))) {
        const address = parseAddress(text);
        // Forms without a checksum wait for words that name them (lib/detect/labels.ts).
        if (address && !address.needsContext && !known.has(text)) wrong.push(`${file} ${text}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 60_000);
});
