import { describe, expect, it } from 'vitest';
import { MAX_CODES_PER_PICTURE } from '#lib/core/limits.ts';
import { mayHoldQr } from '#lib/detect/finder.ts';
import { fitInto, type GreyPicture, packGrey, toGrey, unpackGrey } from '#lib/detect/grey.ts';
import { qrDestinations, readQr } from '#lib/detect/qr.ts';
import {
  at,
  blur,
  cover,
  createRandom,
  drawCode,
  paint,
  place,
  recolour,
  rotate,
  toRgba,
} from '../../support/qr-pictures.ts';

/** BIP-173's example address in a BIP-21 URI. */
const SEGWIT = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
const URI = `bitcoin:${SEGWIT}?amount=0.01`;
const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';
const TOKEN = '0xdAC17F958D2ee523a2206206994597C13D831ec7';

const random = createRandom();
const noise = (picture: GreyPicture, by: number) =>
  recolour(picture, (value) => Math.max(0, Math.min(255, value + (random() - 0.5) * 2 * by)));
const photo = (x: number, y: number) => 128 + 60 * Math.sin(x / 17) * Math.cos(y / 23) + random() * 40;
const onPhoto = (code: GreyPicture) =>
  paint(400, (x, y) =>
    x >= 90 && y >= 60 && x < 90 + code.width && y < 60 + code.height
      ? at(code, x - 90, y - 60)
      : photo(x, y),
  );
const roundModules = () => {
  const code = drawCode(URI, { ecc: 'high', scale: 8 });
  const last = code.width - 88;
  const inMark = (x: number, y: number) => (x < 88 && (y < 88 || y >= last)) || (x >= last && y < 88);
  return paint(code.width, (x, y) => {
    const far = ((x % 8) - 3.5) ** 2 + ((y % 8) - 3.5) ** 2 > 3.6 ** 2;
    return far && !inMark(x, y) ? 255 : at(code, x, y);
  });
};

const READABLE: [string, () => GreyPicture][] = [
  ['8 px a module', () => drawCode(URI)],
  ['1 px a module', () => drawCode(URI, { scale: 1 })],
  ['2 px a module', () => drawCode(URI, { scale: 2 })],
  ['2 px a module, inverted', () => recolour(drawCode(URI, { scale: 2 }), (value) => 255 - value)],
  ['no quiet zone', () => drawCode(URI, { border: 0 })],
  ['no quiet zone at 2 px', () => drawCode(URI, { border: 0, scale: 2 })],
  ['inverted', () => recolour(drawCode(URI), (value) => 255 - value)],
  ['inverted without quiet zone', () => recolour(drawCode(URI, { border: 0 }), (value) => 255 - value)],
  ['turned by 5 degrees', () => rotate(drawCode(URI), 5)],
  ['turned by 30 degrees', () => rotate(drawCode(URI), 30)],
  ['turned by 45 degrees', () => rotate(drawCode(URI, { scale: 3 }), 45)],
  ['upside down', () => rotate(drawCode(URI), 180)],
  ['a grey logo over 30 % of its width, correction H', () => cover(drawCode(URI, { ecc: 'high' }), 0.3, 128)],
  ['a white logo over 25 %, correction H', () => cover(drawCode(URI, { ecc: 'high' }), 0.25, 255)],
  ['a black logo over 20 %, correction M', () => cover(drawCode(URI), 0.2, 0)],
  ['noise of 100 levels', () => noise(drawCode(URI), 100)],
  ['blurred', () => blur(drawCode(URI, { scale: 4 }), 2)],
  ['in half shadow', () => recolour(drawCode(URI), (value, i) => value * (0.35 + (0.65 * (i % 328)) / 328))],
  ['small on a photograph', () => onPhoto(drawCode(URI, { scale: 3 }))],
  ['large on a photograph', () => onPhoto(drawCode(URI, { scale: 6 }))],
  ['round modules', roundModules],
];

describe('what is read', () => {
  it.each(READABLE)('%s', (_, make) => {
    const picture = make();
    expect(mayHoldQr(picture)).toBe(true);
    expect(readQr(picture)).toEqual([URI]);
  });

  it.each([
    ['grey on grey', 100, 140],
    ['pale grey on white', 225, 255],
    ['nearly one colour', 120, 130],
  ])('%s, once its contrast is spread', (_, low, high) => {
    const pale = recolour(drawCode(URI), (value) => (value ? high : low));
    const picture = toGrey(toRgba(pale), pale.width, pale.height) as GreyPicture;
    expect(mayHoldQr(picture)).toBe(true);
    expect(readQr(picture)).toEqual([URI]);
  });
});

