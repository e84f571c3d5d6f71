import { findCandidates } from '#lib/detect/find.ts';
import { MIN_CANDIDATE_CHARS } from '#lib/detect/shapes.ts';
import { selectAll } from './dom.ts';
import type { Steps } from './pacing.ts';
import type { ElementTarget, Told } from './targets.ts';

export interface FieldSink {
  hit(text: string, how: 'input', target: ElementTarget, told: Told): void;
}

/** What stands in form fields now: a page may put it there, and no mutation tells of that. */
export interface Fields {
  read(root: Node, sink: FieldSink): void;
  /** Fields under these trees that hold another value than when they were read. */
  changed(trees: Iterable<Node>): Steps<Node[]>;
}

export function createFields(): Fields {
  const values = new WeakMap<Element, string>();
  return {
    read(root, sink) {
      for (const element of fieldsOf(root)) {
        const value = textIn(element);
        values.set(element, value);
        const { name, id } = element as HTMLInputElement;
        for (const { text } of value ? findCandidates(value) : []) {
          sink.hit(text, 'input', { kind: 'element', element }, { label: String(name || id) });
        }
      }
    },
    *changed(trees) {
      const found: Node[] = [];
      for (const tree of trees) {
        for (const element of fieldsOf(tree)) {
          if (textIn(element) !== (values.get(element) ?? '')) found.push(element);
          yield;
        }
      }
      return found;
    },
  };
}

/** One by one: by a single name the browser has them many times faster. */
function fieldsOf(root: Node): Element[] {
  return [...selectAll(root, 'input'), ...selectAll(root, 'textarea')];
}

/** Nothing where it is too short to hold an address. */
function textIn(element: Element): string {
  const { value } = element as HTMLInputElement;
  return typeof value === 'string' && value.length >= MIN_CANDIDATE_CHARS ? value : '';
}
