/**
 * What a node of a file says of itself. Read past the node: on a document and on a form, a picture or field that has the
 * name of a property stands in its place (HTML, `[LegacyOverrideBuiltIns]`), and a page may name them as it likes.
 */
export function own<T extends Node, K extends keyof T>(node: T, key: K): T[K] {
  return Reflect.get(Object.getPrototypeOf(node), key, node);
}
