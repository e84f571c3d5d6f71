import { MAX_WHOLE_SNAPSHOT_CHARS } from '#lib/core/limits.ts';
import { type FrameSnapshot, LEFT_OUT, type LeftOutCounts } from '#lib/core/snapshot.ts';

/** The documents of a page in one file, each inside the frame that it stood in; `null` where the page itself is missing. */
export function joinFrames(
  frames: readonly FrameSnapshot[],
): { html: string; left: Partial<LeftOutCounts> } | null {
  const byPath = new Map(frames.flatMap((frame) => (frame.path ? [[frame.path.join(), frame]] : [])));
  const left = Object.fromEntries(LEFT_OUT.map((what) => [what, 0])) as LeftOutCounts;
  let chars = 0;

  function write({ path, pieces, slots, left: own }: FrameSnapshot): string {
    for (const what of LEFT_OUT) left[what] += own[what];
    return pieces
      .map((piece, i) => {
        chars += piece.length;
        const slot = slots[i];
        return slot === undefined ? piece : piece + inside([...(path ?? []), slot]);
      })
      .join('');
  }

  function inside(path: number[]): string {
    const frame = byPath.get(path.join());
    if (!frame || chars > MAX_WHOLE_SNAPSHOT_CHARS) {
      left.frame++;
      return '';
    }
    // Each stands in one place: whatever a page says, none is written twice.
    byPath.delete(path.join());
    return ` srcdoc="${write(frame).replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"`;
  }

  const top = byPath.get('');
  if (!top) return null;
  const html = write(top);
  return { html, left: Object.fromEntries(Object.entries(left).filter(([, count]) => count > 0)) };
}
