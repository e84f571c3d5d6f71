import { parseSync } from 'vite';

/** Code as Vite's parser gives it (ESTree, with types and markup). */
export interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

export const asNode = (value: unknown) => value as Node;
export const asNodes = (value: unknown) => (value ?? []) as Node[];

export function parse(file: string, code: string): Node {
  return asNode(parseSync(file, code, { sourceType: 'module' }).program);
}

const children = new WeakMap<Node, Node[]>();

/** What stands in it, but for types. */
export function childrenOf(node: Node): Node[] {
  const known = children.get(node);
  if (known) return known;
  const found = Object.values(node)
    .flat()
    .filter(
      (inner): inner is Node => typeof (inner as Node | null)?.type === 'string' && !isType(inner as Node),
    );
  children.set(node, found);
  return found;
}

function isType({ type }: Node): boolean {
  return type.startsWith('TS') && !/^TS(?:As|Satisfies|NonNull)Expression$|^TSEnum/.test(type);
}
