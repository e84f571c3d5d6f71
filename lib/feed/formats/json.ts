import { MAX_JSON_DEPTH } from '#lib/core/limits.ts';

/** As `charCodeAt` gives them: a file may have a hundred million characters. */
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** The value of a JSON text; `undefined` when it is none or lies deeper than any list does. */
export function parseJson(text: string): unknown {
  if (depthOf(text) > MAX_JSON_DEPTH) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A member of an object, with the text of its value. */
export interface Member {
  name: string;
  text: string;
}

/**
 * The members of the object that a sound JSON text holds, each as it stands there: of those that share a name
 * `JSON.parse` would keep the last.
 */
export function membersOf(text: string): Member[] {
  const members: Member[] = [];
  let depth = 0;
  let name: string | null = null;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at);
      if (depth === 1 && name === null) name = JSON.parse(text.slice(at, end + 1)) as string;
      at = end;
    } else if (code === OPEN_LIST || code === OPEN_OBJECT) depth++;
    else if (depth === 1 && name !== null && code === COLON) from = at + 1;
    else if (depth === 1 && name !== null && (code === COMMA || code === CLOSE_OBJECT)) {
      members.push({ name, text: text.slice(from, at) });
      name = null;
      if (code === CLOSE_OBJECT) depth--;
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth--;
  }
  return members;
}

/**
 * The value of a JSON text in which an object names lists: those of one name are one list. Where something else shares
 * a name with a list, it stands in the place of both.
 */
export function parseLists(text: string): unknown {
  const json = parseJson(text);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json;
  const members = membersOf(text);
  if (members.length === Object.keys(json).length) return json;
  const lists = new Map<string, unknown>();
  for (const { name, text: inner } of members) {
    const value: unknown = JSON.parse(inner);
    const before = lists.get(name);
    if (!lists.has(name) || !Array.isArray(value)) lists.set(name, value);
    else if (Array.isArray(before)) for (const one of value) before.push(one);
  }
  return Object.fromEntries(lists);
}

/** Nesting of brackets outside of strings, without building anything. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === OPEN_LIST || code === OPEN_OBJECT) deepest = Math.max(deepest, ++depth);
    else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth--;
  }
  return deepest;
}

/** Where the string that begins at `at` ends. */
function endOfString(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === QUOTE) return end;
    if (code === BACKSLASH) end++;
  }
  return text.length;
}