describe('several codes in one picture', () => {
  const texts = [URI, EVM, TOKEN, 'https://charity.example/give'];

  it.each([
    ['side by side', 2, 2, 40],
    ['one above the other', 2, 1, 40],
    ['three and a gap', 3, 2, 40],
    ['four', 4, 2, 40],
    ['four that touch with their quiet zones', 4, 2, 0],
  ])('%s', (_, count, columns, gap) => {
    const picture = place(texts.slice(0, count), columns, gap);
    expect(mayHoldQr(picture)).toBe(true);
    expect(readQr(picture).sort()).toEqual(texts.slice(0, count).sort());
  });

  it('no more than the limit', () => {
    const many = Array.from({ length: 9 }, (_, i) => `${URI}&label=${i}`);
    expect(readQr(place(many, 3, 20))).toHaveLength(MAX_CODES_PER_PICTURE);
  });

  it('leaves the picture as it was', () => {
    const picture = place(texts, 2, 40);
    const before = picture.grey.slice();
    readQr(picture);
    expect(picture.grey).toEqual(before);
  });

  it('gives the destinations of all, each once', () => {
    const picture = place([URI, EVM, SEGWIT, 'https://charity.example/give'], 2, 40);
    expect(qrDestinations(picture).sort()).toEqual([EVM, SEGWIT].sort());
  });
});

describe('what holds no code', () => {
  it.each([
    ['a photograph', paint(400, photo)],
    ['noise', paint(200, () => (random() < 0.5 ? 0 : 255))],
    ['one colour', paint(200, () => 77)],
    ['a single pixel', paint(1, () => 0)],
    ['a code cut in half', { ...drawCode(URI), height: 164, grey: drawCode(URI).grey.slice(0, 328 * 164) }],
  ])('%s', (_, picture) => {
    expect(readQr(picture)).toEqual([]);
  });

  it.each([
    ['one colour', () => 77],
    ['stripes', (x: number) => (x % 20 < 10 ? 0 : 255)],
    ['a soft gradient', (x: number, y: number) => (x + y) / 2],
    ['a disc', (x: number, y: number) => ((x - 100) ** 2 + (y - 100) ** 2 < 6_400 ? 0 : 255)],
  ])('is not even sent to the decoder: %s', (_, brightness) => {
    expect(mayHoldQr(paint(200, brightness))).toBe(false);
  });
});

describe('destinations', () => {
  it.each([
    ['a payment URI', URI, [SEGWIT]],
    ['a plain address', EVM, [EVM]],
    ['a token transfer', `ethereum:${TOKEN}@1/transfer?address=${EVM}&uint256=1`, [EVM]],
    ['a web page', 'https://charity.example/give', []],
    ['a second factor', 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP', []],
    ['a wireless network', 'WIFI:T:WPA;S=net;P=secret;;', []],
  ])('%s', (_, text, expected) => {
    expect(qrDestinations(drawCode(text))).toEqual(expected);
  });
});

describe('brightness', () => {
  it('is spread from black to white', () => {
    const rgba = Uint8ClampedArray.of(
      100,
      100,
      100,
      255,
      120,
      120,
      120,
      255,
      110,
      110,
      110,
      255,
      100,
      100,
      100,
      255,
    );
    expect([...(toGrey(rgba, 2, 2)?.grey ?? [])]).toEqual([0, 255, 127, 0]);
  });

  it('weighs green over red over blue', () => {
    const rgba = Uint8ClampedArray.of(0, 255, 0, 255, 255, 0, 0, 255, 0, 0, 255, 255, 0, 0, 0, 255);
    const [green, red, blue, black] = toGrey(rgba, 4, 1)?.grey ?? [];
    expect([green, black]).toEqual([255, 0]);
    expect(red).toBeGreaterThan(blue as number);
  });

  it('passes through a message as one letter a pixel, in 32 levels', () => {
    const letters = packGrey(Uint8Array.of(0, 7, 8, 128, 255));
    expect(letters).toBe('001@O');
    expect([...unpackGrey(letters)]).toEqual([0, 0, 8, 128, 248]);
  });

  it('is nothing for one colour', () => {
    expect(toGrey(new Uint8ClampedArray(16).fill(200), 2, 2)).toBeNull();
  });

  it.each([
    [1_000, 500, { width: 400, height: 200 }],
    [100, 90, { width: 100, height: 90 }],
    [5_000, 1, { width: 400, height: 1 }],
  ])('%i × %i fits into 400', (width, height, expected) => {
    expect(fitInto(width, height, 400)).toEqual(expected);
  });
});
