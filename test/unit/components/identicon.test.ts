import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawIdenticon, GRID } from '#components/identicon.ts';

const text = (address: string) => JSON.stringify(drawIdenticon(address));
/** Cells of one picture that are otherwise in the other. */
const differing = (a: string, b: string) => {
  const [one, other] = [drawIdenticon(a).cells.flat(), drawIdenticon(b).cells.flat()];
  return one.filter((tone, i) => tone !== other[i]).length;
};

describe('the picture of an address', () => {
  it('is the same each time, and mirrored', () => {
    const { cells } = drawIdenticon('3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP');
    expect(cells).toEqual(drawIdenticon('3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP').cells);
    expect(cells).toHaveLength(GRID);
    for (const row of cells) expect(row).toEqual([...row].reverse());
  });

  it('keeps its two tones at least a quarter of the circle apart', () => {
    fc.assert(
      fc.property(fc.string(), (address) => {
        const [first, second] = drawIdenticon(address).hues;
        const apart = Math.abs(first - second);
        expect(Math.min(apart, 360 - apart)).toBeGreaterThanOrEqual(90);
      }),
    );
  });

  it.each([
    ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', '0x5aAeb6053F3E94C9b9A09f33669535E7Ef1BeAed'],
    ['TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW', 'TXEsK1sEsKjZ1xtHitnyAAoqw3XLdYdRNW'],
    ['bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', 'bc1qar0srrr7xfkvy5l634lydnw9re59gtzzwf5mdq'],
  ])('differs to the eye where only the middle differs: %s', (one, other) => {
    expect(differing(one, other)).toBeGreaterThanOrEqual(GRID);
  });

  it('hardly ever looks alike for addresses with the same ends', () => {
    const pictures = new Set(Array.from({ length: 20_000 }, (_, i) => text(`0x5aAe${i.toString(16)}BeAed`)));
    expect(pictures.size).toBeGreaterThan(19_990);
  });
});
