/** What is known of a value: once told, always told. */
export interface Value {
  /** Words, or with words in it. */
  text: boolean;
  /** A list that holds words. */
  list: boolean;
  /** Of an object, or of each object in a list. */
  fields: Map<string, Value>;
  /** What calling it gives back. */
  result?: Value;
  /** What calling it hands over, by position; a component's properties are the fields of the first. */
  params?: Value[];
  /** Of a name, a parameter or what a function gives: it may come to be known of later, and is asked again then. */
  isKept?: true;
}

/** Objects in objects are followed so far: some hold themselves. */
const MAX_DEPTH = 3;

export const nothing = (): Value => ({ text: false, list: false, fields: new Map() });
export const kept = (): Value => ({ ...nothing(), isKept: true });

/** Whether anything is known of it: most values have nothing to hand on. */
export function holds({ text, list, fields, result }: Value, depth = 0): boolean {
  if (text || list || result) return true;
  return depth < MAX_DEPTH && [...fields.values()].some((field) => holds(field, depth + 1));
}

/** Puts what is known of one value to what is known of another; whether that is news of something kept. */
export function flow(from: Value | undefined, to: Value, depth = 0): boolean {
  if (!from || from === to || depth > MAX_DEPTH) return false;
  let isNew = (from.text && !to.text) || (from.list && !to.list);
  to.text ||= from.text;
  to.list ||= from.list;
  for (const [name, field] of from.fields) {
    if (holds(field)) isNew = flow(field, fieldOf(to, name), depth + 1) || isNew;
  }
  if (from.result && !to.result) {
    to.result = from.result;
    to.params = from.params as Value[];
    isNew = true;
  }
  return isNew && to.isKept === true;
}

export function fieldOf(value: Value, name: string): Value {
  const field = value.fields.get(name) ?? (value.isKept ? kept() : nothing());
  value.fields.set(name, field);
  return field;
}
