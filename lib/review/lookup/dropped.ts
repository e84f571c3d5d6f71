import { MAX_GREY_SIDE } from '#lib/core/limits.ts';
import { MAX_LOOKUP_FILE_BYTES, MAX_LOOKUP_FILES } from '#lib/core/review-limits.ts';
import { fitInto, packGrey, toGrey } from '#lib/detect/grey.ts';
import { type FileProblem, readFile } from './files.ts';

/** What came of one file; `no-code`: a picture without a code that pays somebody. */
export interface ReadDropped {
  name: string;
  text: string | null;
  problem: FileProblem | 'no-code' | null;
  hasLines: boolean;
}

/** Decodes a picture's code into the destinations in it. */
export type DecodePicture = (picture: { width: number; height: number; grey: string }) => Promise<string[]>;

/** A code may be light on nothing, or dark on nothing. */
const GROUNDS = ['#fff', '#000'];
const PLAIN = /\.(?:txt|md|log|json|xml)$/i;

/** Reads files that somebody dropped, one after the other: each may be large. */
export function createFileReader(window: Window & typeof globalThis, decode: DecodePicture) {
  const { DOMParser, createImageBitmap, OffscreenCanvas } = window;
  const parse = (markup: string) => new DOMParser().parseFromString(markup, 'text/html');

  async function destinations(file: File): Promise<string[]> {
    const image = await createImageBitmap(file);
    try {
      const size = fitInto(image.width, image.height, MAX_GREY_SIDE);
      for (const ground of GROUNDS) {
        const context = new OffscreenCanvas(size.width, size.height).getContext('2d');
        if (!context) return [];
        context.imageSmoothingQuality = 'high';
        context.fillStyle = ground;
        context.fillRect(0, 0, size.width, size.height);
        context.drawImage(image, 0, 0, size.width, size.height);
        const picture = toGrey(
          context.getImageData(0, 0, size.width, size.height).data,
          size.width,
          size.height,
        );
        const found = picture ? await decode({ ...picture, grey: packGrey(picture.grey) }) : [];
        if (found.length > 0) return found;
      }
      return [];
    } finally {
      image.close();
    }
  }

  async function readOne(file: File): Promise<ReadDropped> {
    const { name, type, size } = file;
    const answer = (text: string | null, problem: ReadDropped['problem']): ReadDropped => ({
      name,
      text,
      problem,
      hasLines: PLAIN.test(name),
    });
    if (size > MAX_LOOKUP_FILE_BYTES) return answer(null, 'too-large');
    if (type.startsWith('image/')) {
      const texts = await destinations(file).catch(() => []);
      return texts.length > 0 ? answer(texts.join('\n'), null) : answer(null, 'no-code');
    }
    const read = readFile({ name, bytes: new Uint8Array(await file.arrayBuffer()) }, parse);
    return read.ok ? answer(read.value, null) : answer(null, read.error.code);
  }

  return async (files: readonly File[]): Promise<ReadDropped[]> => {
    const read: ReadDropped[] = [];
    for (const file of files.slice(0, MAX_LOOKUP_FILES)) read.push(await readOne(file));
    return read;
  };
}
