import { findCandidates } from '#lib/detect/find.ts';
import { MIN_CANDIDATE_CHARS } from '#lib/detect/shapes.ts';
import { selectAll } from './dom.ts';
import type { ElementTarget, Told } from './targets.ts';

export interface FieldSink {
  hit(text: string, how: 'input', target: ElementTarget, told: Told): void;
}

/** Reads what stands in form fields now: a page may have put it there, and no mutation tells of that. */
export function readFields(root: Node, sink: FieldSink): void {
  // One by one: by a single name the browser has them many times faster.
  for (const element of [...selectAll(root, 'input'), ...selectAll(root, 'textarea')]) {
    const { value, name, id } = element as HTMLInputElement | HTMLTextAreaElement;
    if (typeof value !== 'string' || value.length < MIN_CANDIDATE_CHARS) continue;
    for (const { text } of findCandidates(value)) {
      sink.hit(text, 'input', { kind: 'element', element }, { label: String(name || id) });
    }
  }
}
