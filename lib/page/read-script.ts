import { MAX_NEAR_CHARS } from '#lib/core/limits.ts';
import { findCandidates } from '#lib/detect/find.ts';
import { nameOf } from './dom.ts';
import type { ElementTarget, Told } from './targets.ts';

/** Name of the variable, field or argument right before a value: `btc: "`, `data.address = '`, `"to":"`. */
const LABEL = /([\w$-]{1,60})["'`]?\s{0,4}(?:[:=]|\()\s{0,4}["'`]?[\w:/?]{0,20}$/;
const HALF = MAX_NEAR_CHARS / 2;

export interface ScriptSink {
  hit(text: string, how: 'script', target: ElementTarget, told: Told): void;
}

export function isScript(node: Node | null): node is Element {
  return node !== null && nameOf(node) === 'SCRIPT';
}

/** Reads a part of a program or of data that stands in the page itself: they configure widgets and copy buttons. */
export function readScript(
  node: Text,
  element: Element,
  { start, end }: { start: number; end: number },
  sink: ScriptSink,
): void {
  const { data } = node;
  for (const found of findCandidates(data.slice(start, end))) {
    // What only stands in a row by chance is frequent in programs.
    if (found.grouped) continue;
    const at = start + found.start;
    const before = data.slice(Math.max(0, at - HALF), at);
    const label = LABEL.exec(before)?.[1];
    const near = before + data.slice(at, at + HALF);
    sink.hit(
      found.text,
      'script',
      { kind: 'element', element },
      { near, ...(label !== undefined && { label }) },
    );
  }
}
