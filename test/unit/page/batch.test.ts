import { expect, it } from 'vitest';
import { createBatch } from '#lib/page/batch.ts';

// From the vectors: TON documentation; BIP-173.
const TON = 'UQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPuwA';
const BTC = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';

function taken(texts: string[]): string[] {
  const batch = createBatch<number>();
  for (const [i, text] of texts.entries()) batch.add(text, i);
  return batch.take().map(({ text, item }) => {
    expect(texts[item]).toBe(text);
    return text;
  });
}

it.each([TON, BTC])('takes the text that holds %s, and what stands beside it at most', (address) => {
  const texts = ['of no use', 'neither', `to ${address}`, 'after it'];
  expect(taken(texts)).toContain(texts[2]);
});

it('takes each text once, however many addresses it holds', () => {
  const texts = [`${BTC} ${TON} ${BTC}`, ...['i', 'o', 'b'].map((char) => char.repeat(400)), TON];
  const all = taken(texts);
  // What stands right beside an address is looked at as well.
  expect(all).not.toContain(texts[2]);
  expect(all.filter((text) => text.includes(TON))).toEqual([texts[0], texts[4]]);
});

it('takes nothing where nothing stands, and is empty afterwards', () => {
  const batch = createBatch<number>();
  batch.add('the road to the village was closed', 1);
  expect(batch.take()).toEqual([]);
  batch.add(BTC, 2);
  expect(batch.take()).toEqual([{ text: BTC, item: 2 }]);
  expect(batch.take()).toEqual([]);
});
