import { fromBase64 } from '#lib/core/bytes.ts';
import { MAX_GREY_SIDE } from '#lib/core/limits.ts';
import {
  MAX_LOOKUP_FILE_BYTES,
  MAX_LOOKUP_FILES,
  MAX_MAIL_DEPTH,
  MAX_MAIL_FILES,
  MAX_SVG_CHARS,
  MAX_SVG_SIDE,
} from '#lib/core/review-limits.ts';
import { mayHoldQr } from '#lib/detect/finder.ts';
import { fitInto, packGrey, toGrey } from '#lib/detect/grey.ts';
import { decodeText } from '../decode-text.ts';
import type { Attached } from './eml.ts';
import { type FileProblem, readFile } from './files.ts';
import { htmlText } from './html-text.ts';
import { readDrawing } from './svg.ts';
import { type Tile, tilesOf } from './tiles.ts';

/**
 * What came of one file; `no-code`: a picture without a code that pays somebody; `not-drawn`: one that is too much to be
 * drawn, of which only the text was read; `in-part`: there is more in it, or deeper, than is read.
 */
export interface ReadDropped {
  name: string;
  text: string | null;
  problem: FileProblem | 'no-code' | 'not-drawn' | 'in-part' | null;
  hasLines: boolean;
}

/** Decodes a code in a picture of at most `MAX_GREY_SIDE` into the destinations in it. */
export type DecodePicture = (picture: { width: number; height: number; grey: string }) => Promise<string[]>;

/** A code may be dark on nothing, or light on nothing. */
const LIGHT = '#fff';
const DARK = '#000';
/** Between two of the page's turns. */
const TILES_AT_ONCE = 16;
const PLAIN = /\.(?:txt|md|log|json|xml)$/i;
/** Messages do not always say what it is that they carry. */
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|bmp)$/i;

/** What came of a file, with the files in it that are still to be read. */
interface ReadOne {
  answer: ReadDropped;
  attached: Attached[];
}

