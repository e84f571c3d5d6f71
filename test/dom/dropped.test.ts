import { encodeQR } from 'qr';
import { expect, it } from 'vitest';
import { MAX_LOOKUP_FILES } from '#lib/core/review-limits.ts';
import { unpackGrey } from '#lib/detect/grey.ts';
import { qrDestinations } from '#lib/detect/qr.ts';
import { createFileReader, type DecodePicture } from '#lib/review/lookup/dropped.ts';

const BTC = '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH';
const OTHER = '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2';
const decode: DecodePicture = async ({ width, height, grey }) =>
  qrDestinations({ width, height, grey: unpackGrey(grey) });
const read = createFileReader(window, decode);

/** A photograph of sorts, with codes in it. `ground` of `null` is none. */
async function picture(
  size: { width: number; height: number },
  codes: { text: string; x: number; y: number; scale: number }[],
  ground: string | null = '#888',
  drawn: 'dark' | 'light' = 'dark',
): Promise<File> {
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  if (ground !== null) {
    context.fillStyle = ground;
    context.fillRect(0, 0, size.width, size.height);
    // So that it is no surface of one colour.
    for (let i = 0; i < 400; i++) {
      context.fillStyle = `hsl(${i * 37} 50% ${30 + (i % 40)}%)`;
      context.fillRect((i * 997) % size.width, (i * 613) % size.height, 90, 60);
    }
  }
  for (const { text, x, y, scale } of codes) {
    const modules = encodeQR(`bitcoin:${text}`, 'raw', { border: 4 });
    if (ground !== null) {
      context.fillStyle = '#fff';
      context.fillRect(x, y, modules.length * scale, modules.length * scale);
    }
    context.fillStyle = drawn === 'dark' ? '#000' : '#fff';
    modules.forEach((row, j) => {
      row.forEach((isDark, i) => {
        if (isDark === (drawn === 'dark')) context.fillRect(x + i * scale, y + j * scale, scale, scale);
      });
    });
  }
  return new File([await canvas.convertToBlob()], 'picture.png', { type: 'image/png' });
}
const found = async (file: File) => (await read([file]))[0]?.text?.split('\n') ?? [];

it('reads a small code in a large picture, and more than one', async () => {
  const file = await picture({ width: 3_000, height: 2_000 }, [
    { text: BTC, x: 2_510, y: 1_733, scale: 3 },
    { text: OTHER, x: 130, y: 90, scale: 20 },
  ]);
  expect((await found(file)).sort()).toEqual([BTC, OTHER].sort());
});

it('reads a small code far down in a picture of a whole page', async () => {
  expect(
    await found(await picture({ width: 1_280, height: 9_000 }, [{ text: BTC, x: 700, y: 8_111, scale: 4 }])),
  ).toEqual([BTC]);
});

it.each(['dark', 'light'] as const)(
  'reads a code of which only what is %s is drawn, on nothing',
  async (drawn) => {
    const codes = [{ text: BTC, x: 20, y: 20, scale: 6 }];
    expect(await found(await picture({ width: 300, height: 300 }, codes, null, drawn))).toEqual([BTC]);
  },
);

it('says that there is none', async () => {
  const [answer] = await read([await picture({ width: 2_000, height: 1_500 }, [])]);
  expect(answer).toMatchObject({ text: null, problem: 'no-code' });
});

it('reads the first of many files, and answers for no more than those', async () => {
  const files = Array.from({ length: MAX_LOOKUP_FILES + 3 }, (_, i) => new File([`${i}`], `${i}.txt`));
  const answers = await read(files);
  expect(answers.map(({ text }) => text)).toEqual(
    Array.from({ length: MAX_LOOKUP_FILES }, (_, i) => String(i)),
  );
});
