import { MAX_NEAR_CHARS } from '#lib/core/limits.ts';
import { findCandidates } from '#lib/detect/find.ts';
import { nameOf } from './dom.ts';
import type { ElementTarget, Told } from './targets.ts';

const LABEL = /([\w$-]{1,60})["'`]?\s{0,4}(?:[:=]|\()\s{0,4}["'`]?[\w:/?]{0,20}$/;
const HALF = MAX_NEAR_CHARS / 2;

/** Name of the variable, field or argument right before a value: `btc: "`, `data.address = '`, `"to":"`. */
export function labelBefore(text: string, end = text.length): string | undefined {
  return LABEL.exec(text.slice(Math.max(0, end - HALF), end))?.[1];
}

export interface ScriptSink {
  hit(text: string, how: 'script', target: ElementTarget, told: Told): void;
}

export function isScript(node: Node | null): node is Element {
  return node !== null && nameOf(node) === 'SCRIPT';
}

const SPACE = 0x20;
const ESCAPES = /\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}|[nrtbfv])/gi;

/**
 * Escapes of JSON and programs read as what they stand for, those of white space as a blank. They touch the word behind them, or
 * are part of it; as long as before, so that places stay.
 */
export function withoutEscapes(code: string): string {
  return code.includes('\\') ? code.replace(ESCAPES, unescaped) : code;
}

function unescaped(found: string): string {
  return String.fromCharCode(Number.parseInt(found.slice(2), 16) || SPACE).padEnd(found.length, '\xad');
}

/** Reads a part of a program or of data that stands in the page itself: they configure widgets and copy buttons. */
export function readScript(
  node: Text,
  element: Element,
  { start, end }: { start: number; end: number },
  sink: ScriptSink,
): void {
  for (const found of findCandidates(withoutEscapes(node.substringData(start, end - start)))) {
    // What only stands in a row by chance is frequent in programs.
    if (found.grouped) continue;
    const at = start + found.start;
    const before = node.substringData(Math.max(0, at - HALF), Math.min(at, HALF));
    const label = labelBefore(before);
    const near = before + node.substringData(at, HALF);
    sink.hit(
      found.text,
      'script',
      { kind: 'element', element },
      { near, ...(label !== undefined && { label }) },
    );
  }
}