/** Reads files that somebody dropped, one after the other: each may be large. */
export function createFileReader(window: Window & typeof globalThis, decode: DecodePicture) {
  const { DOMParser, createImageBitmap, OffscreenCanvas } = window;
  const parse = (markup: string) => new DOMParser().parseFromString(markup, 'text/html');
  const parseXml = (markup: string) => new DOMParser().parseFromString(markup, 'image/svg+xml');
  const draw = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

  /** What a part of a picture shows, on a ground where there is one. */
  function pixelsOf(
    image: ImageBitmap,
    { x, y, width, height }: Tile,
    ground: string | null,
  ): ImageData | null {
    if (!draw) return null;
    const size = fitInto(width, height, MAX_GREY_SIDE);
    // Sized anew, it is empty.
    Object.assign(draw.canvas, size);
    draw.imageSmoothingQuality = 'high';
    if (ground !== null) {
      draw.fillStyle = ground;
      draw.fillRect(0, 0, size.width, size.height);
    }
    draw.drawImage(image, x, y, width, height, 0, 0, size.width, size.height);
    return draw.getImageData(0, 0, size.width, size.height);
  }

  async function codesOn(image: ImageBitmap, ground: string): Promise<string[]> {
    const found = new Set<string>();
    for (const [i, tile] of tilesOf(image.width, image.height).entries()) {
      if (i % TILES_AT_ONCE === 0) await new Promise((done) => window.setTimeout(done));
      const pixels = pixelsOf(image, tile, ground);
      const picture = pixels && toGrey(pixels.data, pixels.width, pixels.height);
      // The decoder looks at the whole of a picture whatever it seems to be.
      if (!picture || (i > 0 && !mayHoldQr(picture))) continue;
      const { width, height } = picture;
      for (const text of await decode({ width, height, grey: packGrey(picture.grey) })) found.add(text);
    }
    return [...found];
  }

  async function destinations(picture: ImageBitmapSource): Promise<string[]> {
    const image = await createImageBitmap(picture);
    try {
      const whole = pixelsOf(image, { x: 0, y: 0, width: image.width, height: image.height }, null);
      const isOpaque = whole?.data.every((value, i) => i % 4 < 3 || value === 255) ?? true;
      const onLight = await codesOn(image, LIGHT);
      return onLight.length > 0 || isOpaque ? onLight : await codesOn(image, DARK);
    } finally {
      image.close();
    }
  }

  /** As an image, where a browser runs no script and loads nothing. */
  async function drawn(markup: string): Promise<OffscreenCanvas> {
    const image = new window.Image();
    image.src = URL.createObjectURL(new Blob([markup], { type: 'image/svg+xml' }));
    try {
      await image.decode();
      const { naturalWidth, naturalHeight } = image;
      const scale = MAX_SVG_SIDE / Math.max(naturalWidth, naturalHeight);
      const canvas = new OffscreenCanvas(Math.ceil(naturalWidth * scale), Math.ceil(naturalHeight * scale));
      canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
      return canvas;
    } finally {
      URL.revokeObjectURL(image.src);
    }
  }

  /** The text of an SVG, and what its codes say. */
  async function readSvg(file: File): Promise<Pick<ReadDropped, 'text' | 'problem'>> {
    const markup = decodeText(new Uint8Array(await file.arrayBuffer()));
    if (markup === null) return { text: null, problem: 'not-text' };
    const { text } = htmlText(markup, parse);
    if (markup.length > MAX_SVG_CHARS) return { text, problem: 'not-drawn' };
    const drawing = readDrawing(markup, parseXml);
    if (!drawing.ok) return { text, problem: drawing.error.code };
    const pictures = drawing.value.pictures.map((picture) => async () => new Blob([fromBase64(picture)]));
    const codes: string[] = [];
    for (const picture of [() => drawn(drawing.value.markup), ...pictures]) {
      codes.push(
        ...(await picture()
          .then(destinations)
          .catch(() => [])),
      );
    }
    const isEmpty = codes.length === 0 && text.trim() === '';
    return isEmpty
      ? { text: null, problem: 'no-code' }
      : { text: [...codes, text].join('\n'), problem: null };
  }

  async function readOne(file: File): Promise<ReadOne> {
    const { name, type, size } = file;
    const answer = answerFor(file);
    if (size > MAX_LOOKUP_FILE_BYTES) return answer(null, 'too-large');
    if (type === 'image/svg+xml' || /\.svg$/i.test(name)) {
      const { text, problem } = await readSvg(file);
      return answer(text, problem);
    }
    if (type.startsWith('image/') || PICTURE.test(name)) {
      const texts = await destinations(file).catch(() => []);
      return texts.length > 0 ? answer(texts.join('\n'), null) : answer(null, 'no-code');
    }
    const read = readFile({ name, bytes: new Uint8Array(await file.arrayBuffer()) }, parse);
    if (!read.ok) return answer(null, read.error.code);
    const { text, isWhole, attached } = read.value;
    return answer(text, isWhole ? null : 'in-part', attached);
  }

  /** A file, and then those in it, as if somebody had dropped them beside it. */
  async function readWith(file: File, depth: number, room: { left: number }): Promise<ReadDropped[]> {
    // One that is gone by now, or that the browser cannot open, is no reason to lose what the others say.
    const { answer, attached } = await readOne(file).catch(() => answerFor(file)(null, 'damaged'));
    const read = [answer];
    for (const [i, { name, type, bytes }] of attached.entries()) {
      if (depth >= MAX_MAIL_DEPTH || room.left === 0) {
        answer.problem = 'in-part';
        break;
      }
      room.left--;
      // Two may have one name.
      const one = new File([bytes], `${file.name} (${i + 1}): ${name}`, { type });
      read.push(...(await readWith(one, depth + 1, room)));
    }
    return read;
  }

  return async (files: readonly File[]): Promise<ReadDropped[]> => {
    const read: ReadDropped[] = [];
    for (const file of files.slice(0, MAX_LOOKUP_FILES)) {
      read.push(...(await readWith(file, 0, { left: MAX_MAIL_FILES })));
    }
    return read;
  };
}

function answerFor({ name }: File) {
  return (text: string | null, problem: ReadDropped['problem'], attached: Attached[] = []): ReadOne => ({
    answer: { name, text, problem, hasLines: PLAIN.test(name) },
    attached,
  });
}
