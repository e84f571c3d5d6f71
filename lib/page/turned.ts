import { isOverridden } from '#lib/detect/reversed.ts';
import { parentOf } from './dom.ts';
import { blockOf } from './inline.ts';

/** Characters before a place among which one may be that turns what follows. */
const BEFORE_CHARS = 500;

/** Whether the page draws what stands here from right to left, letter by letter: by `<bdo>`, a style, or a character before it. */
export function isTurned(node: Text, at: number): boolean {
  const from = Math.max(0, at - BEFORE_CHARS);
  if (isOverridden(node.substringData(from, at - from))) return true;
  const block = blockOf(node);
  for (let around = parentOf(node); around instanceof Element; around = parentOf(around)) {
    const { unicodeBidi, direction } = getComputedStyle(around);
    // The nearest one that says anything of it counts (CSS Writing Modes, 2.2).
    if (unicodeBidi !== 'normal') return unicodeBidi.endsWith('override') && direction === 'rtl';
    if (around === block) break;
  }
  return false;
}
