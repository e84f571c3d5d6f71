import { MAX_CANDIDATE_CHARS, MAX_NEAR_CHARS } from '#lib/core/limits.ts';
import { findCandidates } from '#lib/detect/find.ts';
import { findSpots } from '#lib/detect/spots.ts';
import { selectAll, textOf } from './dom.ts';
import type { Steps } from './pacing.ts';
import type { ElementTarget, Told } from './targets.ts';

/** Characters searched between two looks at the clock. */
const WINDOW_CHARS = 200_000;
/** Name of the variable, field or argument right before a value: `btc: "`, `data.address = '`, `"to":"`. */
const LABEL = /([\w$-]{1,60})["'`]?\s{0,4}(?:[:=]|\()\s{0,4}["'`]?[\w:/?]{0,20}$/;

export interface ScriptSink {
  hit(text: string, how: 'script', target: ElementTarget, told: Told): void;
}

/** Reads programs and data that stand in the page itself: they configure widgets and copy buttons. */
export function* readScripts(root: Node, sink: ScriptSink): Steps<void> {
  for (const element of selectAll(root, 'script:not([src])')) {
    const code = textOf(element) ?? '';
    for (let from = 0; from < code.length; from += WINDOW_CHARS) {
      const window = code.slice(from, from + WINDOW_CHARS + MAX_CANDIDATE_CHARS);
      for (const { start, end } of findSpots(window)) {
        const before = window.slice(Math.max(0, start - MAX_NEAR_CHARS / 2), start);
        const near = window.slice(Math.max(0, start - MAX_NEAR_CHARS / 2), end + MAX_NEAR_CHARS / 2);
        // One character on each side tells whether it stands alone.
        const found = findCandidates(window.slice(Math.max(0, start - 1), end + 1));
        for (const { text, grouped } of found) {
          const label = LABEL.exec(before)?.[1];
          const told = { near, ...(label !== undefined && { label }) };
          // What only stands in a row by chance is frequent in programs.
          if (!grouped) sink.hit(text, 'script', { kind: 'element', element }, told);
        }
      }
      yield;
    }
  }
}
