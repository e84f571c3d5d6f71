import { MAX_PROOF_PICTURE_BYTES } from '#lib/core/review-limits.ts';

type Jpeg = Uint8Array<ArrayBuffer>;

/** What is tried one after the other with a picture that is too large: its longer side in pixels, and its quality. */
const SMALLER = [
  { side: 1_600, quality: 0.7 },
  { side: 1_200, quality: 0.5 },
] as const;

/** A picture as it may be kept, smaller where it has to be; `null` where even that is too large. */
export async function fitPicture(jpeg: Jpeg, max = MAX_PROOF_PICTURE_BYTES): Promise<Jpeg | null> {
  if (jpeg.length <= max) return jpeg;
  const bitmap = await createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' }));
  try {
    for (const { side, quality } of SMALLER) {
      const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
      const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
      if (blob.size <= max) return new Uint8Array(await blob.arrayBuffer());
    }
    return null;
  } finally {
    bitmap.close();
  }
}
