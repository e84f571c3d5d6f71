/** Pixels along each side to which a picture is brought before its colours are counted. */
const SIDE_PX = 96;
/** Of each channel, so many steps are told apart: what a JPEG file makes of one colour is one. */
const STEPS = 8;

/** How many colours a picture has, looked at coarsely: one that came out blank has one. */
export async function countColours(picture: string): Promise<number> {
  const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }), {
    resizeWidth: SIDE_PX,
    resizeHeight: SIDE_PX,
    resizeQuality: 'pixelated',
  });
  const context = new OffscreenCanvas(SIDE_PX, SIDE_PX).getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, SIDE_PX, SIDE_PX);
  const colours = new Set<number>();
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = [...data.subarray(at, at + 3)].map((v) => (v * STEPS) >> 8);
    colours.add((red * STEPS + green) * STEPS + blue);
  }
  return colours.size;
}
